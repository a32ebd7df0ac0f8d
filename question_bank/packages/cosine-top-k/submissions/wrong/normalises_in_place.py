import numpy as np


def cosine_top_k(queries, items, k=5):
    queries, items = (a if a.dtype.kind == "f" else a.astype(float) for a in (queries, items))
    for rows in (queries, items):
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        rows /= lengths
    similarities = queries @ items.T
    best = np.argsort(-similarities, axis=1)[:, :k]
    return best, np.take_along_axis(similarities, best, axis=1)
