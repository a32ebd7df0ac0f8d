import numpy as np


def places(length, window, stride):
    """First index of each place where a window fits."""
    return np.arange(0, length - window + 1, stride)


def conv2d(image, kernel, stride=1, padding=0):
    """Gather every window into a row of one matrix, then multiply by the flattened kernel."""
    kernel_height, kernel_width = kernel.shape
    height, width = image.shape
    padded = np.zeros((height + 2 * padding, width + 2 * padding))
    padded[padding : padding + height, padding : padding + width] = image

    tops = places(padded.shape[0], kernel_height, stride)
    lefts = places(padded.shape[1], kernel_width, stride)
    rows = tops[:, None, None, None] + np.arange(kernel_height)[None, None, :, None]
    columns = lefts[None, :, None, None] + np.arange(kernel_width)[None, None, None, :]
    patches = padded[rows, columns].reshape(len(tops) * len(lefts), kernel.size)
    return (patches @ kernel.ravel().astype(float)).reshape(len(tops), len(lefts))
