import numpy as np


def pairwise_distances(points, others=None):
    points = np.asarray(points, dtype=float)
    others = points if others is None else np.asarray(others, dtype=float)
    centre = points.mean(axis=0) if len(points) else 0.0
    points, others = points - centre, others - centre
    squares = (points**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * points @ others.T
    return np.sqrt(squares)
