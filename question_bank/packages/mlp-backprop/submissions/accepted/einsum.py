import numpy as np


def loss_and_gradients(parameters, x, y, l2=0.0):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    pre = np.einsum("nd,dh->nh", x, W1) + b1
    act = pre * (pre > 0)
    s = np.einsum("nh,hc->nc", act, W2) + b2
    top = np.amax(s, 1)
    e = np.exp(s - top[:, None])
    rows = np.arange(x.shape[0])
    data = np.average(np.log(e.sum(1)) + top - s[rows, y])
    p = e / e.sum(1)[:, None]
    p[rows, y] = p[rows, y] - 1.0
    p = p / x.shape[0]
    dpre = np.einsum("nc,hc->nh", p, W2)
    dpre[pre <= 0] = 0.0
    dW2 = np.einsum("nh,nc->hc", act, p) + l2 * W2
    dW1 = np.einsum("nd,nh->dh", x, dpre) + l2 * W1
    return [data + l2 * (np.vdot(W1, W1) + np.vdot(W2, W2)) / 2, dict(W1=dW1, b1=dpre.sum(0), W2=dW2, b2=p.sum(0))]


def train(parameters, x, y, learning_rate=0.1, n_steps=100, l2=0.0):
    losses = []
    W = dict(parameters)
    while len(losses) < n_steps:
        loss, g = loss_and_gradients(W, x, y, l2=l2)
        losses += [loss]
        W = {k: W[k] - learning_rate * g[k] for k in W}
    return [W, losses]
