from math import log2


def discounted_gain(grades):
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def ndcg_at_k(relevance, scores, k=10):
    pairs = sorted(zip(scores.tolist(), relevance.tolist()), key=lambda pair: -pair[0])
    shown = [grade for _, grade in pairs][:k]
    best = sorted(relevance.tolist(), reverse=True)[:k]
    denominator = discounted_gain(best)
    return discounted_gain(shown) / denominator if denominator else 0.0
