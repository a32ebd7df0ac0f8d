import numpy as np
from collections import Counter


def knn_predict(points, labels, queries, k=5):
    predictions = []
    for query in queries:
        distances = np.linalg.norm(points.astype(float) - query, axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        predictions.append(Counter(labels[nearest].tolist()).most_common(1)[0][0])
    return np.array(predictions)
