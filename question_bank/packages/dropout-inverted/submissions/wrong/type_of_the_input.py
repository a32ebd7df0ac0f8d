import numpy as np


def dropout(x, p=0.5, training=True):
    if not training:
        return x, 1.0
    keep = np.random.random(x.shape) >= p
    factors = keep / (1 - p) if p < 1 else np.zeros(x.shape)
    return (x * factors).astype(x.dtype), factors


def dropout_backward(gradient, cache):
    return gradient * cache
