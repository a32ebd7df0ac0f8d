import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    image = np.asarray(image, dtype=float)
    kernel = np.asarray(kernel, dtype=float)
    kh, kw = kernel.shape
    half_h, half_w = kh // 2, kw // 2
    padded = np.pad(image, padding)
    # The kernel's middle walks over the pixels that have enough neighbours on both sides.
    rows = range(half_h, padded.shape[0] - half_h, stride)
    columns = range(half_w, padded.shape[1] - half_w, stride)
    out = np.zeros((len(rows), len(columns)))
    for i, r in enumerate(rows):
        for j, c in enumerate(columns):
            window = padded[r - half_h : r + half_h + 1, c - half_w : c + half_w + 1]
            out[i, j] = np.sum(window * kernel)
    return out
