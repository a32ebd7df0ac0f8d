import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """Keeps plain matrices and uses some of them from the left and some from the right."""

    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be divisible by n_heads")
        self.h = n_heads
        self.d = d_model // n_heads
        self.W_q = nn.Parameter(torch.randn(d_model, d_model))
        self.W_k = nn.Parameter(torch.randn(d_model, d_model))
        self.W_v = nn.Parameter(torch.randn(d_model, d_model))
        self.W_o = nn.Parameter(torch.randn(d_model, d_model))
        self.b_q = nn.Parameter(torch.zeros(d_model))
        self.b_o = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, mask=None):
        b, n, d_model = x.shape

        def heads(t):
            return t.reshape(b, n, self.h, self.d).permute(0, 2, 1, 3)

        q, k, v = heads(x @ self.W_q.T + self.b_q), heads(x @ self.W_k), heads(x @ self.W_v)
        s = torch.matmul(q, k.mT) / math.sqrt(self.d)
        if mask is not None:
            s = s.masked_fill(mask == 0, -1e30)
        o = (s.softmax(-1) @ v).permute(0, 2, 1, 3).reshape(b, n, d_model)
        return o @ self.W_o + self.b_o
