import torch
import torch.nn.functional as F


def expanded(x, times):
    b, g, m, d = x.shape
    return x[:, :, None].expand(b, g, times, m, d).reshape(b, g * times, m, d)


def grouped_query_attention(queries, keys, values, causal=False):
    if queries.shape[1] % keys.shape[1] != 0:
        raise ValueError("heads do not fit")
    times = queries.shape[1] // keys.shape[1]
    mask = None
    if causal:
        n, m = queries.shape[2], keys.shape[2]
        mask = torch.tril(torch.ones(m, m, dtype=torch.bool))[m - n :]
    return F.scaled_dot_product_attention(queries, expanded(keys, times), expanded(values, times), attn_mask=mask)
