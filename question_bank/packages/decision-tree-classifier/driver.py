"""Uses the class as a caller would, and hands plain values out."""

import numpy as np
from solution import DecisionTree


def _fitted(X: np.ndarray, y: np.ndarray, options: dict) -> DecisionTree:
    tree = DecisionTree(**options)
    tree.fit(X, y)
    return tree


def classify(X: np.ndarray, y: np.ndarray, queries: np.ndarray, **options: int | None) -> np.ndarray:
    """Grow a new tree and return the labels of the queries."""
    return _fitted(X, y, options).predict(queries)


def fit_twice(
    X: np.ndarray, y: np.ndarray, other_X: np.ndarray, other_y: np.ndarray, queries: np.ndarray
) -> np.ndarray:
    """Fit one tree on some rows and then on others; return its answers to the queries."""
    tree = _fitted(X, y, {})
    tree.predict(queries)
    tree.fit(other_X, other_y)
    return tree.predict(queries)


def two_trees(
    X: np.ndarray, y: np.ndarray, other_X: np.ndarray, other_y: np.ndarray, queries: np.ndarray
) -> np.ndarray:
    """Fit one tree, then another with other options; return what the first one answers."""
    tree = _fitted(X, y, {})
    _fitted(other_X, other_y, {"max_depth": 1, "min_leaf": 3})
    return tree.predict(queries)
