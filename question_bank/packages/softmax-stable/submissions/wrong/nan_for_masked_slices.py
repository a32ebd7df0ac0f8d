import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    weights = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)
