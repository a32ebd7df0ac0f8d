import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    rows = np.asarray(x, dtype=np.float64).reshape(-1, x.shape[-1])
    mu = rows.mean(axis=1)
    sigma = np.sqrt(rows.var(axis=1) + eps)
    out = (rows - mu[:, None]) / sigma[:, None]
    return (out * gamma + beta).reshape(x.shape)
