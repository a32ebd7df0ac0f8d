import numpy as np


def roc_auc(labels, scores):
    scores = np.asarray(scores, dtype=float)
    positives, negatives = scores[labels == 1], np.sort(scores[~labels])
    if len(positives) == 0 or len(negatives) == 0:
        return float("nan")
    left = np.searchsorted(negatives, positives, side="left")
    right = np.searchsorted(negatives, positives, side="right")
    return float((left + right).sum() / 2 / (len(positives) * len(negatives)))
