import numpy as np


def softmax(scores, axis=-1):
    scores = np.clip(np.asarray(scores, dtype=float), -20, 20)
    weights = np.exp(scores)
    return weights / weights.sum(axis=axis, keepdims=True)
