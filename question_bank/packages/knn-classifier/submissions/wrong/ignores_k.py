import numpy as np


def knn_predict(points, labels, queries, k=5):
    points = np.asarray(points, dtype=float)
    queries = np.asarray(queries, dtype=float)
    predictions = []
    for query in queries:
        distances = ((points - query) ** 2).sum(axis=1)
        nearest = [np.argmin(distances)]
        names, counts = np.unique(labels[nearest], return_counts=True)
        predictions.append(names[np.argmax(counts)])
    return np.array(predictions)
