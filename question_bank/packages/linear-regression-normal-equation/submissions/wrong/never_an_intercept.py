import numpy as np


def linear_regression(X, y, fit_intercept=True):
    theta = np.linalg.lstsq(np.asarray(X, dtype=float), y, rcond=None)[0]
    return theta, 0.0
