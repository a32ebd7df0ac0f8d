import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    logits = np.asarray(logits, dtype=float)
    gradient = np.zeros_like(logits)
    rows = np.flatnonzero(labels != ignore_index)
    if rows.size == 0:
        return 0.0, gradient
    kept, targets, place = logits[rows], labels[rows], np.arange(rows.size)
    weights = np.exp(kept - kept.max(axis=1, keepdims=True))
    probs = weights / weights.sum(axis=1, keepdims=True)
    log_probs = np.log(probs)
    difference = np.exp(log_probs)
    difference[place, targets] -= 1.0
    gradient[rows] = difference / rows.size
    return -log_probs[place, targets].mean(), gradient
