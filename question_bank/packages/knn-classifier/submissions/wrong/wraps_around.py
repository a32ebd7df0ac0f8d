import numpy as np


def knn_predict(points, labels, queries, k=5):
    points = np.asarray(points)
    queries = np.asarray(queries)
    predictions = []
    for query in queries:
        distances = ((points - query) ** 2).sum(axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        names, counts = np.unique(labels[nearest], return_counts=True)
        predictions.append(names[np.argmax(counts)])
    return np.array(predictions)
