import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    result = np.zeros((len(others), len(points)))
    for i, other in enumerate(others):
        result[i] = np.sqrt(((points - other) ** 2).sum(axis=1))
    return result
