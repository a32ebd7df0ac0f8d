import numpy as np


def kmeans(points, centroids, n_iterations=100):
    centroids = np.array(centroids, dtype=float)
    labels = None
    for _ in range(n_iterations):
        new_labels = []
        for point in points:
            distances = []
            for centroid in centroids:
                distances.append(np.sum((point.astype(float) - centroid) ** 2))
            new_labels.append(int(np.argmin(distances)))
        if new_labels == labels:
            break
        labels = new_labels
        for cluster in range(len(centroids)):
            members = [points[i].astype(float) for i in range(len(points)) if labels[i] == cluster]
            if members:
                centroids[cluster] = np.mean(members, axis=0)
    return centroids, np.array(labels)
