import numpy as np


def dropout(x, p=0.5, training=True):
    share = 1.0 - p
    if training:
        mask = np.random.binomial(1, share, size=x.shape).astype(x.dtype if x.dtype.kind == "f" else float)
        mask = np.divide(mask, share, out=np.zeros_like(mask), where=mask > 0)
    else:
        mask = np.ones(x.shape)
    return [x * mask, {"mask": mask}]


def dropout_backward(gradient, cache):
    return cache["mask"] * gradient
