import numpy as np


def linear_svm(X, y, regularisation=0.01, learning_rate=0.1, n_iterations=200):
    X = np.asarray(X, dtype=float)
    signs = np.where(np.asarray(y) > 0, 1.0, -1.0)
    weights, bias = np.zeros(X.shape[1]), 0.0
    for _ in range(n_iterations):
        for row, sign in zip(X, signs):
            is_inside = sign * (row @ weights + bias) < 1
            weights = weights - learning_rate * (regularisation * weights - is_inside * sign * row)
            bias = bias + learning_rate * is_inside * sign
    return weights, bias
