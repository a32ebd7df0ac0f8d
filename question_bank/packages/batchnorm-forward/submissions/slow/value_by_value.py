import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5):
    out = np.zeros(x.shape)
    new_mean, new_var = running_mean.astype(float), running_var.astype(float)
    images = x.astype(float).reshape(x.shape[0], x.shape[1], -1)
    flat = out.reshape(images.shape)
    for c in range(x.shape[1]):
        mean, var = running_mean[c], running_var[c]
        if training:
            total, count = 0.0, 0
            for i in range(images.shape[0]):
                for j in range(images.shape[2]):
                    total += images[i, c, j]
                    count += 1
            mean = total / count
            squares = 0.0
            for i in range(images.shape[0]):
                for j in range(images.shape[2]):
                    squares += (images[i, c, j] - mean) ** 2
            var = squares / count
            new_mean[c] = (1 - momentum) * running_mean[c] + momentum * mean
            new_var[c] = (1 - momentum) * running_var[c] + momentum * squares / (count - 1)
        for i in range(images.shape[0]):
            for j in range(images.shape[2]):
                flat[i, c, j] = gamma[c] * (images[i, c, j] - mean) / np.sqrt(var + eps) + beta[c]
    return out, new_mean, new_var
