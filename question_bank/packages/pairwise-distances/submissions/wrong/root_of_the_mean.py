import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    result = np.zeros((len(points), len(others)))
    for i, point in enumerate(points):
        result[i] = np.sqrt(((others - point) ** 2).mean(axis=1))
    return result
