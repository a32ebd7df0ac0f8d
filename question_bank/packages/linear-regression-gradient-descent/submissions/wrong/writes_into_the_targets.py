import numpy as np


def linear_regression(X, y, learning_rate=0.05, n_iterations=500):
    X, residual = np.asarray(X, dtype=float), np.asarray(y, dtype=float).reshape(-1)
    weights, bias, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_iterations):
        losses.append(np.mean(residual**2))
        step, shift = 2 * learning_rate * X.T @ residual / len(y), 2 * learning_rate * residual.mean()
        weights, bias = weights + step, bias + shift
        residual -= X @ step + shift
    return weights, bias, losses
