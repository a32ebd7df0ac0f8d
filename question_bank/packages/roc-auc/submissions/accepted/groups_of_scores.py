import numpy as np


def roc_auc(labels, scores):
    positive = np.asarray(labels) == 1
    n_positives = int(positive.sum())
    n_negatives = len(positive) - n_positives
    if n_positives == 0 or n_negatives == 0:
        return float("nan")
    values, group = np.unique(scores, return_inverse=True)
    positives = np.bincount(group[positive], minlength=len(values))
    negatives = np.bincount(group[~positive], minlength=len(values))
    below = np.cumsum(negatives) - negatives
    won = (positives * (below + 0.5 * negatives)).sum()
    return float(won / (n_positives * n_negatives))
