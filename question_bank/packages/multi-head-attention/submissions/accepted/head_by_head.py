import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, width):
        super().__init__()
        self.query = nn.Linear(d_model, width)
        self.key = nn.Linear(d_model, width, bias=False)
        self.value = nn.Linear(d_model, width)

    def forward(self, x, mask):
        scores = self.query(x).bmm(self.key(x).transpose(1, 2)) / self.key.out_features**0.5
        if mask is not None:
            scores = torch.where(mask, scores, torch.full_like(scores, -torch.inf))
        return scores.softmax(dim=2).bmm(self.value(x))


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError(f"{d_model} columns cannot be shared by {n_heads} heads")
        self.heads = nn.ModuleList(Head(d_model, d_model // n_heads) for _ in range(n_heads))
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x, mask=None):
        return self.mix(torch.cat([head(x, mask) for head in self.heads], dim=-1))
