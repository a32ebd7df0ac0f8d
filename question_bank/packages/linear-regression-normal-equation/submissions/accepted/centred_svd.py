import numpy as np


class LeastSquares:
    def __init__(self, fit_intercept):
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        means = X.mean(axis=0) if self.fit_intercept else np.zeros(X.shape[1])
        level = y.mean() if self.fit_intercept else 0.0
        U, s, Vt = np.linalg.svd(X - means, full_matrices=False)
        # Directions without any spread keep a weight of zero.
        keep = s > s.max(initial=0.0) * 1e-12
        self.coef = Vt[keep].T @ ((U[:, keep].T @ (y - level)) / s[keep])
        self.intercept = level - means @ self.coef
        return self


def linear_regression(X, y, fit_intercept=True):
    model = LeastSquares(fit_intercept).fit(np.array(X, dtype=np.float64), np.array(y, dtype=np.float64))
    return {"weights": model.coef, "intercept": float(model.intercept) if fit_intercept else 0}
