import torch
from torch import nn
from torch.nn import functional as F


class Attention(nn.Module):
    def __init__(self, width, n_heads):
        super().__init__()
        self.n_heads, self.head_width = n_heads, width // n_heads
        self.qkv = nn.Linear(width, 3 * width)
        self.merge = nn.Linear(width, width)

    def forward(self, x):
        b, t, w = x.size()
        qkv = self.qkv(x).reshape(b, t, 3, self.n_heads, self.head_width).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(*qkv.unbind(0), is_causal=True)
        return self.merge(mixed.permute(0, 2, 1, 3).contiguous().view(b, t, w))


class Block(nn.Module):
    def __init__(self, width, n_heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, n_heads)
        self.feed = nn.Sequential(nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))

    def forward(self, x):
        h = x + self.attention(self.norm1(x))
        return h + self.feed(self.norm2(h))


class SmallGPT(nn.Module):
    def __init__(self, n_tokens, context, width, n_heads, n_layers):
        super().__init__()
        self.context = context
        self.token = nn.Embedding(n_tokens, width)
        self.position = nn.Embedding(context, width)
        self.blocks = nn.Sequential(*(Block(width, n_heads) for _ in range(n_layers)))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, n_tokens)

    def forward(self, tokens):
        x = self.token(tokens) + self.position.weight[: tokens.shape[1]]
        return self.head(self.norm(self.blocks(x)))


def next_token_loss(model, tokens):
    inputs, targets = tokens[:, :-1], tokens[:, 1:]
    return F.cross_entropy(model(inputs).transpose(1, 2), targets)


def generate(model, tokens, n_new):
    for _ in range(n_new):
        with torch.no_grad():
            best = model(tokens[:, -model.context :])[:, -1].max(dim=-1).indices
        tokens = torch.cat((tokens, best[:, None]), dim=-1)
    return tokens
