import numpy as np


class GaussianNaiveBayes:
    def __init__(self, smoothing=1e-9):
        self.smoothing = smoothing

    def fit(self, X, y):
        X, y = np.asarray(X, dtype=float), np.asarray(y)
        self.labels = np.unique(y)
        groups = [X[y == label] for label in self.labels]
        self.means = [group.mean(axis=0) for group in groups]
        self.variances = [group.var(axis=0) + self.smoothing for group in groups]
        self.log_priors = [np.log(len(group) / len(X)) for group in groups]
        return self

    def _log_scores(self, X):
        X = np.asarray(X, dtype=float)
        columns = []
        for mean, variance, log_prior in zip(self.means, self.variances, self.log_priors):
            # The 2 pi of the density is the same for every class, so it cancels.
            log_density = -0.5 * (np.log(variance) + (X - mean) ** 2 / variance)
            columns.append(log_density.sum(axis=1) + log_prior)
        return np.stack(columns, axis=1)

    def predict(self, X):
        return self.labels[self._log_scores(X).argmax(axis=1)]

    def predict_proba(self, X):
        scores = self._log_scores(X)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)
