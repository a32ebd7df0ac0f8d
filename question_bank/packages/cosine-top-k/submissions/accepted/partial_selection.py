import numpy as np


def cosine_top_k(queries, items, k=5):
    kind = np.float32 if queries.dtype == items.dtype == np.float32 else np.float64
    q, x = queries.astype(kind), items.astype(kind)
    below = np.sqrt((q * q).sum(axis=1))[:, None] * np.sqrt((x * x).sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = np.nan_to_num(q.dot(x.T) / below)
    k = min(k, scores.shape[1])
    top = np.argpartition(-scores, k - 1, axis=1)[:, :k]
    rows = np.arange(len(scores))[:, None]
    top = top[rows, np.argsort(-scores[rows, top], axis=1)]
    return top, scores[rows, top]
