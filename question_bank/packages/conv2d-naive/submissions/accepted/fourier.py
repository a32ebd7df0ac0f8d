import numpy as np


def conv2d(image, kernel, stride=1, padding=0):
    """Multiply spectra: correlation is a product with the conjugate of the kernel's transform."""
    padded = np.pad(image.astype(float), padding)
    n_rows = padded.shape[0] - kernel.shape[0] + 1
    n_columns = padded.shape[1] - kernel.shape[1] + 1
    assert n_rows > 0 and n_columns > 0, "the kernel must fit into the padded image"
    spectrum = np.fft.rfft2(padded) * np.conj(np.fft.rfft2(kernel, s=padded.shape))
    everywhere = np.fft.irfft2(spectrum, s=padded.shape)
    # What wraps around lies beyond the places where the kernel fits.
    return everywhere[:n_rows:stride, :n_columns:stride]
