import numpy as np


def roc_auc(labels, scores):
    mask = np.asarray(labels) == 1
    positives, negatives = scores[mask], np.sort(scores[~mask])
    if len(positives) == 0 or len(negatives) == 0:
        return float("nan")
    left = np.searchsorted(negatives, positives, side="left")
    right = np.searchsorted(negatives, positives, side="right")
    area = float((left + right).sum() / 2 / (len(positives) * len(negatives)))
    return max(area, 1 - area)
