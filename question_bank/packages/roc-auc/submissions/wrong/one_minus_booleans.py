import numpy as np


def roc_auc(labels, scores):
    values, group = np.unique(scores, return_inverse=True)
    positives = np.bincount(group, weights=labels, minlength=len(values))
    negatives = np.bincount(group, weights=-labels + 1, minlength=len(values))
    if positives.sum() == 0 or negatives.sum() == 0:
        return float("nan")
    below = np.cumsum(negatives) - negatives
    return float((positives * (below + negatives / 2)).sum() / (positives.sum() * negatives.sum()))
