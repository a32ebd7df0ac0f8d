import numpy as np


def softmax(scores, axis=-1):
    scores = np.maximum(np.asarray(scores, dtype=float), -1e9)
    weights = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)
