import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1)
    centred = x - mean
    variance = (centred**2).mean(axis=-1)
    return gamma * centred / np.sqrt(variance + eps) + beta
