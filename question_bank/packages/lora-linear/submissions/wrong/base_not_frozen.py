import torch
from torch import nn


class LoRALinear(nn.Module):
    """A trained linear layer with a low-rank update."""

    def __init__(self, base, rank, alpha=16.0):
        super().__init__()
        self.base = base
        self.lora_a = nn.Parameter(base.weight.new_empty(rank, base.in_features))
        self.lora_b = nn.Parameter(base.weight.new_zeros(base.out_features, rank))
        nn.init.kaiming_uniform_(self.lora_a)
        self.scale = alpha / rank
        self.is_merged = False

    def forward(self, x):
        """Apply the layer with its update."""
        output = self.base(x)
        if self.is_merged:
            return output
        return output + x @ self.lora_a.T @ self.lora_b.T * self.scale

    @torch.no_grad()
    def merge(self):
        """Put the update into the weight of the wrapped layer."""
        if not self.is_merged:
            self.base.weight += self.scale * self.lora_b @ self.lora_a
            self.is_merged = True

    @torch.no_grad()
    def unmerge(self):
        """Take the update out of it again."""
        if self.is_merged:
            self.base.weight -= self.scale * self.lora_b @ self.lora_a
            self.is_merged = False
