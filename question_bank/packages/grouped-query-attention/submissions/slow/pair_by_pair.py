import torch


def grouped_query_attention(queries, keys, values, causal=False):
    batch, heads, n, width = queries.shape
    groups, m = keys.shape[1], keys.shape[2]
    if heads % groups:
        raise ValueError("heads do not fit")
    sequences = []
    for b in range(batch):
        rows = []
        for h in range(heads):
            g = h // (heads // groups)
            for i in range(n):
                seen = m - n + i + 1 if causal else m
                scores = [torch.dot(queries[b, h, i], keys[b, g, j]) / width**0.5 for j in range(seen)]
                rows.append(torch.softmax(torch.stack(scores), dim=0) @ values[b, g, :seen])
        sequences.append(torch.stack(rows).reshape(heads, n, width))
    return torch.stack(sequences)
