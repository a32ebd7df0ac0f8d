import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    """Cross-correlate a 2-D image with a 2-D kernel; zeros outside, leftover rows and columns are dropped."""
    image = np.asarray(image, dtype=float)
    kernel = np.asarray(kernel, dtype=float)
    kernel_rows, kernel_columns = kernel.shape
    padded = np.pad(image, padding)
    n_rows = (padded.shape[0] - kernel_rows) // stride + 1
    n_columns = (padded.shape[1] - kernel_columns) // stride + 1
    if n_rows < 1 or n_columns < 1:
        raise ValueError(f"a kernel of {kernel.shape} does not fit an image of {padded.shape}, padding included")

    result = np.zeros((n_rows, n_columns))
    for i in range(n_rows):
        for j in range(n_columns):
            top, left = i * stride, j * stride
            window = padded[top : top + kernel_rows, left : left + kernel_columns]
            result[i, j] = np.sum(window * kernel)
    return result


if __name__ == "__main__":
    picture = np.arange(20.0).reshape(4, 5)
    assert np.allclose(conv2d(picture, np.ones((1, 1))), picture)
    print(conv2d(picture, np.ones((3, 3)) / 9, stride=2, padding=1))
