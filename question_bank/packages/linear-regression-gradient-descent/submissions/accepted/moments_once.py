import numpy as np


class Moments:
    def __init__(self, X, y):
        rows = np.hstack([np.array(X, dtype=float), np.ones((len(X), 1))])
        goal = np.array(y, dtype=float).flatten()
        self.rows, self.goal = rows, goal
        self.gram = np.einsum("ni,nj->ij", rows, rows) / len(goal)
        self.pull = np.einsum("ni,n->i", rows, goal) / len(goal)

    def loss(self, theta):
        return float(np.average(np.square(self.rows @ theta - self.goal)))

    def slope(self, theta):
        return 2 * (self.gram @ theta - self.pull)


def linear_regression(X, y, learning_rate=0.05, n_iterations=500):
    moments = Moments(X, y)
    theta, losses = np.zeros(X.shape[1] + 1), []
    while len(losses) < n_iterations:
        losses.append(moments.loss(theta))
        theta = theta - learning_rate * moments.slope(theta)
    return [theta[:-1], float(theta[-1]), losses]
