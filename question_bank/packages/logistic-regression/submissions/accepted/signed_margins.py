import numpy as np


def sigmoid(z):
    out = np.empty_like(z)
    up = z >= 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    grown = np.exp(z[~up])
    out[~up] = grown / (1 + grown)
    return out


def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def logistic_regression(X, y, learning_rate=0.1, n_iterations=1000, l2=0.0):
    features = X.astype(np.float64)
    signs = np.where(y > 0.5, 1.0, -1.0)
    n, d = features.shape
    w, b = np.zeros(d), np.zeros(1)
    history = np.zeros(n_iterations)
    for step in range(n_iterations):
        margins = signs * (features.dot(w) + b)
        history[step] = softplus(-margins).sum() / n + l2 / 2 * np.sum(w**2)
        pull = -signs * sigmoid(-margins)
        grad_w = features.T.dot(pull) / n + l2 * w
        w -= learning_rate * grad_w
        b -= learning_rate * pull.sum() / n
    return w, b[0], history
