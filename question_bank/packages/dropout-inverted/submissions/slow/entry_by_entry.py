import numpy as np


def dropout(x, p=0.5, training=True):
    factors = np.ones(x.shape)
    output = np.array(x, dtype=float)
    if training:
        for place in np.ndindex(x.shape):
            factors[place] = 0.0 if np.random.random() < p else 1.0 / (1.0 - p)
            output[place] = x[place] * factors[place]
    return output, factors


def dropout_backward(gradient, cache):
    return gradient * cache
