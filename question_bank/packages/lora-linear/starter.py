import torch
from torch import nn


class LoRALinear(nn.Module):
    """A trained linear layer with a low-rank update.

    The trained parts are called `lora_a`, of shape (rank, in_features), and `lora_b`, of shape (out_features, rank).
    """

    def __init__(self, base, rank, alpha=16.0):
        super().__init__()
        # Your code goes here.

    def forward(self, x):
        """Apply the layer with its update."""

    def merge(self):
        """Put the update into the weight of the wrapped layer."""

    def unmerge(self):
        """Take the update out of it again."""


if __name__ == "__main__":
    base = nn.Linear(4, 3)
    layer = LoRALinear(base, rank=2)
    x = torch.randn(5, 4)
    print(layer(x))
    print(base(x))
