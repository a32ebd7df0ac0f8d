import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=np.float64)
    log_total = np.expand_dims(np.logaddexp.reduce(scores, axis=axis), axis)
    nothing_left = log_total == -np.inf
    return np.exp(np.where(nothing_left, -np.inf, scores - np.where(nothing_left, 0.0, log_total)))
