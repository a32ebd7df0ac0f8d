import numpy as np


def dropout(x, p=0.5, training=True):
    if not training:
        return x, None
    keep = np.random.random(x.shape) >= p
    factors = keep / (1 - p) if p < 1 else np.zeros(x.shape)
    return x * factors, p


def dropout_backward(gradient, cache):
    if cache is None:
        return gradient
    keep = np.random.random(gradient.shape) >= cache
    return gradient * keep / max(1 - cache, 1e-9)
