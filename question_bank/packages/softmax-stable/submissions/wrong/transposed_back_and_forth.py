import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    turned = scores.T if axis == 0 else scores
    peak = turned.max(axis=-1, keepdims=True)
    peak = np.where(np.isneginf(peak), 0.0, peak)
    weights = np.exp(turned - peak)
    total = weights.sum(axis=-1, keepdims=True)
    result = weights / np.where(total == 0, 1.0, total)
    return result.T if axis == 0 else result
