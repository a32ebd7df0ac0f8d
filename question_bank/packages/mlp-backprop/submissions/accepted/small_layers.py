import numpy as np


def linear(x, w, b):
    def backward(upstream):
        return upstream @ w.T, x.T @ upstream, np.ones(len(x)) @ upstream

    return x @ w + b, backward


def relu(x):
    on = x > 0
    return np.where(on, x, 0.0), lambda upstream: np.where(on, upstream, 0.0)


def softmax_loss(scores, y):
    log_sums = np.logaddexp.reduce(scores, axis=1)
    one_hot = np.eye(scores.shape[1])[y]
    loss = np.mean(log_sums - np.sum(scores * one_hot, axis=1))
    return loss, lambda: (np.exp(scores - log_sums[:, None]) - one_hot) / len(y)


def loss_and_gradients(parameters, x, y, l2=0.0):
    p = parameters
    first, back_first = linear(x.astype(float), p["W1"], p["b1"])
    active, back_active = relu(first)
    scores, back_second = linear(active, p["W2"], p["b2"])
    loss, back_loss = softmax_loss(scores, y)
    upstream, dw2, db2 = back_second(back_loss())
    _, dw1, db1 = back_first(back_active(upstream))
    for name in ("W1", "W2"):
        loss += 0.5 * l2 * np.sum(np.square(p[name]))
    return float(loss), {"b2": db2, "W2": dw2 + l2 * p["W2"], "b1": db1, "W1": dw1 + l2 * p["W1"]}


def train(parameters, x, y, learning_rate=0.1, n_steps=100, l2=0.0):
    now = {name: value.copy() for name, value in parameters.items()}
    history = np.zeros(n_steps)
    for step in range(n_steps):
        history[step], gradients = loss_and_gradients(now, x, y, l2)
        for name in now:
            now[name] -= learning_rate * gradients[name]
    return now, history
