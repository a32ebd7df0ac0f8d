import numpy as np


def gaussian_mixture(X, weights, means, covariances, n_iterations=50, floor=1e-6):
    X = np.array(X, dtype=np.float64)
    pi = np.array(weights, dtype=np.float64)
    mu = np.array(means, dtype=np.float64)
    sigma = np.array(covariances, dtype=np.float64)
    N, D = X.shape
    K = pi.shape[0]
    lls = np.zeros(n_iterations)
    for t in range(n_iterations):
        diff = X[:, None, :] - mu[None, :, :]
        precision = np.linalg.inv(sigma)
        logdet = np.linalg.slogdet(sigma)[1]
        maha = np.einsum("nkd,kde,nke->nk", diff, precision, diff)
        with np.errstate(divide="ignore"):
            joint = np.log(pi) - 0.5 * (D * np.log(2 * np.pi) + logdet + maha)
        ll = np.logaddexp.reduce(joint, axis=1)
        lls[t] = ll.sum()
        r = np.exp(joint - ll[:, None])
        nk = r.sum(axis=0)
        pi = nk / N
        seen = nk > 0
        mu = np.where(seen[:, None], (r.T @ X) / np.where(seen, nk, 1.0)[:, None], mu)
        diff = X[:, None, :] - mu[None, :, :]
        fresh = np.einsum("nk,nkd,nke->kde", r, diff, diff) / np.where(seen, nk, 1.0)[:, None, None]
        sigma = np.where(seen[:, None, None], fresh + floor * np.eye(D), sigma)
    return {"weights": pi, "means": mu, "covariances": sigma, "log_likelihoods": lls}
