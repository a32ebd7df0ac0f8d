import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    for _ in range(n_iterations):
        labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        moved = centroids.copy()
        for cluster in range(len(centroids)):
            members = points[labels == cluster]
            if members.any():
                moved[cluster] = members.mean(axis=0)
        if np.array_equal(moved, centroids):
            break
        centroids = moved
    return centroids, labels
