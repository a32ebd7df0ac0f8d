import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5):
    shape = (1, -1) + (1,) * (x.ndim - 2)
    gamma, beta = gamma.reshape(shape), beta.reshape(shape)
    running_mean, running_var = running_mean.reshape(shape), running_var.reshape(shape)
    n = len(x)
    if training:
        mean, var = x.mean(axis=0, keepdims=True), x.var(axis=0, keepdims=True)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * var * n / max(n - 1, 1)
    else:
        mean, var = running_mean, running_var
    out = gamma * (x - mean) / np.sqrt(var + eps) + beta
    keep = tuple(range(2, x.ndim))
    return out, running_mean.mean(axis=keep).ravel(), running_var.mean(axis=keep).ravel()
