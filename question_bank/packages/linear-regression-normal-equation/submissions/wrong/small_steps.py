import numpy as np


def linear_regression(X, y, fit_intercept=True, learning_rate=0.01, n_iterations=1000):
    X = np.asarray(X, dtype=float)
    if fit_intercept:
        X = np.column_stack([np.ones(len(X)), X])
    theta = np.zeros(X.shape[1])
    for _ in range(n_iterations):
        theta -= learning_rate * 2 / len(X) * X.T @ (X @ theta - y)
    return (theta[1:], theta[0]) if fit_intercept else (theta, 0.0)
