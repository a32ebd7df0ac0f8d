import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1):
    n, c, h, w = x.shape
    f, _, kh, kw = weight.shape
    x = np.pad(x.astype(float), ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    oh = (x.shape[2] - dilation * (kh - 1) - 1) // stride + 1
    ow = (x.shape[3] - dilation * (kw - 1) - 1) // stride + 1
    out = np.zeros((n, f, oh, ow))
    for a in range(n):
        for i in range(oh):
            for j in range(ow):
                top, left = i * stride, j * stride
                window = x[a, :, top : top + dilation * (kh - 1) + 1 : dilation, left : left + dilation * (kw - 1) + 1 : dilation]
                out[a, :, i, j] = (weight * window).sum(axis=(1, 2, 3))
    return out if bias is None else out + np.reshape(bias, (1, f, 1, 1))
