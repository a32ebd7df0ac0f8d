import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores)
    peak = scores.max(axis=axis, keepdims=True)
    if scores.dtype.kind == "f":
        peak[np.isneginf(peak)] = 0.0
    weights = np.exp((scores - peak).astype(float))
    total = weights.sum(axis=axis, keepdims=True)
    return weights / np.where(total == 0, 1.0, total)
