import math

import torch


def grouped_query_attention(queries, keys, values, causal=False):
    n, width = queries.shape[-2:]
    m = keys.shape[-2]
    heads, groups = queries.shape[1], keys.shape[1]
    owner = torch.arange(heads) * groups // heads
    keys, values = keys[:, owner], values[:, owner]
    scores = queries @ keys.transpose(-2, -1) / math.sqrt(width)
    if causal:
        visible = torch.ones(n, m, dtype=torch.bool).tril(diagonal=m - n)
        scores = scores.masked_fill(~visible, float("-inf"))
    return torch.softmax(scores, dim=-1) @ values
