import numpy as np


def loss_and_gradients(parameters, x, y, l2=0.0):
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    n = len(x)
    before = x @ W1 + b1
    hidden = np.maximum(before, 0)
    scores = hidden @ W2 + b2
    scores = scores - scores.max(axis=1, keepdims=True)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    data_loss = -log_p[np.arange(n), y].mean()
    loss = data_loss + l2 / 2 * ((W1**2).sum() + (W2**2).sum())
    d_scores = np.exp(log_p)
    d_scores[np.arange(n), y] -= 1
    d_scores /= n
    d_hidden = d_scores @ W2.T
    d_before = d_hidden * (before >= 0)
    gradients = {
        "W1": x.T @ d_before + l2 * W1,
        "b1": d_before.sum(axis=0),
        "W2": hidden.T @ d_scores + l2 * W2,
        "b2": d_scores.sum(axis=0),
    }
    return float(loss), gradients


def train(parameters, x, y, learning_rate=0.1, n_steps=100, l2=0.0):
    parameters = {key: value.copy() for key, value in parameters.items()}
    losses = []
    for _ in range(n_steps):
        loss, gradients = loss_and_gradients(parameters, x, y, l2=l2)
        losses.append(loss)
        for key in parameters:
            parameters[key] -= learning_rate * gradients[key]
    return parameters, losses
