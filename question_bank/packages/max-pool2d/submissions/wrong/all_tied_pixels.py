import numpy as np


def _pad(x, p):
    return np.pad(x.astype(float), ((0, 0), (0, 0), (p, p), (p, p)), constant_values=-np.inf)


def max_pool2d(x, size, stride=None, padding=0):
    stride = stride or size
    big = _pad(x, padding)
    rows, columns = (big.shape[2] - size) // stride + 1, (big.shape[3] - size) // stride + 1
    out = np.zeros((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[:, :, i, j] = big[:, :, i * stride : i * stride + size, j * stride : j * stride + size].max(axis=(2, 3))
    return out


def max_pool2d_backward(gradient, x, size, stride=None, padding=0):
    stride = stride or size
    big = _pad(x, padding)
    dx = np.zeros(big.shape)
    for i in range(gradient.shape[2]):
        for j in range(gradient.shape[3]):
            place = (slice(None), slice(None), slice(i * stride, i * stride + size), slice(j * stride, j * stride + size))
            mask = big[place] == big[place].max(axis=(2, 3), keepdims=True)
            dx[place] += mask * gradient[:, :, i : i + 1, j : j + 1]
    return dx[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]]
