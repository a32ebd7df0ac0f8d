import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    padded = np.pad(image, padding).astype(np.float64)
    kernel = kernel.astype(np.float64)
    kh, kw = kernel.shape
    if padded.shape[0] < kh or padded.shape[1] < kw:
        raise ValueError(f"a kernel of {kernel.shape} does not fit into {padded.shape}")
    out = []
    for top in range(0, padded.shape[0] - kh + 1, stride):
        row = sum(np.correlate(padded[top + u], kernel[u], mode="valid") for u in range(kh))
        out.append(row[::stride])
    return np.array(out)
