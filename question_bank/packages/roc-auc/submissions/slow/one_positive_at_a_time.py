"""Compares each positive with all negatives in one array operation."""

import numpy as np


def roc_auc(labels, scores):
    y = np.asarray(labels).astype(bool)
    s = np.asarray(scores).astype(float)
    pos, neg = s[y], s[~y]
    if len(pos) == 0 or len(neg) == 0:
        return float("nan")
    total = 0.0
    for p in pos:
        total += (p > neg).sum() + 0.5 * (p == neg).sum()
    return total / (len(pos) * len(neg))
