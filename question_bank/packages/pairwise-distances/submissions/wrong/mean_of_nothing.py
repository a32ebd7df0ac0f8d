import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    return np.stack([np.linalg.norm(others - point, axis=1) for point in points])
