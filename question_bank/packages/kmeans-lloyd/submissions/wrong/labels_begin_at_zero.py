import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    labels = np.zeros(len(points), dtype=int)
    for _ in range(n_iterations):
        new_labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        if np.array_equal(new_labels, labels):
            break
        labels = new_labels
        for cluster in range(len(centroids)):
            if (labels == cluster).any():
                centroids[cluster] = points[labels == cluster].mean(axis=0)
    return centroids, labels
