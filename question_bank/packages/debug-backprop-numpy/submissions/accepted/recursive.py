import copy

import numpy as np


def _through(layers, x, y, scale):
    """Return the squared errors' sum, the gradient by x and the list of gradients."""
    (w, b), rest = layers[0], layers[1:]
    z = np.dot(x, w) + b
    if not rest:
        error = z - np.reshape(y, (-1, 1))
        total, dz, found = float(np.sum(error**2)), scale * 2 * error, []
    else:
        h = np.tanh(z)
        total, dh, found = _through(rest, h, y, scale)
        dz = dh / np.cosh(z) ** 2
    return total, np.dot(dz, w.T), [[np.dot(x.T, dz), np.einsum("no->o", dz)]] + found


def predict(layers, x):
    for number, (w, b) in enumerate(layers, 1):
        x = x.dot(w) + b
        if number < len(layers):
            x = np.tanh(x)
    return np.squeeze(x, axis=1)


def loss_and_gradients(layers, x, y, l2=0.0):
    total, _, gradients = _through(list(layers), x, y, 1 / len(x))
    loss = total / len(x)
    for (w, _), pair in zip(layers, gradients):
        loss += l2 * np.linalg.norm(w) ** 2
        pair[0] = pair[0] + 2 * l2 * w
    return loss, gradients


def train(layers, x, y, learning_rate=0.05, n_steps=200, l2=0.0):
    layers = copy.deepcopy(list(layers))
    losses = []
    for _ in range(n_steps):
        loss, gradients = loss_and_gradients(layers, x, y, l2)
        losses.append(loss)
        for layer, change in zip(layers, gradients):
            for part, gradient in zip(layer, change):
                part -= learning_rate * gradient
    return layers, losses
