import numpy as np


def cosine_top_k(queries, items, k=5):
    items = items.astype(np.float64)
    item_lengths = np.linalg.norm(items, axis=1)
    all_numbers, all_scores = [], []
    for query in queries.astype(np.float64):
        length = np.linalg.norm(query)
        scores = np.zeros(len(items))
        known = (item_lengths > 0) & (length > 0)
        scores[known] = items[known] @ query / item_lengths[known] / (length or 1.0)
        ranking = sorted(range(len(items)), key=lambda i: scores[i], reverse=True)[:k]
        all_numbers.append([int(i) for i in ranking])
        all_scores.append([float(scores[i]) for i in ranking])
    return all_numbers, all_scores
