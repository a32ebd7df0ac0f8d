import numpy as np


def attention(queries, keys, values):
    scores = np.asarray(queries @ np.swapaxes(keys, -1, -2) / np.sqrt(keys.shape[-1]), dtype=float)
    weights = (scores == scores.max(axis=-1, keepdims=True)).astype(float)
    return weights / weights.sum(axis=-1, keepdims=True) @ values
