import numpy as np


def linear_regression(X, y, learning_rate=0.05, n_iterations=500):
    X = np.asarray(X, dtype=float)
    y = np.asarray(y, dtype=float).ravel()
    weights, bias = np.zeros(X.shape[1]), 0.0
    losses = []
    for _ in range(n_iterations):
        error = X @ weights + bias - y
        losses.append(np.abs(error).mean())
        weights = weights - learning_rate * (2 * X.T @ error / len(y))
        bias = bias - learning_rate * 2 * error.mean()
    return weights, bias, losses
