import numpy as np


def _per_channel(values, ndim):
    return values[None, :] if ndim == 2 else values[None, :, None, None]


def batch_norm(x, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5):
    """Stays in float32 where the batch is float32."""
    if x.dtype.kind != "f":
        x = x.astype(np.float64)
    mean, var = running_mean, running_var
    if training:
        axis = 0 if x.ndim == 2 else (0, 2, 3)
        count = x.shape[0] if x.ndim == 2 else x.shape[0] * x.shape[2] * x.shape[3]
        mean = np.sum(x, axis=axis) / count
        squares = np.sum(np.square(x - _per_channel(mean, x.ndim)), axis=axis)
        var = squares / count
        running_mean = running_mean + momentum * (mean - running_mean)
        running_var = running_var + momentum * (squares / (count - 1) - running_var)
    scale = gamma / np.sqrt(var + eps)
    return (
        x * _per_channel(scale, x.ndim) + _per_channel(beta - mean * scale, x.ndim),
        running_mean,
        running_var,
    )
