import numpy as np


def linear_svm(X, y, regularisation=0.01, learning_rate=0.1, n_iterations=200):
    """Train by sub-gradient descent; return the weights and the bias."""
    # Your code goes here.


if __name__ == "__main__":
    X = np.array([[2.0, 1.0], [3.0, 2.0], [-1.0, 0.0], [-2.0, -2.0]])
    y = np.array([1, 1, -1, -1])
    print(linear_svm(X, y, n_iterations=5))
