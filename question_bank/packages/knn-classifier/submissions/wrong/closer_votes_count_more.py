import numpy as np


def knn_predict(points, labels, queries, k=5):
    points = np.asarray(points, dtype=float)
    queries = np.asarray(queries, dtype=float)
    predictions = []
    for query in queries:
        distances = ((points - query) ** 2).sum(axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        weights = 1.0 / (np.sqrt(distances[nearest]) + 1e-9)
        names = np.unique(labels)
        totals = [weights[labels[nearest] == name].sum() for name in names]
        predictions.append(names[np.argmax(totals)])
    return np.array(predictions)
