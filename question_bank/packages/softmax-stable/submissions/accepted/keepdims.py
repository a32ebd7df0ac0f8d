import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores)
    if scores.dtype != np.float32:
        scores = scores.astype(np.float64)
    # The lower bound lets slices of length zero through.
    peak = scores.max(axis=axis, keepdims=True, initial=-np.inf)
    # A slice that is masked all over has no finite peak; left unshifted, all its exponentials are zero.
    weights = np.exp(scores - np.where(np.isneginf(peak), 0, peak))
    total = weights.sum(axis=axis, keepdims=True)
    return weights / np.where(total == 0, 1, total)
