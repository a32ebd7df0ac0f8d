import numpy as np


def gaussian_mixture(X, weights, means, covariances, n_iterations=50, floor=1e-6):
    """Fit by EM from the given start; return weights, means, covariances and log-likelihoods."""
    # Your code goes here.


if __name__ == "__main__":
    X = np.array([[0.0, 0.0], [1.0, 0.5], [0.0, 1.0], [5.0, 5.0], [6.0, 5.5], [5.0, 6.5]])
    weights = np.array([0.5, 0.5])
    means = np.array([[0.0, 1.0], [4.0, 4.0]])
    covariances = np.array([np.eye(2), np.eye(2)])
    print(gaussian_mixture(X, weights, means, covariances, n_iterations=5))
