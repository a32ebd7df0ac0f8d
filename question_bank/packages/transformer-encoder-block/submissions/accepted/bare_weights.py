import math

import torch
from torch import nn


class EncoderBlock(nn.Module):
    """Norms from bare gains and shifts, one head after the other, and convolutions of width one."""

    def __init__(self, d_model, n_heads, d_ff, dropout=0.1):
        super().__init__()
        self.n_heads = n_heads
        self.width = d_model // n_heads
        self.p = dropout
        self.gain_1 = nn.Parameter(torch.ones(d_model))
        self.shift_1 = nn.Parameter(torch.zeros(d_model))
        self.gain_2 = nn.Parameter(torch.ones(d_model))
        self.shift_2 = nn.Parameter(torch.zeros(d_model))
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.out = nn.Linear(d_model, d_model)
        self.up = nn.Conv1d(d_model, d_ff, 1)
        self.down = nn.Conv1d(d_ff, d_model, 1)

    @staticmethod
    def normalise(x, gain, shift):
        centred = x - x.mean(-1, keepdim=True)
        return centred / torch.sqrt(centred.square().mean(-1, keepdim=True) + 1e-5) * gain + shift

    def drop(self, x):
        if not self.training or self.p == 0:
            return x
        if self.p == 1:
            return torch.zeros_like(x)
        keep = torch.rand_like(x) >= self.p
        return x * keep / (1 - self.p)

    def attend(self, h, padding):
        q, k, v = self.query(h), self.key(h), self.value(h)
        heads = []
        for i in range(self.n_heads):
            part = slice(i * self.width, (i + 1) * self.width)
            logits = torch.einsum("bqd,bkd->bqk", q[..., part], k[..., part]) / math.sqrt(self.width)
            if padding is not None:
                logits = logits.masked_fill(padding.unsqueeze(1), float("-inf"))
            heads.append(torch.softmax(logits, -1) @ v[..., part])
        return self.out(torch.cat(heads, -1))

    def forward(self, x, padding=None):
        x = x + self.drop(self.attend(self.normalise(x, self.gain_1, self.shift_1), padding))
        h = self.normalise(x, self.gain_2, self.shift_2).transpose(1, 2)
        return x + self.drop(self.down(torch.relu(self.up(h))).transpose(1, 2))
