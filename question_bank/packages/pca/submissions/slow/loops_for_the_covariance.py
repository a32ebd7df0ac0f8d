import numpy as np


def pca(train, points, n_components):
    train, points = train.astype(np.float64), points.astype(np.float64)
    centre = train.mean(axis=0)
    centred = train - centre
    d = train.shape[1]
    covariance = np.zeros((d, d))
    for i in range(d):
        for j in range(d):
            for row in centred:
                covariance[i, j] += row[i] * row[j]
    values, vectors = np.linalg.eigh(covariance)
    order = np.argsort(values)[::-1]
    values, vectors = np.maximum(values[order], 0), vectors[:, order]
    kept = vectors[:, :n_components]
    total = values.sum()
    ratios = np.zeros(n_components) if total == 0 else values[:n_components] / total
    return np.dot(points - centre, kept), kept.T, ratios
