import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    """Normalise the activations."""
    # Your code goes here.


if __name__ == "__main__":
    activations = np.array([[1.0, 2.0, 3.0], [10.0, 10.0, 40.0]])
    print(layer_norm(activations, np.ones(3), np.zeros(3)))
