import math

import torch
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, d_model, n_heads, d_ff, dropout=0.1):
        super().__init__()
        self.n_heads = n_heads
        self.norm1 = nn.LayerNorm(d_model)
        self.norm2 = nn.LayerNorm(d_model)
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.out = nn.Linear(d_model, d_model)
        self.ff = nn.Sequential(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))
        self.dropout = nn.Dropout(dropout)

    def split(self, t):
        b, n, d = t.shape
        return t.view(b, n, self.n_heads, d // self.n_heads).transpose(1, 2)

    def attend(self, h, padding):
        q, k, v = self.split(self.query(h)), self.split(self.key(h)), self.split(self.value(h))
        logits = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        if padding is not None:
            logits = logits.masked_fill(padding[:, None, None, :], -10.0)
        weights = torch.softmax(logits, dim=-1)
        mixed = weights @ v
        return self.out(mixed.transpose(1, 2).reshape(h.shape))

    def forward(self, x, padding=None):
        x = x + self.dropout(self.attend(self.norm1(x), padding))
        x = x + self.dropout(self.ff(self.norm2(x)))
        return x
