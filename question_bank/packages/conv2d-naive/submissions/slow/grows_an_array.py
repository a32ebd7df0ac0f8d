import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    padded = np.pad(np.asarray(image, dtype=float), padding)
    kernel = np.asarray(kernel, dtype=float)
    kh, kw = kernel.shape
    out_h = (padded.shape[0] - kh) // stride + 1
    out_w = (padded.shape[1] - kw) // stride + 1
    values = np.array([])
    for i in range(out_h):
        for j in range(out_w):
            products = np.array([])
            for u in range(kh):
                for v in range(kw):
                    products = np.append(products, padded[i * stride + u, j * stride + v] * kernel[u, v])
            values = np.append(values, products.sum())
    return values.reshape(out_h, out_w)
