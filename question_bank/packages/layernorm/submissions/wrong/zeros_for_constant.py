import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    centred = x - mean
    variance = (centred**2).mean(axis=-1, keepdims=True)
    result = gamma * centred / np.sqrt(variance + eps) + beta
    return np.where(variance == 0, 0.0, result)
