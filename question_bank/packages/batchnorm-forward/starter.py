import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5):
    """Normalise a batch; return the output, the running mean and the running variance."""
    # Your code goes here.


if __name__ == "__main__":
    batch = np.array([[1.0, 10.0], [3.0, 30.0]])
    print(batch_norm(batch, np.ones(2), np.zeros(2), np.zeros(2), np.ones(2)))
