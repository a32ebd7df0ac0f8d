import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """Self-attention with several heads over the tokens of each sequence."""

    def __init__(self, d_model, n_heads):
        super().__init__()
        # Your code goes here.

    def forward(self, x, mask=None):
        """Return a tensor of the shape of `x`, which is (batch, n, d_model). `mask`: (n, n) booleans, or None."""
        # Your code goes here.


if __name__ == "__main__":
    torch.manual_seed(0)
    layer = MultiHeadAttention(d_model=8, n_heads=2)
    print(layer(torch.randn(1, 3, 8)))
