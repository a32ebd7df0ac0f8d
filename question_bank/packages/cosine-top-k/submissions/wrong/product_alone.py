import numpy as np


def cosine_top_k(queries, items, k=5):
    similarities = np.asarray(queries, dtype=float) @ np.asarray(items, dtype=float).T
    best = np.argsort(-similarities, axis=1)[:, :k]
    return best, np.take_along_axis(similarities, best, axis=1)
