import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.width = d_model // n_heads
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, x, mask=None):
        batch, n, _ = x.shape
        q, k, v = self.q_proj(x), self.k_proj(x), self.v_proj(x)
        sequences = []
        for b in range(batch):
            rows = []
            for i in range(n):
                heads = []
                for h in range(self.n_heads):
                    piece = slice(h * self.width, (h + 1) * self.width)
                    scores = []
                    for j in range(n):
                        score = torch.dot(q[b, i, piece], k[b, j, piece]) / math.sqrt(self.width)
                        seen = mask is None or bool(mask[i, j])
                        scores.append(score if seen else score - math.inf)
                    heads.append(torch.softmax(torch.stack(scores), dim=0) @ v[b, :, piece])
                rows.append(torch.cat(heads))
            sequences.append(torch.stack(rows))
        return self.out_proj(torch.stack(sequences))
