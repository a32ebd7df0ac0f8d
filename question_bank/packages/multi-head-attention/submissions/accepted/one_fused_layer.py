import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, bias=False):
        super().__init__()
        assert d_model % n_heads == 0
        self.h = n_heads
        self.d_head = d_model // n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=bias)
        self.proj = nn.Linear(d_model, d_model, bias=bias)

    def forward(self, x, mask=None):
        B, T, C = x.size()
        q, k, v = self.qkv(x).split(C, dim=2)
        q = q.reshape(B, T, self.h, self.d_head).permute(0, 2, 1, 3)
        k = k.reshape(B, T, self.h, self.d_head).permute(0, 2, 1, 3)
        v = v.reshape(B, T, self.h, self.d_head).permute(0, 2, 1, 3)
        att = torch.einsum("bhid,bhjd->bhij", q * self.d_head**-0.5, k)
        if mask is not None:
            att = att.masked_fill(mask.logical_not()[None, None], -1e9)
        y = torch.einsum("bhij,bhjd->bihd", F.softmax(att, dim=3), v)
        return self.proj(y.contiguous().view(B, T, C))
