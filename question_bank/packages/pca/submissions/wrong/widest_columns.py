import numpy as np


def pca(train, points, n_components):
    train = train.astype(float)
    variances = train.var(axis=0)
    best = np.argsort(variances)[::-1][:n_components]
    total = variances.sum()
    ratios = variances[best] / (total if total > 0 else 1.0)
    components = np.eye(train.shape[1])[best]
    return (points - train.mean(axis=0)) @ components.T, components, ratios
