import numpy as np


def dropout(x, p=0.5, training=True):
    """Return the output and a cache for the backward pass."""
    # Your code goes here.


def dropout_backward(gradient, cache):
    """Return the gradient by x, given the gradient by the output and what dropout handed out."""
    # Your code goes here.


if __name__ == "__main__":
    answer = dropout(np.ones((2, 5)), p=0.4)
    print(answer)
    if answer is not None:
        print(dropout_backward(np.ones((2, 5)), answer[1]))
