import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1):
    n, c, h, w = x.shape
    f, _, kh, kw = weight.shape
    big = np.zeros((n, c, h + 2 * padding, w + 2 * padding))
    big[:, :, padding : padding + h, padding : padding + w] = x
    oh = (h + 2 * padding - dilation * (kh - 1) - 1) // stride + 1
    ow = (w + 2 * padding - dilation * (kw - 1) - 1) // stride + 1
    out = np.zeros((f, n, oh, ow))
    for i in range(kh):
        for j in range(kw):
            top, left = i * dilation, j * dilation
            part = big[:, :, top : top + (oh - 1) * stride + 1 : stride, left : left + (ow - 1) * stride + 1 : stride]
            out += np.tensordot(weight[:, :, i, j].astype(float), part, axes=(1, 1))
    if bias is not None:
        out += np.reshape(bias, (f, 1, 1, 1))
    return out.swapaxes(0, 1)
