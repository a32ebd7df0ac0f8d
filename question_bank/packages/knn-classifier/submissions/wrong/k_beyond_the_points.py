import numpy as np


def knn_predict(points, labels, queries, k=5):
    points = np.asarray(points, dtype=float)
    predictions = []
    for query in np.asarray(queries, dtype=float):
        distances = ((points - query) ** 2).sum(axis=1)
        nearest = np.argpartition(distances, k - 1)[:k]
        names, counts = np.unique(labels[nearest], return_counts=True)
        predictions.append(names[counts.argmax()])
    return np.array(predictions)
