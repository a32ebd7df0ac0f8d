import numpy as np


def assign(points, centroids):
    delta = points[:, np.newaxis, :] - centroids
    return np.einsum("nkd,nkd->nk", delta, delta).argmin(axis=1)


def kmeans(points, centroids, n_iterations=100):
    points, centroids = points * 1.0, centroids * 1.0
    for _ in range(n_iterations):
        labels = assign(points, centroids)
        sums, counts = np.zeros_like(centroids), np.bincount(labels, minlength=len(centroids))[:, None]
        np.add.at(sums, labels, points)
        moved = np.where(counts > 0, sums / np.maximum(counts, 1), centroids)
        done = not np.any(moved != centroids)
        centroids = moved
        if done:
            break
    return centroids, assign(points, centroids)
