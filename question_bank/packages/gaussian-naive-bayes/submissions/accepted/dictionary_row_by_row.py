import numpy as np


class GaussianNaiveBayes:
    def __init__(self, smoothing=1e-9):
        self.smoothing = smoothing
        self.stats = {}

    def fit(self, X, y):
        self.stats = {}
        for label in sorted(set(y.tolist())):
            rows = X[y == label].astype(float)
            mean = rows.sum(axis=0) / rows.shape[0]
            variance = np.mean((rows - mean) ** 2, axis=0) + self.smoothing
            self.stats[label] = (mean, variance, rows.shape[0] / X.shape[0])

    def _row(self, x):
        result = {}
        for label, (mean, variance, prior) in self.stats.items():
            log_pdf = -0.5 * np.log(2 * np.pi * variance) - (x - mean) ** 2 / (2 * variance)
            result[label] = np.log(prior) + np.sum(log_pdf)
        return result

    def predict(self, X):
        answers = []
        for x in X.astype(float):
            scores = self._row(x)
            answers.append(max(scores, key=scores.get))
        return answers

    def predict_proba(self, X):
        answers = []
        for x in X.astype(float):
            scores = np.array(list(self._row(x).values()))
            odds = np.exp(scores - scores.max())
            answers.append(list(odds / odds.sum()))
        return answers
