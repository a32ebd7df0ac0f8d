import numpy as np


def gaussian_mixture(X, weights, means, covariances, n_iterations=50, floor=1e-6):
    X = np.asarray(X, dtype=float)
    n, d = X.shape
    weights, means, covariances = (np.array(part, dtype=float) for part in (weights, means, covariances))
    history = []
    for _ in range(n_iterations):
        scores = np.full((n, len(weights)), -np.inf)
        for k in np.flatnonzero(weights > 0):
            factor = np.linalg.cholesky(covariances[k])
            white = np.linalg.solve(factor, (X - means[k]).T)
            log_volume = 0.5 * d * np.log(2 * np.pi) + np.log(np.diag(factor)).sum()
            scores[:, k] = np.log(weights[k]) - log_volume - 0.5 * (white**2).sum(axis=0)
        densities = np.exp(scores)
        totals = densities.sum(axis=1, keepdims=True)
        history.append(np.log(totals).sum())
        shares = densities / totals
        sizes = shares.sum(axis=0)
        weights = sizes / n
        for k in np.flatnonzero(sizes > 0):
            means[k] = shares[:, k] @ X / sizes[k]
            away = X - means[k]
            covariances[k] = (shares[:, k] * away.T) @ away / sizes[k] + floor * np.eye(d)
    return weights, means, covariances, history
