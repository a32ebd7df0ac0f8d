import numpy as np


def knn_predict(points, labels, queries, k=5):
    points = np.asarray(points, dtype=float)
    queries = np.asarray(queries, dtype=float)
    points, kept = np.unique(points, axis=0, return_index=True)
    labels = labels[kept]
    predictions = []
    for query in queries:
        distances = ((points - query) ** 2).sum(axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        names, counts = np.unique(labels[nearest], return_counts=True)
        predictions.append(names[np.argmax(counts)])
    return np.array(predictions)
