import numpy as np


def pixel(image, row, column, padding):
    """Read one pixel of the padded image."""
    return np.pad(image, padding)[row, column]


def conv2d(image, kernel, stride=1, padding=0):
    image = np.asarray(image, dtype=float)
    kernel = np.asarray(kernel, dtype=float)
    kh, kw = kernel.shape
    out_h = (image.shape[0] + 2 * padding - kh) // stride + 1
    out_w = (image.shape[1] + 2 * padding - kw) // stride + 1
    out = np.zeros((out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            for u in range(kh):
                for v in range(kw):
                    out[i, j] += pixel(image, i * stride + u, j * stride + v, padding) * kernel[u, v]
    return out
