from math import log2


def ndcg_at_k(relevance, scores, k=10):
    grades, values = relevance.tolist(), scores.tolist()
    n = len(grades)
    total = 0.0
    for i in range(n):
        rank = 1 + sum(values[j] > values[i] or (values[j] == values[i] and j < i) for j in range(n))
        if rank <= k:
            total += (2 ** grades[i] - 1) / log2(rank + 1)
    best = sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(sorted(grades, reverse=True)[:k]))
    return total / best if best else 0.0
