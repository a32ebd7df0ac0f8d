import numpy as np


def linear_regression(X, y, fit_intercept=True):
    n = X.shape[0]
    table = np.zeros((n, X.shape[1] + fit_intercept))
    for row in range(n):
        if fit_intercept:
            table[row, 0] = 1.0
        for column in range(X.shape[1]):
            table[row, column + fit_intercept] = X[row, column]
    d = table.shape[1]
    lengths = np.maximum(np.abs(table).max(axis=0), 1e-300)
    table /= lengths
    products, right = np.zeros((d, d)), np.zeros(d)
    for i in range(d):
        for row in range(n):
            right[i] += table[row, i] * y[row]
        for j in range(d):
            for row in range(n):
                products[i, j] += table[row, i] * table[row, j]
    theta = np.linalg.pinv(products) @ right / lengths
    return (theta[1:], theta[0]) if fit_intercept else (theta, 0.0)
