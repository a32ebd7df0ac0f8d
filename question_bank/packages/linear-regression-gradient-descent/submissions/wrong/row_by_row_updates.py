import numpy as np


def linear_regression(X, y, learning_rate=0.05, n_iterations=500):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float).ravel()
    weights, bias, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_iterations):
        losses.append(np.mean((X @ weights + bias - y) ** 2))
        for row, target in zip(X, y):
            error = row @ weights + bias - target
            weights = weights - learning_rate * 2 * error * row / len(y)
            bias -= learning_rate * 2 * error / len(y)
    return weights, bias, losses
