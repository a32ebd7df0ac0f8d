import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    sizes = None
    for _ in range(n_iterations):
        labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        moved = centroids.copy()
        for cluster in range(len(centroids)):
            mask = labels == cluster
            if mask.any():
                moved[cluster] = points[mask].mean(axis=0)
        centroids = moved
        new_sizes = np.bincount(labels, minlength=len(centroids))
        if sizes is not None and np.array_equal(sizes, new_sizes):
            break
        sizes = new_sizes
    return centroids, labels
