import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    peak = scores.max(axis=axis, keepdims=True)
    peak = np.where(np.isneginf(peak), 0.0, peak)
    weights = np.exp(scores - peak)
    total = weights.sum(axis=axis, keepdims=True)
    return np.round(weights / np.where(total == 0, 1.0, total), 15)
