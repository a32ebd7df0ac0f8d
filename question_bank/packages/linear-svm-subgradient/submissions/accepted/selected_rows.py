import numpy as np


class LinearSVM:
    def __init__(self, strength, rate, n_steps):
        self.strength, self.rate, self.n_steps = strength, rate, n_steps

    def fit(self, X, y):
        n, d = X.shape
        self.w = np.zeros((d, 1))
        self.b = np.zeros(1)
        for _ in range(self.n_steps):
            inside = (y * (X @ self.w + self.b) <= 1).ravel()
            gradient_w = self.strength * self.w
            gradient_b = 0.0
            if inside.any():
                gradient_w = gradient_w - (X[inside] * y[inside]).sum(axis=0, keepdims=True).T / n
                gradient_b = -y[inside].sum() / n
            self.w -= self.rate * gradient_w
            self.b -= self.rate * gradient_b
        return self


def linear_svm(X, y, regularisation=0.01, learning_rate=0.1, n_iterations=200):
    labels = np.array(y, dtype=float).reshape(-1, 1)
    labels[labels <= 0] = -1
    model = LinearSVM(regularisation, learning_rate, n_iterations).fit(np.array(X, dtype=float), labels)
    return model.w, model.b
