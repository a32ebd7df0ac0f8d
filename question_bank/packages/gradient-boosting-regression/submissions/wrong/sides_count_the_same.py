import numpy as np


class Stump:
    def fit(self, X, r):
        best = np.inf
        self.column, self.threshold, self.low, self.high = 0, np.inf, r.mean(), r.mean()
        for j in range(X.shape[1]):
            values = np.unique(X[:, j])
            for t in (values[:-1] + values[1:]) / 2:
                mask = X[:, j] <= t
                a, b = r[mask], r[~mask]
                error = a.var() + b.var()
                if error < best:
                    best = error
                    self.column, self.threshold, self.low, self.high = j, t, a.mean(), b.mean()
        return self

    def predict(self, X):
        return np.where(X[:, self.column] <= self.threshold, self.low, self.high)


class GradientBoosting:
    def __init__(self, n_stumps=100, learning_rate=0.1):
        self.n_stumps = n_stumps
        self.learning_rate = learning_rate

    def fit(self, X, y):
        X = np.array(X, dtype=np.float64)
        y = np.array(y, dtype=np.float64)
        self.initial = np.mean(y)
        self.models = []
        prediction = np.full(len(y), self.initial)
        for m in range(self.n_stumps):
            residual = y - prediction
            stump = Stump().fit(X, residual)
            prediction = prediction + self.learning_rate * stump.predict(X)
            self.models.append(stump)

    def staged_predict(self, X):
        X = np.array(X, dtype=np.float64)
        prediction = np.full(len(X), self.initial)
        stages = []
        for stump in self.models:
            prediction = prediction + self.learning_rate * stump.predict(X)
            stages.append(prediction)
        return stages

    def predict(self, X):
        X = np.array(X, dtype=np.float64)
        return self.initial + sum(self.learning_rate * stump.predict(X) for stump in self.models)
