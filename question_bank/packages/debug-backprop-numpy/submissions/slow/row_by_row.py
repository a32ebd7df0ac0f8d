import numpy as np


def predict(layers, x):
    return np.array([_run(layers, row)[-1][0] for row in x])


def _run(layers, row):
    outputs = [row]
    for number, (w, b) in enumerate(layers):
        z = outputs[-1] @ w + b
        outputs.append(np.tanh(z) if number < len(layers) - 1 else z)
    return outputs


def loss_and_gradients(layers, x, y, l2=0.0):
    loss = sum(l2 * np.sum(w**2) for w, _ in layers)
    gradients = [(2 * l2 * w, np.zeros(b.shape)) for w, b in layers]
    for row, target in zip(x, y):
        outputs = _run(layers, row)
        error = outputs[-1][0] - target
        loss += error**2 / len(y)
        back = np.array([2 * error / len(y)])
        for number in reversed(range(len(layers))):
            if number < len(layers) - 1:
                back = back * (1 - outputs[number + 1] ** 2)
            by_w, by_b = gradients[number]
            gradients[number] = (by_w + np.outer(outputs[number], back), by_b + back)
            back = layers[number][0] @ back
    return loss, gradients


def train(layers, x, y, learning_rate=0.05, n_steps=200, l2=0.0):
    losses = []
    for _ in range(n_steps):
        loss, gradients = loss_and_gradients(layers, x, y, l2)
        losses.append(loss)
        layers = [(w - learning_rate * dw, b - learning_rate * db) for (w, b), (dw, db) in zip(layers, gradients)]
    return layers, losses
