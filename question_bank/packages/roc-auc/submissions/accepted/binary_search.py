import numpy as np


def roc_auc(labels, scores):
    mask = np.array(labels, dtype=bool)
    pos, neg = scores[mask], np.sort(scores[~mask])
    if pos.size * neg.size == 0:
        return np.float64("nan")
    left = np.searchsorted(neg, pos, side="left")
    right = np.searchsorted(neg, pos, side="right")
    return np.mean((left + right) / 2) / neg.size
