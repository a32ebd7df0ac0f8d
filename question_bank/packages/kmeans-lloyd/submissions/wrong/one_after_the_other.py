import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    for _ in range(n_iterations):
        before = centroids.copy()
        for cluster in range(len(centroids)):
            labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
            if (labels == cluster).any():
                centroids[cluster] = points[labels == cluster].mean(axis=0)
        if np.array_equal(before, centroids):
            break
    return centroids, labels
