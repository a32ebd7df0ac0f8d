import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    last = np.inf
    for _ in range(n_iterations):
        distances = ((points[:, None] - centroids) ** 2).sum(axis=2)
        labels = distances.argmin(axis=1)
        inertia = distances.min(axis=1).sum()
        for cluster in np.unique(labels):
            centroids[cluster] = points[labels == cluster].mean(axis=0)
        if last - inertia < 1e-4 * inertia:
            break
        last = inertia
    return centroids, labels
