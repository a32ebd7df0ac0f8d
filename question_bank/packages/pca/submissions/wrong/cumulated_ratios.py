import numpy as np


def pca(train, points, n_components):
    mean = np.mean(train, axis=0, dtype=float)
    _, spreads, directions = np.linalg.svd(train - mean, full_matrices=False)
    components = directions[:n_components]
    variances = spreads**2
    total = variances.sum()
    ratios = variances[:n_components] / (total if total > 0 else 1.0)
    return (points - mean) @ components.T, components, np.cumsum(ratios)
