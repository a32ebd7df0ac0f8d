import numpy as np


def knn_predict(points, labels, queries, k=5):
    points = np.asarray(points).astype(np.float64)
    predictions = []
    for query in np.asarray(queries).astype(np.float64):
        distances = np.linalg.norm(points - query, axis=1)
        order = np.argsort(distances, kind="stable")
        names, counts = np.unique(labels[order[:k]], return_counts=True)
        predictions.append(names[np.argmax(counts)])
    return np.array(predictions)
