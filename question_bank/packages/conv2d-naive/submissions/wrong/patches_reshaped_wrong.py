import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    padded = np.pad(np.asarray(image, dtype=float), padding)
    kh, kw = kernel.shape
    out_h = (padded.shape[0] - kh) // stride + 1
    out_w = (padded.shape[1] - kw) // stride + 1
    patches = []
    for j in range(out_w):
        for i in range(out_h):
            patches.append(padded[i * stride : i * stride + kh, j * stride : j * stride + kw].ravel())
    return (np.array(patches) @ kernel.ravel()).reshape(out_h, out_w)
