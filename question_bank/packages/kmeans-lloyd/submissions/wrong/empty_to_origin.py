import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    labels = np.full(len(points), -1)
    for _ in range(n_iterations):
        distances = ((points[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2)
        new_labels = distances.argmin(axis=1)
        if np.array_equal(new_labels, labels):
            break
        labels = new_labels
        one_hot = labels[:, None] == np.arange(len(centroids))
        counts = one_hot.sum(axis=0)
        centroids = one_hot.T.astype(float) @ points / np.maximum(counts, 1)[:, None]
    return centroids, labels
