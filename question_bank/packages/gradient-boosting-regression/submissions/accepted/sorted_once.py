import numpy as np


class GradientBoosting:
    def __init__(self, n_stumps=100, learning_rate=0.1):
        self.n_stumps = n_stumps
        self.learning_rate = learning_rate

    def fit(self, X, y):
        X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
        self.start = y.mean()
        self.stumps = []
        orders = X.argsort(axis=0)
        left_over = y - self.start
        for _ in range(self.n_stumps):
            stump = self._best_stump(X, left_over, orders)
            self.stumps.append(stump)
            left_over = left_over - self.learning_rate * self._values(stump, X)
        return self

    def _best_stump(self, X, left_over, orders):
        n, total = len(left_over), left_over.sum()
        best, most = (0, np.inf, total / n, 0.0), -np.inf
        n_low = np.arange(1, n)
        for column, order in enumerate(orders.T):
            values = X[order, column]
            low = left_over[order].cumsum()[:-1]
            # The squared error is a constant less this.
            explained = low**2 / n_low + (total - low) ** 2 / (n - n_low)
            explained[values[:-1] == values[1:]] = -np.inf
            if explained.max(initial=-np.inf) > most:
                at = explained.argmax()
                most = explained[at]
                best = (column, values[at], low[at] / n_low[at], (total - low[at]) / (n - n_low[at]))
        return best

    def _values(self, stump, X):
        column, threshold, low, high = stump
        return np.where(X[:, column] <= threshold, low, high)

    def staged_predict(self, X):
        X = np.asarray(X, dtype=float)
        return self.start + self.learning_rate * np.cumsum([self._values(stump, X) for stump in self.stumps], axis=0)

    def predict(self, X):
        return self.staged_predict(X)[-1]
