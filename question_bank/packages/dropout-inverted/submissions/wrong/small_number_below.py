import numpy as np


def dropout(x, p=0.5, training=True):
    if not training:
        return x, 1.0
    keep = np.random.random(x.shape) >= p
    factors = keep / (1 - p + 1e-6)
    return x * factors, factors


def dropout_backward(gradient, cache):
    return gradient * cache
