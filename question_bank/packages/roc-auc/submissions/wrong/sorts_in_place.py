import numpy as np


def roc_auc(labels, scores):
    order = np.argsort(scores, kind="stable")
    labels[:] = labels[order]
    scores.sort()
    mask = np.asarray(labels) == 1
    positives, negatives = scores[mask], scores[~mask]
    if len(positives) == 0 or len(negatives) == 0:
        return float("nan")
    left = np.searchsorted(negatives, positives, side="left")
    right = np.searchsorted(negatives, positives, side="right")
    return float((left + right).sum() / 2 / (len(positives) * len(negatives)))
