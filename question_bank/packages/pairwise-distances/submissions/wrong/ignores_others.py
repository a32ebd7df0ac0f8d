import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    result = np.zeros((len(points), len(points)))
    for i, point in enumerate(points):
        result[i] = np.sqrt(((points - point) ** 2).sum(axis=1))
    return result
