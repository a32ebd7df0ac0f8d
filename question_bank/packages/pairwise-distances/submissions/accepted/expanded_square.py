import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    if len(points) == 0 or len(others) == 0:
        return np.zeros((len(points), len(others)))
    centre = points.mean(axis=0)
    points, others = points - centre, others - centre
    lengths, other_lengths = (points**2).sum(axis=1), (others**2).sum(axis=1)
    squares = lengths[:, None] + other_lengths - 2 * points @ others.T
    return np.sqrt(np.maximum(squares, 0))
