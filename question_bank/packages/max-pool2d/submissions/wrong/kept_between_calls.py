import numpy as np

_cache = {}


def max_pool2d(x, size, stride=None, padding=0):
    stride = stride or size
    big = np.pad(x.astype(float), ((0, 0), (0, 0), (padding, padding), (padding, padding)), constant_values=-np.inf)
    views = np.lib.stride_tricks.sliding_window_view(big, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    flat = views.reshape(*views.shape[:4], size * size)
    _cache[x.shape] = flat.argmax(axis=-1)
    return flat.max(axis=-1)


def max_pool2d_backward(gradient, x, size, stride=None, padding=0):
    stride = stride or size
    if x.shape not in _cache or _cache[x.shape].shape != gradient.shape:
        max_pool2d(x, size, stride, padding)
    winners = _cache[x.shape]
    images, channels, rows, columns = np.indices(winners.shape)
    n, c, height, width = x.shape
    result = np.zeros((n, c, height + 2 * padding, width + 2 * padding))
    place = (images, channels, rows * stride + winners // size, columns * stride + winners % size)
    np.add.at(result, place, gradient)
    return result[:, :, padding : padding + height, padding : padding + width]
