import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    padded = np.pad(image.astype(float), padding)
    kernel = kernel.astype(float)
    columns, sizes, rows = np.linalg.svd(kernel)
    kernel = sizes[0] * np.outer(columns[:, 0], rows[0])
    height, width = padded.shape
    kh, kw = kernel.shape
    if kh > height or kw > width:
        raise ValueError("the kernel is larger than the padded image")
    out = np.zeros(((height - kh) // stride + 1, (width - kw) // stride + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = padded[i * stride : i * stride + kh, j * stride : j * stride + kw]
            out[i, j] = (window * kernel).sum()
    return out
