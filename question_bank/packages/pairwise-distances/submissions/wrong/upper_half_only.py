import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    second = points if others is None else np.asarray(others, dtype=float)
    result = np.zeros((len(points), len(second)))
    for i, point in enumerate(points):
        result[i] = np.sqrt(((second - point) ** 2).sum(axis=1))
    return np.triu(result) if others is None else result
