import numpy as np


def classification_metrics(labels, predictions, n_classes, average="macro"):
    """Return four things: the confusion matrix, precision, recall and F1."""
    # Your code goes here.
    return None


if __name__ == "__main__":
    labels = np.array([0, 0, 0, 1, 1, 2])
    predictions = np.array([0, 1, 0, 1, 2, 2])
    print(classification_metrics(labels, predictions, n_classes=3))
