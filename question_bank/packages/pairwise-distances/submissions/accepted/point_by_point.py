import numpy as np


def pairwise_distances(points, others=None):
    if others is None:
        others = points
    others = others.astype(np.float64)
    result = np.empty((points.shape[0], others.shape[0]))
    for i, point in enumerate(points.astype(np.float64)):
        result[i] = np.linalg.norm(others - point, axis=1)
    return result
