import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    tolerance = 1e-4
    for _ in range(n_iterations):
        labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        moved = centroids.copy()
        for cluster in range(len(centroids)):
            mask = labels == cluster
            if mask.any():
                moved[cluster] = points[mask].mean(axis=0)
        shift = np.linalg.norm(moved - centroids, axis=1).max()
        centroids = moved
        if shift < tolerance:
            break
    return centroids, labels
