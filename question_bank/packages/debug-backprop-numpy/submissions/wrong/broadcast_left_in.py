import numpy as np


def forward(layers, x):
    """Return the activations of all layers, the input first. Hidden layers use tanh, the last one is linear."""
    activations = [x]
    for number, (w, b) in enumerate(layers):
        z = activations[-1] @ w + b
        is_last = number == len(layers) - 1
        activations.append(z if is_last else np.tanh(z))
    return activations


def predict(layers, x):
    """Return one prediction for each row of x, shape (n,)."""
    return forward(layers, x)[-1][:, 0]


def loss_and_gradients(layers, x, y, l2=0.0):
    """Return the loss and a list with (gradient by w, gradient by b) of each layer.

    The loss is the mean squared error plus l2 times the sum of squares of all weights; biases are not penalised.
    layers: a list of (w, b), w of shape (inputs, outputs), b of shape (outputs,); x: (n, d); y: (n,).
    """
    activations = forward(layers, x)
    difference = activations[-1] - y
    loss = np.mean(difference**2) + l2 * sum(np.sum(w**2) for w, b in layers)

    delta = 2.0 / len(x) * difference.mean(axis=1, keepdims=True)
    gradients = []
    for number in reversed(range(len(layers))):
        w, b = layers[number]
        gradients.append((activations[number].T @ delta + 2.0 * l2 * w, delta.sum(axis=0)))
        if number > 0:
            delta = (delta @ w.T) * (1.0 - activations[number] ** 2)
    return loss, gradients[::-1]


def train(layers, x, y, learning_rate=0.05, n_steps=200, l2=0.0):
    """Return the layers after plain gradient descent on the whole batch, and the loss before each step."""
    layers = [(w.copy(), b.copy()) for w, b in layers]
    losses = []
    for _ in range(n_steps):
        loss, gradients = loss_and_gradients(layers, x, y, l2)
        losses.append(loss)
        for (w, b), (by_w, by_b) in zip(layers, gradients):
            w -= learning_rate * by_w
            b -= learning_rate * by_b
    return layers, losses
