import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    x = x.astype(float)
    centred = x - mean
    variance = (x**2).mean(axis=-1, keepdims=True) - mean**2
    return gamma * centred / np.sqrt(variance + eps) + beta
