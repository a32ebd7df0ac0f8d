import numpy as np


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=float)
    centroids = np.array(centroids, dtype=float)
    labels = np.full(len(points), -1)
    for _ in range(n_iterations):
        distances = (points**2).sum(axis=1)[:, None] - 2 * points @ centroids.T + (centroids**2).sum(axis=1)
        new_labels = distances.argmin(axis=1)
        if np.array_equal(new_labels, labels):
            break
        labels = new_labels
        for cluster in range(len(centroids)):
            members = points[labels == cluster]
            if len(members) > 0:
                centroids[cluster] = members.mean(axis=0)
    return centroids, labels
