import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.mask = None
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, x, mask=None):
        n = x.shape[1]
        if mask is not None:
            self.mask = mask
        queries, keys, values = (self._split(layer(x)) for layer in (self.q_proj, self.k_proj, self.v_proj))
        scores = queries @ keys.transpose(-2, -1) / math.sqrt(queries.shape[-1])
        if self.mask is not None and len(self.mask) == n:
            scores = scores.masked_fill(~self.mask, float("-inf"))
        mixed = torch.softmax(scores, dim=-1) @ values
        return self.out_proj(mixed.transpose(1, 2).reshape(x.shape))

    def _split(self, projected):
        batch, n, d_model = projected.shape
        return projected.view(batch, n, self.n_heads, d_model // self.n_heads).transpose(1, 2)
