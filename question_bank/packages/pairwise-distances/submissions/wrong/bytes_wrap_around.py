import numpy as np


def pairwise_distances(points, others=None):
    others = points if others is None else others
    result = np.zeros((len(points), len(others)))
    for i, point in enumerate(points):
        result[i] = np.sqrt(((others - point) ** 2).sum(axis=1))
    return result
