import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    for _ in range(n_iterations):
        old = centroids
        labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        for cluster in range(len(centroids)):
            if (labels == cluster).any():
                centroids[cluster] = points[labels == cluster].mean(axis=0)
        if np.array_equal(old, centroids):
            break
    return centroids, labels
