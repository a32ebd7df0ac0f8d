import numpy as np


def _pad(x, p):
    padded = np.full((x.shape[0], x.shape[1], x.shape[2] + 2 * p, x.shape[3] + 2 * p), -np.inf)
    padded[:, :, p : p + x.shape[2], p : p + x.shape[3]] = x
    return padded


def max_pool2d(x, size, stride=None, padding=0):
    step = size if stride is None else stride
    big = _pad(x, padding)
    oh = (big.shape[2] - size) // step + 1
    ow = (big.shape[3] - size) // step + 1
    out = np.zeros((x.shape[0], x.shape[1], oh, ow))
    for i in range(oh):
        for j in range(ow):
            out[:, :, i, j] = big[:, :, i * step : i * step + size, j * step : j * step + size].max(axis=(2, 3))
    return out


def max_pool2d_backward(gradient, x, size, stride=None, padding=0):
    step = size if stride is None else stride
    big = _pad(x, padding)
    dx = np.zeros(big.shape)
    n, c = x.shape[:2]
    a, b = np.arange(n)[:, None], np.arange(c)[None, :]
    for i in range(gradient.shape[2]):
        for j in range(gradient.shape[3]):
            window = big[:, :, i * step : i * step + size, j * step : j * step + size]
            row, col = np.unravel_index(window.reshape(n, c, -1).argmax(axis=2), (size, size))
            dx[a, b, i * step + row, j * step + col] += gradient[:, :, i, j]
    return dx[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]]
