import math

import torch


def grouped_query_attention(queries, keys, values, causal=False):
    n, width = queries.shape[-2:]
    m = keys.shape[-2]
    shared, rest = divmod(queries.shape[1], keys.shape[1])
    if rest or not shared:
        raise ValueError("the number of query heads must be a multiple of the number of key-value heads")
    keys = keys.repeat_interleave(shared, dim=1)
    values = values.repeat_interleave(shared, dim=1)
    batch = queries.shape[0]
    queries = queries.unflatten(1, (-1, shared)).mean(dim=2).repeat_interleave(shared, dim=1)
    scores = queries @ keys.transpose(-2, -1) / math.sqrt(width)
    if causal:
        visible = torch.ones(n, m, dtype=torch.bool).tril(diagonal=m - n)
        scores = scores.masked_fill(~visible, float("-inf"))
    return torch.softmax(scores, dim=-1) @ values
