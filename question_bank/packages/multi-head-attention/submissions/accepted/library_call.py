import torch.nn.functional as F
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("d_model % n_heads must be 0")
        self.n_heads = n_heads
        self.linears = nn.ModuleList([nn.Linear(d_model, d_model) for _ in range(4)])

    def forward(self, x, mask=None):
        q, k, v = [layer(x).unflatten(-1, (self.n_heads, -1)).transpose(1, 2) for layer in self.linears[:3]]
        heads = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return self.linears[-1](heads.transpose(1, 2).flatten(2))
