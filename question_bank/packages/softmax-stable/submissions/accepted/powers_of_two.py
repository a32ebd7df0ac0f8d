import numpy as np

PER_BIT = 1 / np.log(2)


def softmax(scores, axis=-1):
    x = np.swapaxes(np.asarray(scores, dtype=float), axis, -1)
    if not x.size:
        return np.zeros(np.shape(scores))
    top = np.maximum.reduce(x, axis=-1)[..., None]
    top[np.isneginf(top)] = 0.0
    weights = np.exp2((x - top) * PER_BIT)
    total = np.einsum("...i->...", weights)[..., None]
    total[total == 0.0] = 1.0
    return np.ascontiguousarray(np.swapaxes(weights / total, axis, -1))
