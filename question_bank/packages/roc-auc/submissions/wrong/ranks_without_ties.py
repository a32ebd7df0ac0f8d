import numpy as np


def roc_auc(labels, scores):
    y = np.asarray(labels).astype(int)
    ranks = np.argsort(np.argsort(np.asarray(scores, dtype=float), kind="stable"), kind="stable") + 1
    p = y.sum()
    n = len(y) - p
    if p == 0 or n == 0:
        return float("nan")
    return float((ranks[y == 1].sum() - p * (p + 1) / 2) / (p * n))
