import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores)
    wide = scores.astype(float)
    peak = wide.max(axis=axis, keepdims=True)
    peak = np.where(np.isneginf(peak), 0.0, peak)
    weights = np.exp(wide - peak)
    total = weights.sum(axis=axis, keepdims=True)
    result = np.empty_like(scores)
    result[...] = weights / np.where(total == 0, 1.0, total)
    return result
