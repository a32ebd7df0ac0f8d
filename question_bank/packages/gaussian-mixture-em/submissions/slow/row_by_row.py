import numpy as np


def gaussian_mixture(X, weights, means, covariances, n_iterations=50, floor=1e-6):
    X = np.asarray(X, dtype=float)
    n, d = X.shape
    weights, means, covariances = (np.array(part, dtype=float) for part in (weights, means, covariances))
    history = []
    for _ in range(n_iterations):
        shares, total = np.zeros((n, len(weights))), 0.0
        for row in range(n):
            scores = np.full(len(weights), -np.inf)
            for k in range(len(weights)):
                if weights[k] > 0:
                    away = X[row] - means[k]
                    log_det = np.linalg.slogdet(covariances[k])[1]
                    square = away @ np.linalg.solve(covariances[k], away)
                    scores[k] = np.log(weights[k]) - 0.5 * (d * np.log(2 * np.pi) + log_det + square)
            top = scores.max()
            evidence = top + np.log(np.exp(scores - top).sum())
            shares[row] = np.exp(scores - evidence)
            total += evidence
        history.append(total)
        sizes = shares.sum(axis=0)
        weights = sizes / n
        for k in np.flatnonzero(sizes > 0):
            means[k] = shares[:, k] @ X / sizes[k]
            away = X - means[k]
            covariances[k] = (shares[:, k] * away.T) @ away / sizes[k] + floor * np.eye(d)
    return weights, means, covariances, history
