import numpy as np


def dcg(grades, k):
    grades = grades[:k]
    discounts = np.log2(np.arange(len(grades)) + 2)
    return np.sum((2**grades - 1) / discounts)


def ndcg_at_k(relevance, scores, k=10):
    grades = relevance
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    ideal = dcg(np.sort(grades)[::-1], k)
    if ideal == 0:
        return 0.0
    return dcg(grades[order], k) / ideal
