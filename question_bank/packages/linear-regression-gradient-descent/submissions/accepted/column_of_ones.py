import numpy as np


def linear_regression(X, y, learning_rate=0.05, n_iterations=500):
    n = X.shape[0]
    design = np.concatenate([X.astype(np.float64), np.ones((n, 1))], axis=1)
    target = y.astype(np.float64).reshape(n, 1)
    theta = np.zeros((design.shape[1], 1))
    history = np.empty(n_iterations)
    for step in range(n_iterations):
        residual = target - design.dot(theta)
        history[step] = float((residual.T @ residual).item()) / n
        theta += learning_rate * 2.0 / n * design.T.dot(residual)
    return theta[:-1, 0], theta[-1, 0], history
