import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """One tensor of weights (3, heads, d_model, width) for what goes in, one (heads, width, d_model) for what comes out."""

    def __init__(self, d_model, n_heads):
        super().__init__()
        width, rest = divmod(d_model, n_heads)
        if rest:
            raise ValueError("the heads cannot share the width evenly")
        self.scale = width**-0.5
        self.enter = nn.Parameter(torch.randn(3, n_heads, d_model, width) * d_model**-0.5)
        self.leave = nn.Parameter(torch.randn(n_heads, width, d_model) * d_model**-0.5)

    def forward(self, x, mask=None):
        queries, keys, values = torch.einsum("bnd,shdw->sbhnw", x, self.enter)
        scores = self.scale * torch.einsum("bhnw,bhmw->bhnm", queries, keys)
        if mask is not None:
            scores = scores + torch.zeros_like(mask, dtype=scores.dtype).masked_fill(~mask, float("-inf"))
        weights = torch.exp(scores - scores.amax(dim=-1, keepdim=True))
        weights = weights / weights.sum(dim=-1, keepdim=True)
        return torch.einsum("bhnm,bhmw,hwd->bnd", weights, values, self.leave)
