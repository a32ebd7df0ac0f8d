import numpy as np


def softmax(scores, axis=-1):
    rows = np.moveaxis(np.asarray(scores, dtype=float), axis, -1)
    # One over the sum of exp(other - own): never overflows to anything worse than a share of zero.
    differences = rows[..., None, :] - rows[..., :, None]
    differences[np.isneginf(rows)] = np.inf
    shares = 1 / np.exp(differences).sum(axis=-1)
    shares[np.isnan(rows).any(axis=-1)] = np.nan
    return np.moveaxis(shares, -1, axis)
