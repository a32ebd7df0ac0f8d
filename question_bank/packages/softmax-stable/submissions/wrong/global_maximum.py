import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    weights = np.exp(scores - scores.max())
    total = weights.sum(axis=axis, keepdims=True)
    return weights / np.where(total == 0, 1.0, total)
