from collections import Counter


def gini(counts, n):
    return 1.0 - sum((c / n) ** 2 for c in counts.values())


def best_split(X, y, min_leaf=1):
    y = [int(label) for label in y]
    n = len(y)
    everything = Counter(y)
    parent = gini(everything, n)
    best = None
    for j in range(X.shape[1]):
        pairs = sorted(zip((float(v) for v in X[:, j]), y))
        left, right = Counter(), Counter(everything)
        for i in range(1, n):
            label = pairs[i - 1][1]
            left[label] += 1
            right[label] -= 1
            if pairs[i][0] == pairs[i - 1][0] or i < min_leaf or n - i < min_leaf:
                continue
            gain = parent - i / n * gini(left, i) - (n - i) / n * gini(right, n - i)
            if gain > 1e-10 and (best is None or gain > best["gain"]):
                best = {"feature": j, "threshold": pairs[i - 1][0], "gain": gain}
    return best
