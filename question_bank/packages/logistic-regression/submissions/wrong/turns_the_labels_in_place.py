import numpy as np


def logistic_regression(X, y, learning_rate=0.1, n_iterations=1000, l2=0.0):
    X = X.astype(float)
    y[y == 0] = -1
    weights, bias, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_iterations):
        margins = y * (X @ weights + bias)
        losses.append(np.mean(np.logaddexp(0, -margins)) + 0.5 * l2 * (weights @ weights))
        pull = -y * np.exp(-np.logaddexp(0, margins))
        weights = weights - learning_rate * (X.T @ pull / len(y) + l2 * weights)
        bias -= learning_rate * pull.mean()
    return weights, bias, losses
