import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    if len(points) == 0 or len(others) == 0:
        return np.zeros((len(points), len(others)))
    points, others = points - points.mean(axis=0), others - others.mean(axis=0)
    squares = (points**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * points @ others.T
    return np.sqrt(np.maximum(squares, 0))
