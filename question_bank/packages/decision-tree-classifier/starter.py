import numpy as np


class DecisionTree:
    """Classifies rows by cutting them in two at thresholds of single columns."""

    def __init__(self, max_depth=None, min_leaf=1):
        self.max_depth = max_depth
        self.min_leaf = min_leaf

    def fit(self, X, y):
        """Grow the tree from rows and their labels."""
        # Your code goes here.

    def predict(self, X):
        """Return a label for each row."""
        # Your code goes here.


if __name__ == "__main__":
    X = np.array([[1.0, 7.0], [2.0, 3.0], [3.0, 8.0], [4.0, 2.0]])
    y = np.array([0, 0, 1, 1])
    tree = DecisionTree(max_depth=2)
    tree.fit(X, y)
    print(tree.predict(X))
