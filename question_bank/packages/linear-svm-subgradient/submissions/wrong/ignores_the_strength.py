import numpy as np


def linear_svm(X, y, regularisation=0.01, learning_rate=0.1, n_iterations=200):
    X = np.asarray(X, dtype=float)
    signs = np.where(np.asarray(y) > 0, 1.0, -1.0)
    weights, bias = np.zeros(X.shape[1]), 0.0
    for _ in range(n_iterations):
        margins = signs * (X @ weights + bias)
        active = np.where(margins < 1, signs, 0.0)
        slope = 0.01 * weights - X.T @ active / len(X)
        bias_slope = -active.mean()
        weights = weights - learning_rate * slope
        bias = bias - learning_rate * bias_slope
    return weights, bias
