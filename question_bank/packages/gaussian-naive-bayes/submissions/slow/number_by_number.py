import math

import numpy as np


class GaussianNaiveBayes:
    def __init__(self, smoothing=1e-9):
        self.smoothing = smoothing

    def fit(self, X, y):
        X = np.asarray(X, dtype=float)
        self.labels = np.unique(y)
        self.means = np.array([X[y == label].mean(axis=0) for label in self.labels])
        self.variances = np.array([X[y == label].var(axis=0) for label in self.labels]) + self.smoothing
        self.priors = np.array([np.mean(y == label) for label in self.labels])

    def predict_proba(self, X):
        answers = []
        for row in range(len(X)):
            scores = []
            for at in range(len(self.labels)):
                score = math.log(self.priors[at])
                for column in range(X.shape[1]):
                    variance = self.variances[at, column]
                    away = float(X[row, column]) - self.means[at, column]
                    score -= 0.5 * math.log(2 * math.pi * variance) + away * away / (2 * variance)
                scores.append(score)
            odds = [math.exp(score - max(scores)) for score in scores]
            answers.append([one / sum(odds) for one in odds])
        return np.array(answers)

    def predict(self, X):
        return self.labels[self.predict_proba(X).argmax(axis=1)]
