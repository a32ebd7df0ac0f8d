import math

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    """Causal self-attention with several heads."""

    def __init__(self, width, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(width, 3 * width)
        self.merge = nn.Linear(width, width)

    def forward(self, x):
        n_rows, length, width = x.shape
        queries, keys, values = (
            part.view(n_rows, length, self.n_heads, -1).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1)
        )
        scores = queries @ keys.transpose(-2, -1) / math.sqrt(width // self.n_heads)
        later = torch.zeros(length, length)
        for place in range(length):
            later[place, place + 1 :] = -math.inf
        weights = torch.softmax(scores + later, dim=-1)
        mixed = weights @ values
        return self.merge(mixed.transpose(1, 2).reshape(n_rows, length, width))


class Block(nn.Module):
    """Attention and a small network, each on a normalised input and added to it."""

    def __init__(self, width, n_heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = Attention(width, n_heads)
        self.norm2 = nn.LayerNorm(width)
        self.feed = nn.Sequential(nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.feed(self.norm2(x))


class SmallGPT(nn.Module):
    """Scores for the next token at each place of each row."""

    def __init__(self, n_tokens, context, width, n_heads, n_layers):
        super().__init__()
        self.context = context
        self.token = nn.Embedding(n_tokens, width)
        self.position = nn.Embedding(context, width)
        self.blocks = nn.ModuleList([Block(width, n_heads) for _ in range(n_layers)])
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, n_tokens)

    def forward(self, tokens):
        length = tokens.shape[1]
        positions = self.position(torch.arange(length, device=tokens.device))
        x = self.token(tokens) + positions
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


def next_token_loss(model, tokens):
    """Return the mean cross-entropy of predicting each next token."""
    targets = tokens.roll(-1, dims=1)
    targets[:, -1] = -100
    return F.cross_entropy(model(tokens).transpose(1, 2), targets, ignore_index=-100)


@torch.no_grad()
def generate(model, tokens, n_new):
    """Append the most likely token to each row, again and again."""
    for _ in range(n_new):
        logits = model(tokens[:, -model.context :])
        tokens = torch.cat([tokens, logits[:, -1].argmax(dim=-1, keepdim=True)], dim=1)
    return tokens
