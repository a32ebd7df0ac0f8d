import numpy as np


def predict(layers, x):
    *hidden, (w_out, b_out) = layers
    for w, b in hidden:
        x = np.tanh(x @ w + b)
    return (x @ w_out + b_out).ravel()


def loss_and_gradients(layers, x, y, l2=0.0):
    inputs, slopes = [x], []
    for w, b in layers[:-1]:
        a = np.tanh(inputs[-1] @ w + b)
        inputs.append(a)
        slopes.append(1 - a * a)
    w, b = layers[-1]
    error = (inputs[-1] @ w + b)[:, 0] - y
    penalty = sum((w * w).sum() for w, _ in layers)
    back = (2 / error.size * error).reshape(-1, 1)
    gradients = [None] * len(layers)
    for i in range(len(layers) - 1, -1, -1):
        w, _ = layers[i]
        gradients[i] = (inputs[i].T @ back + 2 * l2 * w, back.sum(0))
        if i:
            back = back @ w.T * slopes[i - 1]
    return (error @ error) / error.size + l2 * penalty, tuple(gradients)


def train(layers, x, y, learning_rate=0.05, n_steps=200, l2=0.0):
    losses = np.empty(n_steps)
    for step in range(n_steps):
        losses[step], gradients = loss_and_gradients(layers, x, y, l2)
        layers = [(w - learning_rate * gw, b - learning_rate * gb) for (w, b), (gw, gb) in zip(layers, gradients)]
    return layers, losses
