import numpy as np


def linear_regression(X, y, fit_intercept=True):
    if X.dtype != np.float64:
        X = X.astype(float)
    if not fit_intercept:
        return np.linalg.lstsq(X, y, rcond=None)[0], 0.0
    means, level = X.mean(axis=0), y.mean()
    X -= means
    weights = np.linalg.lstsq(X, y - level, rcond=None)[0]
    return weights, level - means @ weights
