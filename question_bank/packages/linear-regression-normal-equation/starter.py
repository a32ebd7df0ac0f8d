import numpy as np


def linear_regression(X, y, fit_intercept=True):
    """Fit by least squares in closed form; return the weights and the intercept."""
    # Your code goes here.


if __name__ == "__main__":
    X = np.array([[0.0, 1.0], [1.0, 3.0], [2.0, 0.0], [3.0, 2.0]])
    y = np.array([1.0, 4.0, 4.0, 7.0])
    print(linear_regression(X, y))
