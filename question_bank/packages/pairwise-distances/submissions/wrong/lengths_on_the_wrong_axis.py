import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    if len(points) == 0 or len(others) == 0:
        return np.zeros((len(points), len(others)))
    centre = points.mean(axis=0)
    points, others = points - centre, others - centre
    lengths = (points**2).sum(axis=1)
    if len(points) != len(others):
        lengths = lengths[:, None]
    return np.sqrt(np.maximum(lengths + (others**2).sum(axis=1) - 2 * points @ others.T, 0))
