import numpy as np


def pairwise_distances(points, others=None):
    others = points if others is None else others
    kind = np.float32 if np.float32 in (points.dtype, others.dtype) else np.float64
    first, second = points.astype(kind), others.astype(kind)
    table = np.zeros((len(first), len(second)), dtype=kind)
    for row, point in enumerate(first):
        table[row] = np.linalg.norm(second - point, axis=1)
    return table
