import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    if scores.ndim == 1:
        return softmax(scores[None, :])[0]
    along = 1 if axis in (1, -1) else 0
    peak = scores.max(axis=along, keepdims=True)
    peak = np.where(np.isneginf(peak), 0.0, peak)
    weights = np.exp(scores - peak)
    total = weights.sum(axis=along, keepdims=True)
    return weights / np.where(total == 0, 1.0, total)
