import numpy as np


def fit(features, targets):
    intercept = targets.mean()
    gram = features.T @ features + np.eye(features.shape[1])
    return np.linalg.solve(gram, features.T @ (targets - intercept)), intercept


def predict(model, features):
    weights, intercept = model
    return features @ weights + intercept


class Scaler:
    def fit(self, x):
        self.mu = x.mean(axis=0)
        self.sigma = x.std(axis=0)
        self.sigma[self.sigma == 0] = 1.0
        return self

    def transform(self, x):
        return (x - self.mu) / self.sigma


def k_fold(n_rows, k=5, seed=None):
    if k < 2 or k > n_rows:
        raise ValueError("bad k")
    order = np.arange(n_rows)
    if seed is not None:
        np.random.RandomState(seed).shuffle(order)
    size, rest = divmod(n_rows, k)
    start = 0
    for fold in range(k):
        stop = start + size + (1 if fold >= k - rest else 0)
        is_test = np.zeros(n_rows, dtype=bool)
        is_test[order[start:stop]] = True
        yield np.flatnonzero(~is_test), np.flatnonzero(is_test)
        start = stop


def cross_validate(features, targets, k=5, seed=None):
    result = []
    for train, test in k_fold(features.shape[0], k, seed):
        scaler = Scaler().fit(features[train])
        model = fit(scaler.transform(features[train]), targets[train])
        residual = targets[test] - predict(model, scaler.transform(features[test]))
        result.append(float(np.mean(residual**2)))
    return result
