import numpy as np


def dropout(x, p=0.5, training=True):
    if not training:
        return x, 1.0
    factors = 1 + np.random.normal(size=x.shape) * np.sqrt(p / (1 - p) if p < 1 else 0)
    return x * factors, factors


def dropout_backward(gradient, cache):
    return gradient * cache
