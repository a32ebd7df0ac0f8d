import numpy as np


def kmeans(points, centroids, n_iterations=100):
    X = points.astype(np.float64)
    C = centroids.astype(np.float64)
    k = C.shape[0]
    distances = np.empty((X.shape[0], k))

    def assign():
        for j in range(k):
            diff = X - C[j]
            distances[:, j] = np.einsum("ij,ij->i", diff, diff)
        return np.argmin(distances, axis=1)

    labels = assign()
    for _ in range(n_iterations):
        previous = C.copy()
        for j in range(k):
            mask = labels == j
            if mask.any():
                C[j] = X[mask].mean(axis=0)
        labels = assign()
        if (C == previous).all():
            break
    return C, labels
