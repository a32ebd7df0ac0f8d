import numpy as np


def fit(features, targets):
    intercept = targets.mean()
    gram = features.T @ features + np.eye(features.shape[1])
    return np.linalg.solve(gram, features.T @ (targets - intercept)), intercept


def predict(model, features):
    weights, intercept = model
    return features @ weights + intercept


def k_fold(n_rows, k=5, seed=None):
    if not 2 <= k <= n_rows:
        raise ValueError(f"k must be between 2 and {n_rows}")
    rows = np.random.default_rng(0 if seed is None else seed).permutation(n_rows)
    parts = np.array_split(rows, k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


def cross_validate(features, targets, k=5, seed=None):
    errors = []
    for train, test in k_fold(len(features), k, seed):
        mean, spread = features[train].mean(axis=0), features[train].std(axis=0)
        spread = np.where(spread == 0, 1, spread)
        model = fit((features[train] - mean) / spread, targets[train])
        predicted = predict(model, (features[test] - mean) / spread)
        errors.append(((predicted - targets[test]) ** 2).mean())
    return np.array(errors)
