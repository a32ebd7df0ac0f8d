import numpy as np


def _places(x, size, stride, padding):
    n, c, h, w = x.shape
    for a in range(n):
        for b in range(c):
            for i in range((h + 2 * padding - size) // stride + 1):
                for j in range((w + 2 * padding - size) // stride + 1):
                    top, left = i * stride - padding, j * stride - padding
                    best = None
                    for row in range(max(top, 0), min(top + size, h)):
                        for column in range(max(left, 0), min(left + size, w)):
                            if best is None or x[a, b, row, column] > x[a, b, best[0], best[1]]:
                                best = row, column
                    yield a, b, i, j, best[0], best[1]


def max_pool2d(x, size, stride=None, padding=0):
    stride = stride or size
    rows = (x.shape[2] + 2 * padding - size) // stride + 1
    columns = (x.shape[3] + 2 * padding - size) // stride + 1
    out = np.zeros((x.shape[0], x.shape[1], rows, columns))
    for a, b, i, j, row, column in _places(x, size, stride, padding):
        out[a, b, i, j] = x[a, b, row, column]
    return out


def max_pool2d_backward(gradient, x, size, stride=None, padding=0):
    dx = np.zeros(x.shape)
    for a, b, i, j, row, column in _places(x, size, stride or size, padding):
        dx[a, b, row, column] += gradient[a, b, i, j]
    return dx
