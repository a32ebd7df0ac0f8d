import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    for _ in range(n_iterations):
        labels = np.array([((point - centroids) ** 2).sum(axis=1).argmin() for point in points])
        moved = centroids.copy()
        for cluster in range(len(centroids)):
            mask = labels == cluster
            if mask.any():
                moved[cluster] = points[mask].mean(axis=0)
        if np.array_equal(moved, centroids):
            break
        centroids = moved
    return centroids, labels
