import numpy as np


def best_split(X, y, min_leaf=1):
    X = np.asarray(X, dtype=float)
    n = len(X)
    if n < 2:
        return None
    labels, codes = np.unique(y, return_inverse=True)
    one_hot = np.eye(len(labels))[codes]
    totals = one_hot.sum(axis=0)
    parent = 1 - np.sum((totals / n) ** 2)
    n_left = np.arange(1, n)
    n_right = n - n_left
    best, best_gain = None, 1e-12
    for column in range(X.shape[1]):
        order = X[:, column].argsort()
        values = X[order, column]
        left = one_hot[order].cumsum(axis=0)[:-1]
        right = totals - left
        gini_left = 1 - ((left / n_left[:, None]) ** 2).sum(axis=1)
        gini_right = 1 - ((right / n_right[:, None]) ** 2).sum(axis=1)
        gains = parent - (n_left * gini_left + n_right * gini_right) / n
        allowed = (values[:-1] < values[1:])
        gains[~allowed] = 0
        at = gains.argmax()
        if gains[at] > best_gain:
            best, best_gain = (column, (values[at] + values[at + 1]) / 2, gains[at]), gains[at]
    return best
