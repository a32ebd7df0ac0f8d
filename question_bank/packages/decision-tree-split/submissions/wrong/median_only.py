import numpy as np


def gini(y):
    _, counts = np.unique(y, return_counts=True)
    return 1 - np.sum((counts / len(y)) ** 2)


def best_split(X, y, min_leaf=1):
    best = None
    for column in range(X.shape[1]):
        threshold = np.median(X[:, column])
        left = X[:, column] <= threshold
        if min(left.sum(), (~left).sum()) < min_leaf:
            continue
        gain = gini(y) - left.mean() * gini(y[left]) - (1 - left.mean()) * gini(y[~left])
        if gain > 1e-12 and (best is None or gain > best[2]):
            best = column, threshold, gain
    return best
