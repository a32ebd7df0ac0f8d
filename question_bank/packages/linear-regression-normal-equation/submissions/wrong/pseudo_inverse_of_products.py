import numpy as np


def linear_regression(X, y, fit_intercept=True):
    y = y.astype(np.float64).reshape(-1, 1)
    A = X.astype(np.float64)
    if fit_intercept:
        A = np.hstack((A, np.ones((A.shape[0], 1))))
    theta = np.linalg.pinv(A.T @ A) @ A.T @ y
    if not fit_intercept:
        return theta.ravel(), 0
    return list(theta[:-1, 0]), float(theta[-1, 0])
