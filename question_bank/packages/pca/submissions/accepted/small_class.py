import numpy as np


class _PCA:
    def __init__(self, k):
        self.k = k

    def fit(self, x):
        self.mean_ = x.mean(0)
        centred = x - self.mean_
        scatter = centred.T @ centred
        lam, vec = np.linalg.eigh(scatter)
        top = vec[:, -self.k :][:, ::-1].T
        largest = np.abs(top).argmax(axis=1)
        self.components_ = top * np.sign(top[np.arange(self.k), largest])[:, None]
        whole = np.trace(scatter)
        self.ratios_ = lam[::-1][: self.k] / whole if whole > 0 else np.zeros(self.k)
        return self

    def transform(self, x):
        return (x - self.mean_) @ self.components_.T


def pca(train, points, n_components):
    model = _PCA(n_components).fit(np.array(train, dtype=float))
    return model.transform(np.array(points, dtype=float)), model.components_, model.ratios_
