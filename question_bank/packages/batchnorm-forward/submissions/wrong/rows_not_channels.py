import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5):
    shape = (1, -1) + (1,) * (x.ndim - 2)
    axes = (0, *range(2, x.ndim))
    within = tuple(range(1, x.ndim))
    if training:
        n = x.size // x.shape[1]
        running_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=axes)
        running_var = (1 - momentum) * running_var + momentum * x.var(axis=axes) * n / (n - 1)
        normalised = (x - x.mean(axis=within, keepdims=True)) / np.sqrt(x.var(axis=within, keepdims=True) + eps)
    else:
        normalised = (x - running_mean.reshape(shape)) / np.sqrt(running_var + eps).reshape(shape)
    return gamma.reshape(shape) * normalised + beta.reshape(shape), running_mean, running_var
