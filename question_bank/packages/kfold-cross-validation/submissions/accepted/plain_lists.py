import random

import numpy as np


def fit(features, targets):
    intercept = targets.mean()
    gram = features.T @ features + np.eye(features.shape[1])
    return np.linalg.solve(gram, features.T @ (targets - intercept)), intercept


def predict(model, features):
    weights, intercept = model
    return features @ weights + intercept


def k_fold(n_rows, k=5, seed=None):
    if not isinstance(k, int) or k < 2 or n_rows < k:
        raise ValueError("k must be at least 2 and at most the number of rows")
    rows = list(range(n_rows))
    if seed is not None:
        random.Random(seed).shuffle(rows)
    bounds = [fold * n_rows // k for fold in range(k + 1)]
    return [(rows[:a] + rows[b:], rows[a:b]) for a, b in zip(bounds, bounds[1:])]


def cross_validate(features, targets, k=5, seed=None):
    errors = np.zeros(k)
    for i, (train, test) in enumerate(k_fold(len(targets), k, seed)):
        x_train, x_test = features[train], features[test]
        columns_train, columns_test = [], []
        for column_train, column_test in zip(x_train.T, x_test.T):
            average, deviation = column_train.mean(), column_train.std() or 1.0
            columns_train.append((column_train - average) / deviation)
            columns_test.append((column_test - average) / deviation)
        model = fit(np.stack(columns_train, axis=1), targets[train])
        errors[i] = np.square(predict(model, np.stack(columns_test, axis=1)) - targets[test]).mean()
    return errors
