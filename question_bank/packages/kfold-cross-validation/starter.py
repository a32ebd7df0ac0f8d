import numpy as np


def fit(features, targets):
    """Ridge regression, ready to use. Expects standardised columns."""
    intercept = targets.mean()
    gram = features.T @ features + np.eye(features.shape[1])
    return np.linalg.solve(gram, features.T @ (targets - intercept)), intercept


def predict(model, features):
    weights, intercept = model
    return features @ weights + intercept


def k_fold(n_rows, k=5, seed=None):
    """Return a list of k pairs: row numbers to train on, row numbers to test on."""
    # Your code goes here.
    return None


def cross_validate(features, targets, k=5, seed=None):
    """Return the mean squared error on each test fold."""
    # Your code goes here.
    return None


if __name__ == "__main__":
    print(k_fold(7, k=3))
