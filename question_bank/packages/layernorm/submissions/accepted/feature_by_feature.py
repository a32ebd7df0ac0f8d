import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    d = x.shape[-1]
    columns = [x[..., k].astype(float) for k in range(d)]
    mean = sum(columns) / d
    deviations = [column - mean for column in columns]
    inverse = (sum(part * part for part in deviations) / d + eps) ** -0.5
    return np.stack([part * inverse * gamma[k] + beta[k] for k, part in enumerate(deviations)], axis=-1)
