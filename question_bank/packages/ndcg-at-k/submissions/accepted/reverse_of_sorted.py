import numpy as np


def ndcg_at_k(relevance, scores, k=10):
    gains = [2 ** int(grade) - 1 for grade in relevance]
    order = sorted(range(len(gains)), key=scores.tolist().__getitem__, reverse=True)
    best = sorted(gains, reverse=True)[:k]
    weights = 1 / np.log2(np.arange(len(best)) + 2)
    ideal = weights @ best if best else 0
    return float(weights @ [gains[place] for place in order[:k]] / ideal) if ideal else 0.0
