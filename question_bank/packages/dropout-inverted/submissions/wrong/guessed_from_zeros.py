import numpy as np


def dropout(x, p=0.5, training=True):
    if not training:
        return x, None
    keep = np.random.random(x.shape) >= p
    factors = keep / (1 - p) if p < 1 else np.zeros(x.shape)
    return x * factors, (x * factors, p)


def dropout_backward(gradient, cache):
    if cache is None:
        return gradient
    output, p = cache
    return np.where(output == 0, 0.0, gradient / (1 - p if p < 1 else 1.0))
