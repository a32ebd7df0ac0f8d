import numpy as np


def knn_predict(points, labels, queries, k=5):
    points = np.asarray(points, dtype=float)
    queries = np.asarray(queries, dtype=float)
    predictions = []
    for query in queries:
        distances = np.abs(points - query).sum(axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        names, counts = np.unique(labels[nearest], return_counts=True)
        predictions.append(names[np.argmax(counts)])
    return np.array(predictions)
