import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    """Add one shifted and weighted copy of the image per kernel entry. Empty where the kernel does not fit."""
    image = np.pad(np.array(image, dtype=float), padding)
    kh, kw = kernel.shape
    out_h = max(0, (image.shape[0] - kh) // stride + 1)
    out_w = max(0, (image.shape[1] - kw) // stride + 1)
    out = np.zeros((out_h, out_w))
    if out.size == 0:
        return out
    for u in range(kh):
        for v in range(kw):
            rows = slice(u, u + (out_h - 1) * stride + 1, stride)
            columns = slice(v, v + (out_w - 1) * stride + 1, stride)
            out += kernel[u, v] * image[rows, columns]
    return out
