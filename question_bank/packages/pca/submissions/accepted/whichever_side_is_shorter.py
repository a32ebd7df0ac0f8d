import numpy as np


def pca(train, points, n_components):
    n, d = train.shape
    mu = train.sum(axis=0) / n
    x = train - mu
    total = float((x**2).sum())
    q, r = np.linalg.qr(x.T if d > n else x)
    u, s, vt = np.linalg.svd(r)
    components = ((q @ u).T if d > n else vt)[:n_components]
    if total == 0:
        return (points - mu) @ components.T, components, [0.0] * n_components
    return np.einsum("ij,kj->ik", points - mu, components), components, list(s[:n_components] ** 2 / total)
