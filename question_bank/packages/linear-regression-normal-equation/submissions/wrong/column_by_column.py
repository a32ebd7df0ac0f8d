import numpy as np


def linear_regression(X, y, fit_intercept=True):
    X = np.asarray(X, dtype=float)
    means, level = (X.mean(axis=0), y.mean()) if fit_intercept else (np.zeros(X.shape[1]), 0.0)
    centred = X - means
    weights = centred.T @ (y - level) / np.maximum((centred**2).sum(axis=0), 1e-300)
    return weights, level - means @ weights
