import numpy as np


def softmax(scores, axis=-1):
    """Turn scores into probabilities along one axis."""
    # Your code goes here.
    return None


if __name__ == "__main__":
    print(softmax(np.array([1.0, 2.0, 3.0])))
