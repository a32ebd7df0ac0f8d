import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    for _ in range(n_iterations):
        labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        sums, counts = np.zeros_like(centroids), np.zeros((len(centroids), 1))
        sums[labels] += points
        counts[labels] += 1
        moved = np.where(counts > 0, sums / np.maximum(counts, 1), centroids)
        if np.array_equal(moved, centroids):
            break
        centroids = moved
    return centroids, labels
