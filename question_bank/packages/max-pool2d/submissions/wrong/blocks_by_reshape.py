import numpy as np


def _blocks(x, size):
    n, c, h, w = x.shape
    x = x[:, :, : h // size * size, : w // size * size]
    return x.reshape(n, c, h // size, size, w // size, size)


def max_pool2d(x, size, stride=None, padding=0):
    return _blocks(x, size).max(axis=(3, 5))


def max_pool2d_backward(gradient, x, size, stride=None, padding=0):
    blocks = _blocks(x, size).transpose(0, 1, 2, 4, 3, 5)
    flat = blocks.reshape(*blocks.shape[:4], -1)
    routed = np.eye(size * size)[flat.argmax(axis=-1)] * gradient[..., None]
    inner = routed.reshape(blocks.shape).transpose(0, 1, 2, 4, 3, 5).reshape(*x.shape[:2], gradient.shape[2] * size, -1)
    dx = np.zeros(x.shape)
    dx[:, :, : inner.shape[2], : inner.shape[3]] = inner
    return dx
