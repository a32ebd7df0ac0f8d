import numpy as np


def loss_and_gradients(parameters, x, y, l2=0.0):
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    n = len(y)
    z = x @ W1 + b1
    hidden = np.maximum(z, 0)
    scores = hidden @ W2 + b2
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -logs[np.arange(n), y].sum() + l2 / 2 * ((W1**2).sum() + (W2**2).sum())
    by_scores = np.exp(logs)
    by_scores[np.arange(n), y] -= 1
    by_z = (by_scores @ W2.T) * (z > 0)
    gradients = {
        "W1": x.T @ by_z + l2 * W1,
        "b1": by_z.sum(axis=0),
        "W2": hidden.T @ by_scores + l2 * W2,
        "b2": by_scores.sum(axis=0),
    }
    return loss, gradients


def train(parameters, x, y, learning_rate=0.1, n_steps=100, l2=0.0):
    losses = []
    for _ in range(n_steps):
        loss, gradients = loss_and_gradients(parameters, x, y, l2)
        losses.append(loss)
        parameters = {key: parameters[key] - learning_rate * gradients[key] for key in gradients}
    return parameters, losses
