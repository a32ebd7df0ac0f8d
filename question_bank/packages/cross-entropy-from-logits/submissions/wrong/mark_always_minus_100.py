import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    logits = np.asarray(logits, dtype=float)
    gradient = np.zeros_like(logits)
    rows = np.flatnonzero(labels != -100)
    if rows.size == 0:
        return 0.0, gradient
    kept, targets, place = logits[rows], labels[rows], np.arange(rows.size)
    shifted = kept - kept.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    difference = np.exp(log_probs)
    difference[place, targets] -= 1.0
    gradient[rows] = difference / rows.size
    return -log_probs[place, targets].mean(), gradient
