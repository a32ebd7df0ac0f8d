import torch
import torch.nn.functional as F


def grouped_query_attention(queries, keys, values, causal=False):
    if queries.shape[1] % keys.shape[1] != 0:
        raise ValueError("heads do not fit")
    n, m = queries.shape[2], keys.shape[2]
    mask = torch.ones(n, m, dtype=torch.bool).tril(diagonal=m - n) if causal else None
    return F.scaled_dot_product_attention(queries, keys, values, attn_mask=mask, enable_gqa=True)
