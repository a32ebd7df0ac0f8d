import numpy as np


class Component:
    def __init__(self, weight, mean, covariance):
        self.weight, self.mean, self.covariance = float(weight), mean.astype(float), covariance.astype(float)

    def log_joint(self, X):
        if self.weight == 0:
            return np.full(len(X), -np.inf)
        spread, axes = np.linalg.eigh(self.covariance)
        projected = (X - self.mean) @ axes / np.sqrt(spread)
        log_density = -0.5 * (projected * projected).sum(1) - 0.5 * np.log(spread).sum()
        return np.log(self.weight) + log_density - 0.5 * X.shape[1] * np.log(2 * np.pi)

    def update(self, X, share, floor):
        total = share.sum()
        self.weight = total / len(X)
        if total == 0:
            return
        self.mean = np.average(X, axis=0, weights=share)
        away = X - self.mean
        self.covariance = away.T @ (away * share[:, None]) / total
        self.covariance[np.diag_indices(X.shape[1])] += floor


def gaussian_mixture(X, weights, means, covariances, n_iterations=50, floor=1e-6):
    X = X.astype(float)
    parts = [Component(*start) for start in zip(weights, means, covariances)]
    likelihoods = []
    for _ in range(n_iterations):
        joint = np.array([part.log_joint(X) for part in parts])
        top = joint.max(axis=0)
        evidence = top + np.log(np.sum(np.exp(joint - top), axis=0))
        likelihoods.append(float(np.sum(evidence)))
        for part, row in zip(parts, joint):
            part.update(X, np.exp(row - evidence), floor)
    return [p.weight for p in parts], [p.mean for p in parts], np.stack([p.covariance for p in parts]), likelihoods
