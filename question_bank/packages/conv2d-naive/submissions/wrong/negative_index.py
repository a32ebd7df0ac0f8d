import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    height, width = image.shape
    kh, kw = kernel.shape
    out_h = (height + 2 * padding - kh) // stride + 1
    out_w = (width + 2 * padding - kw) // stride + 1
    if out_h < 1 or out_w < 1:
        raise ValueError("the kernel does not fit")
    out = np.zeros((out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            for u in range(kh):
                for v in range(kw):
                    row, column = i * stride - padding + u, j * stride - padding + v
                    if row < height and column < width:
                        out[i, j] += float(image[row, column]) * float(kernel[u, v])
    return out
