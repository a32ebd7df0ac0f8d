import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    result = np.zeros((len(points), len(others)))
    for i in range(len(points)):
        for j in range(len(others)):
            result[i, j] = np.sqrt(np.sum((points[i] - others[j]) ** 2))
    return result
