import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points).astype(np.float32)
    others = points if others is None else np.asarray(others).astype(np.float32)
    result = np.zeros((len(points), len(others)))
    for i, point in enumerate(points):
        result[i] = np.sqrt(((others - point) ** 2).sum(axis=1))
    return result
