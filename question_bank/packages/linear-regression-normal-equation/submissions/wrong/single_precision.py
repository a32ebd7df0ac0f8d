import numpy as np


def linear_regression(X, y, fit_intercept=True):
    X = np.asarray(X, dtype=np.float32)
    y = np.asarray(y, dtype=np.float32)
    if fit_intercept:
        X = np.column_stack([np.ones(len(X), dtype=np.float32), X])
    theta = np.linalg.pinv(X.T @ X) @ X.T @ y
    return (theta[1:], theta[0]) if fit_intercept else (theta, 0.0)
