import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    both_single = image.dtype == kernel.dtype == np.float32
    dtype = np.float32 if both_single else np.float64
    kernel = kernel.astype(dtype)
    padded = np.pad(image.astype(dtype), padding)
    (height, width), (kh, kw) = padded.shape, kernel.shape
    shape = (int(np.floor((height - kh) / stride)) + 1, int(np.floor((width - kw) / stride)) + 1)
    if min(shape) < 1:
        return np.zeros((max(shape[0], 0), max(shape[1], 0)), dtype=dtype)
    out = np.zeros(shape, dtype=dtype)
    for i, j in np.ndindex(shape):
        top, left = i * stride, j * stride
        out[i, j] = np.vdot(padded[top : top + kh, left : left + kw], kernel)
    return out
