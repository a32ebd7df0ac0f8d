import torch


def grouped_query_attention(queries, keys, values, causal=False):
    batch, heads, n, width = queries.shape
    groups, m = keys.shape[1], keys.shape[2]
    if heads % groups:
        raise ValueError(f"{heads} query heads cannot share {groups} key-value heads evenly")
    queries = queries.reshape(batch, groups, heads // groups, n, width) * width**-0.5
    scores = torch.einsum("bgrnd,bgmd->bgrnm", queries, keys)
    if causal:
        later = torch.arange(m)[None, :] > torch.arange(m - n, m)[:, None]
        scores = torch.where(later, torch.tensor(-torch.inf), scores)
    weights = scores.softmax(-1)
    return torch.einsum("bgrnm,bgmd->bgrnd", weights, values).flatten(1, 2)
