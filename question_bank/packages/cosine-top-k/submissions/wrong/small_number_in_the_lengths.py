import numpy as np


def unit(rows):
    rows = np.asarray(rows, dtype=float)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / (lengths + 1e-8)


def cosine_top_k(queries, items, k=5):
    similarities = unit(queries) @ unit(items).T
    best = np.argsort(-similarities, axis=1)[:, :k]
    return best, np.take_along_axis(similarities, best, axis=1)
