import numpy as np


def loss_and_gradients(parameters, x, y, l2=0.0):
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    loss = l2 / 2 * (np.sum(W1**2) + np.sum(W2**2))
    gradients = {"W1": l2 * W1, "b1": np.zeros(b1.shape), "W2": l2 * W2, "b2": np.zeros(b2.shape)}
    n = len(y)
    for i in range(n):
        z = x[i] @ W1 + b1
        hidden = np.maximum(z, 0)
        scores = hidden @ W2 + b2
        top = scores.max()
        total = top + np.log(np.sum(np.exp(scores - top)))
        loss += (total - scores[y[i]]) / n
        p = np.exp(scores - total)
        p[y[i]] -= 1
        p /= n
        back = (W2 @ p) * (z > 0)
        gradients["W1"] = gradients["W1"] + np.outer(x[i], back)
        gradients["b1"] = gradients["b1"] + back
        gradients["W2"] = gradients["W2"] + np.outer(hidden, p)
        gradients["b2"] = gradients["b2"] + p
    return loss, gradients


def train(parameters, x, y, learning_rate=0.1, n_steps=100, l2=0.0):
    losses = []
    for _ in range(n_steps):
        loss, gradients = loss_and_gradients(parameters, x, y, l2)
        losses.append(loss)
        parameters = {key: parameters[key] - learning_rate * gradients[key] for key in gradients}
    return parameters, losses
