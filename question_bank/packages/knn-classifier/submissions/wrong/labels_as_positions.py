import numpy as np


def knn_predict(points, labels, queries, k=5):
    points = np.asarray(points, dtype=float)
    queries = np.asarray(queries, dtype=float)
    predictions = []
    for query in queries:
        distances = ((points - query) ** 2).sum(axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        predictions.append(np.bincount(labels[nearest]).argmax())
    return np.array(predictions)
