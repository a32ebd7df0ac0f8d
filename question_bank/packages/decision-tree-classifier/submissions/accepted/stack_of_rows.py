import numpy as np


class DecisionTree:
    """Nodes in flat lists, grown with a stack instead of recursion; whole arrays go down in predict."""

    def __init__(self, max_depth=None, min_leaf=1):
        self.max_depth, self.min_leaf = max_depth, min_leaf

    def fit(self, X, y):
        X = np.array(X, dtype=np.float64)
        self.names, codes = np.unique(np.asarray(y), return_inverse=True)
        self.feature, self.cut, self.kids, self.label = [], [], [], []
        stack = [(np.arange(len(X)), 0, None)]
        while stack:
            rows, depth, parent = stack.pop()
            me = len(self.feature)
            if parent is not None:
                self.kids[parent].append(me)
            counts = np.bincount(codes[rows], minlength=len(self.names))
            self.feature.append(-1)
            self.cut.append(0.0)
            self.kids.append([])
            self.label.append(int(self.names[np.argmax(counts)]))
            if np.count_nonzero(counts) < 2 or (self.max_depth is not None and depth >= self.max_depth):
                continue
            found = self._search(X[rows], codes[rows], counts)
            if found is None:
                continue
            self.feature[me], self.cut[me] = found
            goes_left = X[rows, found[0]] <= found[1]
            stack.append((rows[~goes_left], depth + 1, me))
            stack.append((rows[goes_left], depth + 1, me))
        return self

    def _search(self, X, codes, counts):
        n, best, where = len(X), 1e-10, None
        parent = 1 - ((counts / n) ** 2).sum()
        for j in range(X.shape[1]):
            pairs = sorted(zip(X[:, j].tolist(), codes.tolist()))
            left, right = [0] * len(counts), counts.tolist()
            squares_left, squares_right = 0, sum(c * c for c in right)
            for i in range(1, n):
                c = pairs[i - 1][1]
                squares_left += 2 * left[c] + 1
                squares_right -= 2 * right[c] - 1
                left[c] += 1
                right[c] -= 1
                if pairs[i - 1][0] == pairs[i][0] or min(i, n - i) < self.min_leaf:
                    continue
                gain = parent - (i - squares_left / i + (n - i) - squares_right / (n - i)) / n
                if gain > best:
                    best, where = gain, (j, (pairs[i - 1][0] + pairs[i][0]) / 2)
        return where

    def predict(self, X):
        X = np.array(X, dtype=np.float64)
        answer = np.zeros(len(X), dtype=int)
        todo = [(0, np.arange(len(X)))]
        while todo:
            node, rows = todo.pop()
            if self.feature[node] < 0:
                answer[rows] = self.label[node]
                continue
            goes_left = X[rows, self.feature[node]] <= self.cut[node]
            todo += [(self.kids[node][0], rows[goes_left]), (self.kids[node][1], rows[~goes_left])]
        return answer
