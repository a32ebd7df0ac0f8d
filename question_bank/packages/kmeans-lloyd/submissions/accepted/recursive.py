import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.asarray(centroids, dtype=float)
    labels = np.argmin([((points - centroid) ** 2).sum(axis=1) for centroid in centroids], axis=0)
    members = labels == np.arange(len(centroids))[:, None]
    moved = np.array([points[mine].mean(axis=0) if mine.any() else old for mine, old in zip(members, centroids)])
    if n_iterations == 1 or np.array_equal(moved, centroids):
        return moved, labels
    return kmeans(points, moved, n_iterations - 1)
