import numpy as np


def linear_regression(X, y, fit_intercept=True):
    X = np.asarray(X, dtype=float)
    spread = X.std(axis=0)
    X = (X - X.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    if fit_intercept:
        X = np.column_stack([np.ones(len(X)), X])
    theta = np.linalg.lstsq(X, y, rcond=None)[0]
    return (theta[1:], theta[0]) if fit_intercept else (theta, 0.0)
