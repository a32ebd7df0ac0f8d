import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    """Return the loss of a batch and its gradient by the logits."""
    # Your code goes here.


if __name__ == "__main__":
    scores = np.array([[2.0, 0.0, 1.0], [0.5, 0.5, 3.0]])
    print(cross_entropy(scores, np.array([0, 2])))
