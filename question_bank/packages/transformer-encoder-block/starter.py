import torch
from torch import nn


class EncoderBlock(nn.Module):
    """One pre-norm block of a transformer encoder."""

    def __init__(self, d_model, n_heads, d_ff, dropout=0.1):
        super().__init__()
        # Your code goes here.

    def forward(self, x, padding=None):
        """Return a tensor of the shape of `x`, (batch, n, d_model). `padding`: (batch, n) booleans, or None."""
        # Your code goes here.


if __name__ == "__main__":
    torch.manual_seed(0)
    block = EncoderBlock(d_model=8, n_heads=2, d_ff=20)
    print(block(torch.randn(1, 3, 8)))
