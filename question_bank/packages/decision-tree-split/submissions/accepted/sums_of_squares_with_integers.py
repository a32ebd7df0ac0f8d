import numpy as np


def best_split(X, y, min_leaf=1):
    n, d = X.shape
    classes = sorted(set(y.tolist()))
    counts = [int((y == c).sum()) for c in classes]
    base = sum(c * c for c in counts) / n
    found = (1e-9, None, None)
    for f in range(d):
        order = np.argsort(X[:, f], kind="stable")
        x, t = X[order, f], y[order]
        size = np.arange(1, n)
        score = np.zeros(n - 1)
        for c, total in zip(classes, counts):
            left = np.cumsum(t == c)[:-1]
            score += left**2 / size + (total - left) ** 2 / (n - size)
        cut = np.flatnonzero((x[1:] != x[:-1]) & (size >= min_leaf) & (n - size >= min_leaf))
        if len(cut) == 0:
            continue
        i = cut[np.argmax(score[cut])]
        if (score[i] - base) > found[0]:
            found = (score[i] - base, f, 0.5 * float(x[i]) + 0.5 * float(x[i + 1]))
    if found[1] is None:
        return None, None, 0.0
    return found[1], found[2], found[0] / n
