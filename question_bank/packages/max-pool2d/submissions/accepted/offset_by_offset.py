import numpy as np


def _slices(shape, size, stride, padding):
    rows = (shape[2] + 2 * padding - size) // stride + 1
    columns = (shape[3] + 2 * padding - size) // stride + 1
    for down in reversed(range(size)):
        for right in reversed(range(size)):
            yield slice(down, down + rows * stride, stride), slice(right, right + columns * stride, stride)


def _clipped(x, size, stride, padding):
    rows = (x.shape[2] + 2 * padding - size) // stride + 1
    columns = (x.shape[3] + 2 * padding - size) // stride + 1
    big = np.full((*x.shape[:2], x.shape[2] + 2 * padding + stride, x.shape[3] + 2 * padding + stride), -np.inf)
    big[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]] = x
    return big, rows, columns


def max_pool2d(x, size, stride=None, padding=0):
    stride = size if stride is None else stride
    big, rows, columns = _clipped(x, size, stride, padding)
    best = np.full((*x.shape[:2], rows, columns), -np.inf)
    for down, right in _slices(x.shape, size, stride, padding):
        best = np.maximum(best, big[:, :, down, right])
    return best.astype(x.dtype)


def max_pool2d_backward(gradient, x, size, stride=None, padding=0):
    stride = size if stride is None else stride
    big, rows, columns = _clipped(x, size, stride, padding)
    best = max_pool2d(x, size, stride, padding)
    taken = np.zeros(best.shape, dtype=bool)
    dx = np.zeros(big.shape)
    for down, right in _slices(x.shape, size, stride, padding):
        won = (big[:, :, down, right] == best) & ~taken
        dx[:, :, down, right] += np.where(won, gradient, 0.0)
        taken |= won
    return dx[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]]
