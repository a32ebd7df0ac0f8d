import numpy as np


def rounds(points, centroids):
    while True:
        distances = np.stack([((points - centroid) ** 2).sum(axis=1) for centroid in centroids], axis=1)
        labels = distances.argmin(axis=1)
        order = np.argsort(labels, kind="stable")
        present, starts, counts = np.unique(labels[order], return_index=True, return_counts=True)
        moved = centroids.copy()
        moved[present] = np.add.reduceat(points[order], starts, axis=0) / counts[:, None]
        yield moved, labels
        if np.array_equal(moved, centroids):
            return
        centroids = moved


def kmeans(points, centroids, n_iterations=100):
    result = None
    for step, result in enumerate(rounds(points.astype(float), centroids.astype(float)), start=1):
        if step == n_iterations:
            break
    return result
