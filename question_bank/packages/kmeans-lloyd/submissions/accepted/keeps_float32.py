import numpy as np


def kmeans(points, centroids, n_iterations=100):
    dtype = np.result_type(points.dtype, centroids.dtype)
    if not np.issubdtype(dtype, np.floating):
        dtype = np.float64
    points, current = points.astype(dtype), centroids.astype(dtype)
    for _ in range(n_iterations):
        labels = np.square(points[:, None] - current).sum(axis=2).argmin(axis=1).astype(np.int32)
        means = [points[labels == j].mean(axis=0) if j in labels else old for j, old in enumerate(current)]
        moved = np.array(means, dtype=dtype)
        if (moved == current).all():
            break
        current = moved
    return [current, labels]
