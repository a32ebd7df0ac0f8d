from collections import Counter, namedtuple

import numpy as np

Node = namedtuple("Node", "feature threshold left right value", defaults=[None] * 5)


def gini(y):
    _, counts = np.unique(y, return_counts=True)
    p = counts / len(y)
    return 1 - np.sum(p**2)


class DecisionTree:
    def __init__(self, max_depth=None, min_leaf=1):
        self.max_depth = float("inf") if max_depth is None else max_depth
        self.min_leaf = min_leaf

    def fit(self, X, y):
        self.tree = self.build(np.array(X, dtype=np.float64), np.array(y), 0)

    def build(self, X, y, depth):
        if len(set(y)) == 1 or depth >= self.max_depth:
            return self.leaf(y)
        best_gain, best = 0, None
        parent = gini(y)
        for f in range(X.shape[1]):
            values = np.unique(X[:, f])
            for t in (values[:-1] + values[1:]) / 2:
                mask = X[:, f] <= t
                n_l = mask.sum()
                n_r = len(y) - n_l
                if n_l < 1 or n_r < 1:
                    continue
                gain = parent - (n_l * gini(y[mask]) + n_r * gini(y[~mask])) / len(y)
                if gain > best_gain + 1e-10:
                    best_gain, best = gain, (f, t, mask)
        if best is None:
            return self.leaf(y)
        f, t, mask = best
        return Node(f, t, self.build(X[mask], y[mask], depth + 1), self.build(X[~mask], y[~mask], depth + 1))

    def leaf(self, y):
        votes = Counter(sorted(y.tolist()))
        return Node(value=votes.most_common(1)[0][0])

    def predict(self, X):
        answers = []
        for x in X:
            node = self.tree
            while node.value is None:
                node = node.left if x[node.feature] <= node.threshold else node.right
            answers.append(node.value)
        return answers
