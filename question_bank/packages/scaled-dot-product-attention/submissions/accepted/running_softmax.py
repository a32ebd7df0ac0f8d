import numpy as np

BLOCK = 64


def attention(queries, keys, values):
    queries = queries.astype(float) / np.sqrt(queries.shape[-1])
    keys, values = keys.astype(float), values.astype(float)
    peak, total, mixed = -np.inf, 0.0, 0.0
    for begin in range(0, keys.shape[-2], BLOCK):
        block = slice(begin, begin + BLOCK)
        scores = np.matmul(queries, np.moveaxis(keys[..., block, :], -1, -2))
        higher = np.maximum(peak, scores.max(axis=-1, keepdims=True))
        shrink = np.exp(peak - higher)
        weights = np.exp(scores - higher)
        total = total * shrink + weights.sum(axis=-1, keepdims=True)
        mixed = mixed * shrink + np.matmul(weights, values[..., block, :])
        peak = higher
    return mixed / total
