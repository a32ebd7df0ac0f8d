import numpy as np


def cosine(a, b):
    below = np.linalg.norm(a) * np.linalg.norm(b)
    return float(np.dot(a, b) / below) if below > 0 else 0.0


def cosine_top_k(queries, items, k=5):
    queries, items = np.asarray(queries, dtype=float), np.asarray(items, dtype=float)
    numbers, scores = [], []
    for query in queries:
        row = [cosine(query, item) for item in items]
        best = sorted(range(len(row)), key=lambda i: -row[i])[:k]
        numbers.append(best)
        scores.append([row[i] for i in best])
    return np.array(numbers), np.array(scores)
