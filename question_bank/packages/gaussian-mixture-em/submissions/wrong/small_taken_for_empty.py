import numpy as np


def gaussian_mixture(X, weights, means, covariances, n_iterations=50, floor=1e-6):
    X = np.asarray(X, dtype=float)
    weights = np.array(weights, dtype=float)
    means = np.array(means, dtype=float)
    covariances = np.array(covariances, dtype=float)
    n, d = X.shape
    k = len(weights)
    log_likelihoods = []
    for _ in range(n_iterations):
        joint = np.full((n, k), -np.inf)
        for j in range(k):
            if weights[j] == 0:
                continue
            factor = np.linalg.cholesky(covariances[j])
            z = np.linalg.solve(factor, (X - means[j]).T)
            log_det = 2 * np.log(np.diag(factor)).sum()
            joint[:, j] = np.log(weights[j]) - 0.5 * (d * np.log(2 * np.pi) + log_det + (z**2).sum(axis=0))
        top = joint.max(axis=1, keepdims=True)
        shares = np.exp(joint - top)
        total = shares.sum(axis=1, keepdims=True)
        shares = shares / total
        log_likelihoods.append(float((top + np.log(total)).sum()))
        for j in range(k):
            size = shares[:, j].sum()
            if size < 1e-8:
                weights[j] = 0.0
                continue
            weights[j] = size / n
            means[j] = shares[:, j] @ X / size
            centred = X - means[j]
            covariances[j] = (shares[:, j, None] * centred).T @ centred / size + floor * np.eye(d)
    return weights, means, covariances, np.array(log_likelihoods)
