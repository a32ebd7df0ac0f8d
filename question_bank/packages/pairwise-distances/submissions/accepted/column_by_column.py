import numpy as np


def pairwise_distances(points, others=None):
    a = np.array(points, dtype=np.double)
    b = a if others is None else np.array(others, dtype=np.double)
    total = np.zeros((len(a), len(b)))
    for column in range(a.shape[1]):
        total += np.subtract.outer(a[:, column], b[:, column]) ** 2
    return np.sqrt(total)
