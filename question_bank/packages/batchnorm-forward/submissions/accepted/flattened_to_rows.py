import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5):
    # Channels last, then every channel is a column.
    moved = np.moveaxis(x, 1, -1)
    rows = moved.reshape(-1, moved.shape[-1]).astype(np.float64)
    new_mean, new_var = running_mean.copy(), running_var.copy()
    if not training:
        centre, spread = running_mean, running_var
    else:
        centre = rows.mean(axis=0)
        centred = rows - centre
        spread = (centred**2).mean(axis=0)
        new_mean += momentum * (centre - running_mean)
        new_var += momentum * (rows.var(axis=0, ddof=1) - running_var)
    rows = (rows - centre) / (spread + eps) ** 0.5 * gamma + beta
    return np.moveaxis(rows.reshape(moved.shape), -1, 1), new_mean, new_var
