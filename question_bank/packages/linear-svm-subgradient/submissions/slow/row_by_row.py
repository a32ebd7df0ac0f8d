import numpy as np


def linear_svm(X, y, regularisation=0.01, learning_rate=0.1, n_iterations=200):
    X = np.asarray(X, dtype=float)
    signs = [1.0 if label > 0 else -1.0 for label in y]
    weights, bias = np.zeros(X.shape[1]), 0.0
    for _ in range(n_iterations):
        slope, bias_slope = regularisation * weights, 0.0
        for row, sign in zip(X, signs):
            if sign * (row @ weights + bias) < 1:
                slope = slope - sign * row / len(X)
                bias_slope -= sign / len(X)
        weights = weights - learning_rate * slope
        bias -= learning_rate * bias_slope
    return weights, bias
