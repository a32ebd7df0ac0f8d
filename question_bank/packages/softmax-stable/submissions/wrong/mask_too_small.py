import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    all_out = np.isneginf(scores).all(axis=axis, keepdims=True)
    finite = np.where(np.isneginf(scores), -100.0, scores)
    weights = np.exp(finite - finite.max(axis=axis, keepdims=True))
    return np.where(all_out, 0.0, weights / weights.sum(axis=axis, keepdims=True))
