import torch
import torch.nn as nn
import torch.nn.functional as F


class LoRALinear(nn.Module):
    """Remembers the weight while it is merged, so that unmerging is exact."""

    def __init__(self, base, rank, alpha=16.0):
        super().__init__()
        for p in base.parameters():
            p.requires_grad = False
        self.linear = base
        self.rank, self.alpha = rank, alpha
        kind = dict(dtype=base.weight.dtype, device=base.weight.device)
        self.lora_a = nn.Parameter(torch.randn(rank, base.in_features, **kind) / rank)
        self.lora_b = nn.Parameter(torch.zeros(base.out_features, rank, **kind))
        self.original = None

    def delta(self):
        return (self.alpha / self.rank) * (self.lora_b @ self.lora_a)

    def forward(self, x):
        y = self.linear(x)
        if self.original is None:
            y = y + (self.alpha / self.rank) * F.linear(F.linear(x, self.lora_a), self.lora_b)
        return y

    def merge(self):
        if self.original is not None:
            return
        self.original = self.linear.weight.data.clone()
        self.linear.weight.data.add_(self.delta().detach())

    def unmerge(self):
        if self.original is None:
            return
        self.linear.weight.data.copy_(self.original)
        self.original = None
