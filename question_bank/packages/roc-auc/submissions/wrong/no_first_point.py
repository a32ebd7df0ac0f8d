import numpy as np


def roc_auc(labels, scores):
    y = np.asarray(labels).astype(float)
    thresholds, group = np.unique(scores, return_inverse=True)
    positives = np.bincount(group, weights=y, minlength=len(thresholds))[::-1]
    negatives = np.bincount(group, weights=1 - y, minlength=len(thresholds))[::-1]
    if positives.sum() == 0 or negatives.sum() == 0:
        return float("nan")
    tpr = np.cumsum(positives) / positives.sum()
    fpr = np.cumsum(negatives) / negatives.sum()
    return float(np.sum((fpr[1:] - fpr[:-1]) * (tpr[1:] + tpr[:-1]) / 2))
