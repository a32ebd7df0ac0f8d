import numpy as np


def squared_distances(points, centroids):
    return (points**2).sum(axis=1)[:, None] - 2 * points @ centroids.T + (centroids**2).sum(axis=1)


def kmeans(points, centroids, n_iterations=100):
    # Expanding |p - c|^2 loses all digits far from the origin, so move the data there first.
    points = np.asarray(points, dtype=np.float64)
    shift = points.mean(axis=0)
    points = points - shift
    centroids = np.asarray(centroids, dtype=np.float64) - shift
    n_clusters = centroids.shape[0]

    for _ in range(n_iterations):
        labels = squared_distances(points, centroids).argmin(axis=1)
        one_hot = labels[:, None] == np.arange(n_clusters)
        counts = one_hot.sum(axis=0)
        sums = one_hot.T.astype(np.float64) @ points
        moved = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centroids)
        if np.array_equal(moved, centroids):
            break
        centroids = moved
    return centroids + shift, squared_distances(points, centroids).argmin(axis=1)
