import numpy as np


class DecisionTree:
    def __init__(self, max_depth=None, min_leaf=1):
        self.max_depth = max_depth
        self.min_leaf = min_leaf

    def fit(self, X, y):
        X = np.asarray(X, dtype=float)
        self.labels, codes = np.unique(y, return_inverse=True)
        self.root = self._grow(X, np.eye(len(self.labels))[codes], 0)
        return self

    def _grow(self, X, one_hot, depth):
        counts = one_hot.sum(axis=0)
        node = {"label": self.labels[counts.argmax()]}
        if depth == self.max_depth:
            return node
        split = self._best_split(X, one_hot, counts)
        if split is not None:
            column, threshold = split
            is_left = X[:, column] <= threshold
            node["column"], node["threshold"] = column, threshold
            node["left"] = self._grow(X[is_left], one_hot[is_left], depth + 1)
            node["right"] = self._grow(X[~is_left], one_hot[~is_left], depth + 1)
        return node

    def _best_split(self, X, one_hot, counts):
        n = len(X)
        best, most = None, (counts**2).sum() / n + 1e-9
        n_left = np.arange(1, n)
        n_right = n - n_left
        for column in range(X.shape[1]):
            order = X[:, column].argsort()
            values = X[order, column]
            left = one_hot[order].cumsum(axis=0)[:-1]
            # Less impurity is more of this: n times the squared shares, added up over both sides.
            purity = (left**2).sum(axis=1) / n_left + ((counts - left) ** 2).sum(axis=1) / n_right
            allowed = (values[:-1] < values[1:]) & (n_left >= self.min_leaf) & (n_right >= self.min_leaf)
            for at in np.flatnonzero(allowed & (purity > most)):
                if purity[at] > most:
                    best, most = (column, values[at]), purity[at]
        return best

    def _label_of(self, row):
        node = self.root
        while "column" in node:
            side = "left" if row[node["column"]] <= node["threshold"] else "right"
            node = node[side]
        return node["label"]

    def predict(self, X):
        return np.array([self._label_of(row) for row in np.asarray(X, dtype=float)])
