import numpy as np


def cosine_top_k(queries, items, k=5):
    below = np.linalg.norm(queries, axis=1)[:, None] * np.linalg.norm(items, axis=1)
    similarities = queries @ items.T / np.where(below == 0, 1, below)
    best = np.argsort(-similarities, axis=1)[:, :k]
    return best, np.take_along_axis(similarities, best, axis=1)
