import numpy as np


def softmax(scores, axis=-1):
    scores = np.moveaxis(np.asarray(scores, dtype=float), axis, -1)
    peak = scores.max(axis=-1, keepdims=True)
    peak = np.where(np.isneginf(peak), 0.0, peak)
    weights = np.exp(scores - peak)
    total = weights.sum(axis=-1, keepdims=True)
    return weights / np.where(total == 0, 1.0, total)
