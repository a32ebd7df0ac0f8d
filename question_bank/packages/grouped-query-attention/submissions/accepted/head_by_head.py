import torch
import torch.nn.functional as F


def grouped_query_attention(queries, keys, values, causal=False):
    H, G = queries.size(1), keys.size(1)
    assert H % G == 0
    outputs = []
    for h in range(H):
        q, k, v = queries[:, h], keys[:, h * G // H], values[:, h * G // H]
        scores = torch.bmm(q, k.transpose(1, 2)) / q.size(-1) ** 0.5
        if causal:
            n, m = scores.shape[-2:]
            scores = scores + torch.full((n, m), -1e9).triu(m - n + 1)
        outputs.append(F.softmax(scores, dim=2).bmm(v))
    return torch.stack(outputs, dim=1)
