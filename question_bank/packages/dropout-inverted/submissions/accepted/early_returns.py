import numpy as np

rng = np.random.default_rng()


def dropout(x, p=0.5, training=True):
    x = np.asarray(x, dtype=float)
    if not training or p == 0:
        return x.copy(), None
    if p == 1:
        return np.zeros_like(x), (np.zeros(x.shape, dtype=bool), 0.0)
    kept = rng.uniform(size=x.shape) < 1 - p
    out = np.where(kept, x / (1 - p), 0.0)
    return out, (kept, p)


def dropout_backward(gradient, cache):
    if cache is None:
        return gradient.copy()
    kept, p = cache
    return np.where(kept, gradient / (1 - p), 0.0)
