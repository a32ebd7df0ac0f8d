import numpy as np


def ndcg_at_k(relevance, scores, k=10):
    gains = np.exp2(np.asarray(relevance).astype(np.float64)) - 1.0
    n = min(k, gains.size)
    weights = 1.0 / np.log2(np.arange(2, n + 2))
    ranking = np.lexsort((np.arange(gains.size), -scores.astype(np.float64)))
    best = weights @ -np.sort(-gains)[:n]
    return float(weights @ gains[ranking[:n]] / best) if best > 0 else 0.0
