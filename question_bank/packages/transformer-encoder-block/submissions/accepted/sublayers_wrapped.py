import torch
import torch.nn.functional as F
from torch import nn


class Norm(nn.Module):
    def __init__(self, width, eps=1e-5):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(width))
        self.beta = nn.Parameter(torch.zeros(width))
        self.eps = eps

    def forward(self, x):
        centred = x - x.mean(dim=-1, keepdim=True)
        return self.gamma * centred / (centred.pow(2).mean(dim=-1, keepdim=True) + self.eps).sqrt() + self.beta


class AroundIt(nn.Module):
    """Norm, something, dropout, and the way around."""

    def __init__(self, width, dropout):
        super().__init__()
        self.norm = Norm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, something):
        return x + self.dropout(something(self.norm(x)))


class EncoderBlock(nn.Module):
    def __init__(self, d_model, n_heads, d_ff, dropout=0.1):
        super().__init__()
        self.n_heads = n_heads
        self.projections = nn.ModuleList([nn.Linear(d_model, d_model) for _ in range(4)])
        self.enter = nn.Linear(d_model, d_ff)
        self.leave = nn.Linear(d_ff, d_model)
        self.around = nn.ModuleList([AroundIt(d_model, dropout) for _ in range(2)])

    def forward(self, x, padding=None):
        x = self.around[0](x, lambda normed: self.attend(normed, padding))
        return self.around[1](x, lambda normed: self.leave(F.relu(self.enter(normed))))

    def attend(self, x, padding):
        heads = [layer(x).unflatten(-1, (self.n_heads, -1)).transpose(1, 2) for layer in self.projections[:3]]
        visible = None if padding is None else ~padding[:, None, None, :]
        mixed = F.scaled_dot_product_attention(*heads, attn_mask=visible)
        return self.projections[3](mixed.transpose(1, 2).flatten(2))
