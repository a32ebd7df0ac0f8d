import numpy as np


def pca(train, points, n_components):
    """Learn components from train; return the projected points, the components and the variance ratios."""
    # Your code goes here.


if __name__ == "__main__":
    train = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
    print(pca(train, train[:2], 1))
