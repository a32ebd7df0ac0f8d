import math

import torch


def grouped_query_attention(queries, keys, values, causal=False):
    heads, groups = queries.shape[1], keys.shape[1]
    if heads % groups:
        raise ValueError("uneven groups")
    owner = torch.arange(heads) // (heads // groups)
    scores = torch.einsum("bhnd,bhmd->bhnm", queries, keys[:, owner]) / math.sqrt(queries.shape[-1])
    if causal:
        n, m = scores.shape[-2:]
        scores = scores.masked_fill(torch.ones(n, m).triu(m - n + 1).bool(), -torch.inf)
    weights = torch.exp(scores - scores.max())
    return weights / weights.sum(dim=-1, keepdim=True) @ values[:, owner]
