import numpy as np

BLOCK = 16


def pairwise_distances(points, others=None):
    others = points if others is None else others
    kind = np.result_type(points.dtype, others.dtype)
    kind = kind if kind in (np.float32, np.float64) else np.float64
    a, b = points.astype(kind), others.astype(kind)
    rows = [np.zeros((0, len(b)), dtype=kind)]
    for start in range(0, len(a), BLOCK):
        gap = a[start : start + BLOCK, np.newaxis, :] - b[np.newaxis, :, :]
        rows.append(np.einsum("ijk,ijk->ij", gap, gap) ** 0.5)
    return np.concatenate(rows)
