import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    peak = np.abs(scores).max(axis=axis, keepdims=True)
    peak = np.where(np.isinf(peak), 0.0, peak)
    weights = np.exp(scores - peak)
    total = weights.sum(axis=axis, keepdims=True)
    return weights / np.where(total == 0, 1.0, total)
