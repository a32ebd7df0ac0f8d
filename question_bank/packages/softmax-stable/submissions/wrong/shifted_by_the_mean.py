import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    centred = scores - scores.mean(axis=axis, keepdims=True)
    weights = np.exp(centred)
    return weights / weights.sum(axis=axis, keepdims=True)
