import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1):
    kh, kw = weight.shape[2:]
    x = np.pad(x.astype(float), ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    oh = (x.shape[2] - dilation * (kh - 1) - 1) // stride + 1
    ow = (x.shape[3] - dilation * (kw - 1) - 1) // stride + 1
    out = np.zeros((x.shape[0], weight.shape[0], oh, ow))
    for a in range(out.shape[0]):
        for b in range(out.shape[1]):
            for i in range(oh):
                for j in range(ow):
                    window = x[a, :, i * stride :, j * stride :][:, ::dilation, ::dilation][:, :kh, :kw]
                    out[a, b, i, j] = np.sum(window * weight[b])
            if bias is not None:
                out[a, b] += bias[b]
    return out
