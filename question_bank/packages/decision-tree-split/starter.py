import numpy as np


def best_split(X, y, min_leaf=1):
    """Return the best split of the rows: the column's index, the threshold and the gain."""
    # Your code goes here.


if __name__ == "__main__":
    X = np.array([[1.0, 7.0], [2.0, 3.0], [3.0, 8.0], [4.0, 2.0]])
    y = np.array([0, 0, 1, 1])
    print(best_split(X, y))
