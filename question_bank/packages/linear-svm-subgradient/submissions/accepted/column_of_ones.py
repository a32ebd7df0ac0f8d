import numpy as np


def linear_svm(X, y, regularisation=0.01, learning_rate=0.1, n_iterations=200):
    n = len(X)
    signed = np.column_stack([X, np.ones(n)]) * np.where(y == 1, 1, -1)[:, None]
    theta = np.zeros(signed.shape[1])
    shrink = np.full(len(theta), regularisation)
    shrink[-1] = 0
    for _ in range(n_iterations):
        violated = 1 - signed @ theta > 0
        theta += learning_rate * (violated @ signed / n - shrink * theta)
    return theta[:-1].tolist(), theta[-1]
