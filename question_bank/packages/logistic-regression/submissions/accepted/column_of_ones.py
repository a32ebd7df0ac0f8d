import numpy as np


class Model:
    def __init__(self, X, y, l2):
        self.design = np.hstack([np.ones((len(X), 1)), np.asarray(X, dtype=float)])
        self.target = np.asarray(y, dtype=float).reshape(-1)
        self.penalty = np.full(self.design.shape[1], float(l2))
        self.penalty[0] = 0.0

    def loss_and_gradient(self, theta):
        z = self.design @ theta
        half = 0.5 * (1.0 + np.tanh(z / 2))
        loss = np.average(np.logaddexp(0, np.where(self.target == 1, -z, z)))
        gradient = self.design.T @ (half - self.target) / len(z)
        return loss + 0.5 * (self.penalty * theta * theta).sum(), gradient + self.penalty * theta


def logistic_regression(X, y, learning_rate=0.1, n_iterations=1000, l2=0.0):
    model = Model(X, y, l2)
    theta = np.zeros(model.design.shape[1])
    losses = []
    for _ in range(n_iterations):
        loss, gradient = model.loss_and_gradient(theta)
        losses.append(float(loss))
        theta = theta - learning_rate * gradient
    return [theta[1:], float(theta[0]), losses]
