import torch
from torch import nn


class LoRALinear(nn.Module):
    """Adds the update up to a whole weight in each pass; slower, but plain."""

    def __init__(self, base, rank, alpha=16.0):
        super().__init__()
        self.base = base
        self.base.weight.requires_grad_(False)
        if self.base.bias is not None:
            self.base.bias.requires_grad_(False)
        out_features, in_features = base.weight.shape
        self.lora_a = nn.Parameter(torch.empty(rank, in_features).to(base.weight))
        self.lora_b = nn.Parameter(torch.zeros(out_features, rank).to(base.weight))
        nn.init.normal_(self.lora_a, std=0.02)
        self.register_buffer("share", torch.tensor(alpha / rank).to(base.weight), persistent=False)
        self.register_buffer("merged", torch.tensor(False))

    def update(self):
        return torch.einsum("or,ri->oi", self.lora_b, self.lora_a) * self.share

    def forward(self, x):
        weight = self.base.weight if self.merged else self.base.weight + self.update()
        return nn.functional.linear(x, weight, self.base.bias)

    def _set(self, wanted):
        if bool(self.merged) != wanted:
            sign = 1.0 if wanted else -1.0
            with torch.no_grad():
                self.base.weight.copy_(self.base.weight + sign * self.update())
            self.merged.fill_(wanted)

    def merge(self):
        self._set(True)

    def unmerge(self):
        self._set(False)
