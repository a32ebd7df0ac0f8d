import numpy as np


class GradientBoosting:
    """Adds up stumps, each fitted to what the ones before it left over."""

    def __init__(self, n_stumps=100, learning_rate=0.1):
        self.n_stumps = n_stumps
        self.learning_rate = learning_rate

    def fit(self, X, y):
        """Learn from rows and their targets."""
        # Your code goes here.

    def predict(self, X):
        """Return the prediction for each row."""
        # Your code goes here.

    def staged_predict(self, X):
        """Return the predictions after one stump, after two, and so on."""
        # Your code goes here.


if __name__ == "__main__":
    X = np.array([[1.0], [2.0], [3.0], [4.0]])
    y = np.array([1.0, 1.0, 5.0, 6.0])
    model = GradientBoosting(n_stumps=3)
    model.fit(X, y)
    print(model.predict(X), model.staged_predict(X))
