import numpy as np


def linear_regression(X, y, learning_rate=0.05, n_iterations=500):
    X, y = X.astype(float), y.astype(float).ravel()
    weights, bias, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_iterations):
        loss, slopes, slope = 0.0, np.zeros(X.shape[1]), 0.0
        for row, target in zip(X, y):
            error = np.sum(row * weights) + bias - target
            loss += error**2
            slopes = slopes + error * row
            slope += error
        losses.append(loss / len(y))
        weights = weights - learning_rate * 2 * slopes / len(y)
        bias -= learning_rate * 2 * slope / len(y)
    return weights, bias, losses
