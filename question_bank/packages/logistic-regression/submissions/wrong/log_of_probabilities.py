import numpy as np


def logistic_regression(X, y, learning_rate=0.1, n_iterations=1000, l2=0.0):
    X = np.asarray(X, dtype=float)
    y = np.asarray(y, dtype=float)
    weights, bias = np.zeros(X.shape[1]), 0.0
    losses = []
    for _ in range(n_iterations):
        logits = X @ weights + bias
        losses.append(-np.mean(y * np.log(1 / (1 + np.exp(-logits))) + (1 - y) * np.log(1 - 1 / (1 + np.exp(-logits)))) + 0.5 * l2 * (weights @ weights))
        error = np.exp(-np.logaddexp(0.0, -logits)) - y
        weights = weights - learning_rate * (X.T @ error / len(y) + l2 * weights)
        bias = bias - learning_rate * error.mean()
    return weights, bias, losses
