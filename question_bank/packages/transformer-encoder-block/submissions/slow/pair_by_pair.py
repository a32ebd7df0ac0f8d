import math

import torch
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, d_model, n_heads, d_ff, dropout=0.1):
        super().__init__()
        self.n_heads = n_heads
        self.width = d_model // n_heads
        self.q_proj, self.k_proj = nn.Linear(d_model, d_model), nn.Linear(d_model, d_model)
        self.v_proj, self.out_proj = nn.Linear(d_model, d_model), nn.Linear(d_model, d_model)
        self.norm1, self.norm2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.fc1, self.fc2 = nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, padding=None):
        x = x + self.dropout(self.attend(self.norm1(x), padding))
        return x + self.dropout(self.fc2(self.fc1(self.norm2(x)).relu()))

    def attend(self, x, padding):
        batch, n, _ = x.shape
        q, k, v = self.q_proj(x), self.k_proj(x), self.v_proj(x)
        texts = []
        for b in range(batch):
            rows = []
            for i in range(n):
                heads = []
                for h in range(self.n_heads):
                    own = slice(h * self.width, (h + 1) * self.width)
                    scores = []
                    for j in range(n):
                        score = torch.dot(q[b, i, own], k[b, j, own]) / math.sqrt(self.width)
                        hidden = padding is not None and bool(padding[b, j])
                        scores.append(score - math.inf if hidden else score)
                    heads.append(torch.softmax(torch.stack(scores), dim=0) @ v[b, :, own])
                rows.append(torch.cat(heads))
            texts.append(torch.stack(rows))
        return self.out_proj(torch.stack(texts))
