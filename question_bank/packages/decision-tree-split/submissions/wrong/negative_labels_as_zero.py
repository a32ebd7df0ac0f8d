import numpy as np


def best_split(X, y, min_leaf=1):
    n = len(y)
    onehot = np.zeros((n, max(y.max() + 1, 2)))
    onehot[np.arange(n), np.clip(y, 0, None)] = 1
    total = onehot.sum(axis=0)
    n_left = np.arange(1, n)
    n_right = n - n_left
    best, best_gain = None, 1e-9
    for column in range(X.shape[1]):
        order = np.argsort(X[:, column], kind="stable")
        values = X[order, column]
        left = np.cumsum(onehot[order], axis=0)[:-1]
        squares = (left**2).sum(axis=1) / n_left + ((total - left) ** 2).sum(axis=1) / n_right
        gains = squares / n - (total**2).sum() / n**2
        allowed = (values[:-1] < values[1:]) & (n_left >= min_leaf) & (n_right >= min_leaf)
        for at in np.flatnonzero(allowed & (gains > best_gain)):
            if gains[at] > best_gain:
                best, best_gain = (column, values[at], gains[at]), gains[at]
    return best
