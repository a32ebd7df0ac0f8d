import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    return np.sqrt(((points[:, None, :] - others) ** 2).sum(axis=2))
