import math

import torch


class CachedAttention:
    """Remembers the tokens and goes over all of them again at each step."""

    def __init__(self, w_q, w_k, w_v, w_o, n_heads):
        self.w_q, self.w_k, self.w_v, self.w_o = w_q, w_k, w_v, w_o
        self.n_heads = n_heads
        self.reset()

    def step(self, x):
        self.tokens = x.clone() if self.tokens is None else torch.cat([self.tokens, x], dim=1)
        queries, keys, values = (self._split(self.tokens @ w) for w in (self.w_q, self.w_k, self.w_v))
        n = self.tokens.shape[1]
        scores = queries @ keys.transpose(-2, -1) / math.sqrt(keys.shape[-1])
        scores = scores.masked_fill(~torch.ones(n, n, dtype=torch.bool).tril(), float("-inf"))
        mixed = torch.softmax(scores, dim=-1) @ values
        outputs = mixed.transpose(1, 2).reshape(self.tokens.shape) @ self.w_o
        return outputs

    def reset(self):
        self.tokens = None

    def _split(self, projected):
        batch, t, d_model = projected.shape
        return projected.view(batch, t, self.n_heads, d_model // self.n_heads).transpose(1, 2)
