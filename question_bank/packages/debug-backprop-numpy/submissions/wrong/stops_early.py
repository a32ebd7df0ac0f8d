import numpy as np


def forward(layers, x):
    activations = [x]
    for number, (w, b) in enumerate(layers):
        z = activations[-1] @ w + b
        is_last = number == len(layers) - 1
        activations.append(z if is_last else np.tanh(z))
    return activations


def predict(layers, x):
    return forward(layers, x)[-1][:, 0]


def loss_and_gradients(layers, x, y, l2=0.0):
    activations = forward(layers, x)
    difference = activations[-1] - y[:, None]
    loss = np.mean(difference**2) + l2 * sum(np.sum(w**2) for w, b in layers)

    delta = 2.0 / len(x) * difference
    gradients = []
    for number in reversed(range(len(layers))):
        w, b = layers[number]
        gradients.append((activations[number].T @ delta + 2.0 * l2 * w, delta.sum(axis=0)))
        if number > 0:
            delta = (delta @ w.T) * (1.0 - activations[number] ** 2)
    return loss, gradients[::-1]


def train(layers, x, y, learning_rate=0.05, n_steps=200, l2=0.0):
    layers = [(w.copy(), b.copy()) for w, b in layers]
    losses = []
    for _ in range(n_steps):
        loss, gradients = loss_and_gradients(layers, x, y, l2)
        losses.append(loss)
        if len(losses) > 5 and losses[-2] - loss < 1e-6:
            break
        for (w, b), (by_w, by_b) in zip(layers, gradients):
            w -= learning_rate * by_w
            b -= learning_rate * by_b
    return layers, losses
