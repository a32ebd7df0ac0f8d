import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    peak = np.nanmax(scores, axis=axis, keepdims=True)
    peak = np.where(np.isneginf(peak), 0.0, peak)
    weights = np.exp(scores - peak)
    total = np.nansum(weights, axis=axis, keepdims=True)
    return weights / np.where(total == 0, 1.0, total)
