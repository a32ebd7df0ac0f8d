import numpy as np


def logistic_regression(X, y, learning_rate=0.1, n_iterations=1000, l2=0.0):
    X, y = X.astype(float), y.astype(float)
    weights, bias, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_iterations):
        loss, grad, slope = 0.0, np.zeros(X.shape[1]), 0.0
        for row, label in zip(X, y):
            z = np.dot(row, weights) + bias
            loss += np.logaddexp(0.0, z) - label * z
            error = np.exp(-np.logaddexp(0.0, -z)) - label
            grad = grad + error * row
            slope += error
        losses.append(loss / len(y) + 0.5 * l2 * np.dot(weights, weights))
        weights = weights - learning_rate * (grad / len(y) + l2 * weights)
        bias -= learning_rate * slope / len(y)
    return weights, bias, losses
