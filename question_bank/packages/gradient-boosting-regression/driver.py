"""Uses the class as a caller would, and hands plain values out."""

import numpy as np
from solution import GradientBoosting


def _fitted(X: np.ndarray, y: np.ndarray, options: dict) -> GradientBoosting:
    model = GradientBoosting(**options)
    model.fit(X, y)
    return model


def boost(X: np.ndarray, y: np.ndarray, queries: np.ndarray, **options: float) -> tuple:
    """Fit a new model; return its predictions for the queries, the last ones and those of all stages."""
    model = _fitted(X, y, options)
    return model.predict(queries), list(model.staged_predict(queries))


def predict_alone(X: np.ndarray, y: np.ndarray, queries: np.ndarray, **options: float) -> np.ndarray:
    """Fit a new model and ask for the last predictions only, twice."""
    model = _fitted(X, y, options)
    model.predict(queries)
    return model.predict(queries)


def fit_twice(X: np.ndarray, y: np.ndarray, other_X: np.ndarray, other_y: np.ndarray, queries: np.ndarray) -> tuple:
    """Fit one model on some rows and then on others; return its answers to the queries."""
    model = _fitted(X, y, {"n_stumps": 8})
    model.predict(queries)
    model.fit(other_X, other_y)
    return model.predict(queries), list(model.staged_predict(queries))


def two_models(X: np.ndarray, y: np.ndarray, other_X: np.ndarray, other_y: np.ndarray, queries: np.ndarray) -> tuple:
    """Fit one model, then another with other options; return what the first one answers."""
    model = _fitted(X, y, {"n_stumps": 8})
    _fitted(other_X, other_y, {"n_stumps": 5, "learning_rate": 0.7})
    return model.predict(queries), list(model.staged_predict(queries))
