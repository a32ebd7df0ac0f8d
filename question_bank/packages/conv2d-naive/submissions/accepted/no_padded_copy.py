import numpy as np


def overlap(start, length, limit):
    first, last = max(start, 0), min(start + length, limit)
    return slice(first, max(first, last)), slice(first - start, max(first, last) - start)


def conv2d(image, kernel, stride=1, padding=0):
    height, width = image.shape
    kh, kw = kernel.shape
    tops = range(-padding, height + padding - kh + 1, stride)
    lefts = range(-padding, width + padding - kw + 1, stride)
    if not tops or not lefts:
        raise ValueError("the kernel is larger than the padded image")
    image, kernel = image.astype(float), kernel.astype(float)
    out = np.zeros((len(tops), len(lefts)))
    for i, top in enumerate(tops):
        rows, kernel_rows = overlap(top, kh, height)
        for j, left in enumerate(lefts):
            columns, kernel_columns = overlap(left, kw, width)
            out[i, j] = (image[rows, columns] * kernel[kernel_rows, kernel_columns]).sum()
    return out
