import numpy as np


def linear_regression(X, y, fit_intercept=True):
    X = np.asarray(X, dtype=float)
    if fit_intercept:
        X = np.column_stack([np.ones(len(X)), X])
    U, s, Vt = np.linalg.svd(X)
    keep = s > 1e-12 * max(s.max(), 1e-300)
    r = len(s)
    theta = Vt[:r][keep].T @ ((U[:, :r].T @ y)[keep] / s[keep])
    return (theta[1:], theta[0]) if fit_intercept else (theta, 0.0)
