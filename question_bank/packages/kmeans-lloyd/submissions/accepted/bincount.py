import numpy as np


class KMeans:
    def __init__(self, centroids):
        self.centroids = np.array(centroids, dtype=np.float64)

    def predict(self, points):
        best = np.zeros(len(points), dtype=int)
        nearest = np.full(len(points), np.inf)
        for index, centroid in enumerate(self.centroids):
            distance = ((points - centroid) ** 2).sum(axis=1)
            closer = distance < nearest
            best[closer] = index
            nearest[closer] = distance[closer]
        return best

    def update(self, points, labels):
        k = len(self.centroids)
        counts = np.bincount(labels, minlength=k)
        full = counts > 0
        moved = self.centroids.copy()
        for column in range(points.shape[1]):
            sums = np.bincount(labels, weights=points[:, column], minlength=k)
            moved[full, column] = sums[full] / counts[full]
        change = np.abs(moved - self.centroids).max()
        self.centroids = moved
        return change


def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points, dtype=np.float64)
    model = KMeans(centroids)
    for _ in range(n_iterations):
        labels = model.predict(points)
        if model.update(points, labels) == 0:
            break
    return model.centroids, model.predict(points)
