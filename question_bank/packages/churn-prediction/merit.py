"""Figures of merit of the churn question, written out so that no library's definition decides.

Knows what an offer costs and earns; must not know lines, margins or how an answer is asked for.
"""

from __future__ import annotations

import numpy as np

OFFER_EUROS = 4.0
SAVED_EUROS = 96.0
SAVED_SHARE = 0.25
"""What the fact sheet says of money."""

METRICS = (
    "accuracy",
    "average_precision",
    "brier",
    "f1",
    "lift_at_10_percent",
    "log_loss",
    "precision_at_10_percent",
    "recall_at_10_percent",
    "roc_auc",
    "value_per_customer",
)
SPELLINGS = {"pr_auc": "average_precision", "ap": "average_precision", "auc": "roc_auc", "brier_score": "brier"}
SMALLER_IS_BETTER = {"brier", "log_loss"}
NEED_A_THRESHOLD = {"accuracy", "f1", "value_per_customer"}


def average_precision(labels: np.ndarray, scores: np.ndarray) -> float:
    """Mean precision at the positives; customers with the same score enter together."""
    order = np.argsort(-scores, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(scores[order])), scores.size - 1)
    hits = np.cumsum(labels[order])[ends]
    return float(np.sum(np.diff(hits, prepend=0) * hits / (ends + 1)) / max(labels.sum(), 1))


def roc_auc(labels: np.ndarray, scores: np.ndarray) -> float:
    """Probability that a leaver has the higher score; ties count half."""
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[group]
    n_positive = labels.sum()
    above = ranks[labels == 1].sum() - n_positive * (n_positive + 1) / 2
    return float(above / (n_positive * (labels.size - n_positive)))


def value_per_customer(labels: np.ndarray, scores: np.ndarray, threshold: float) -> float:
    """Euros per customer when everybody from the threshold on gets the offer."""
    return float(np.mean((scores >= threshold) * (SAVED_SHARE * SAVED_EUROS * labels - OFFER_EUROS)))


def _f1(labels: np.ndarray, scores: np.ndarray, threshold: float) -> float:
    chosen = scores >= threshold
    return float(2 * labels[chosen].sum() / max(chosen.sum() + labels.sum(), 1))


def _hits_in_the_top_tenth(labels: np.ndarray, scores: np.ndarray) -> tuple[float, int]:
    n_top = max(1, round(0.1 * labels.size))
    order = np.argsort(-scores, kind="stable")
    line = scores[order[n_top - 1]]
    above, level = scores > line, scores == line
    return float(labels[above].sum() + labels[level].mean() * (n_top - above.sum())), n_top


def measure(metric: str, labels: np.ndarray, scores: np.ndarray, threshold: float) -> float:
    """The named metric on these customers."""
    match metric:
        case "accuracy":
            return float(np.mean((scores >= threshold) == labels))
        case "average_precision":
            return average_precision(labels, scores)
        case "brier":
            return float(np.mean((scores - labels) ** 2))
        case "f1":
            return _f1(labels, scores, threshold)
        case "log_loss":
            bounded = np.clip(scores, 1e-15, 1 - 1e-15)
            return float(-np.mean(np.where(labels == 1, np.log(bounded), np.log1p(-bounded))))
        case "roc_auc":
            return roc_auc(labels, scores)
        case "value_per_customer":
            return value_per_customer(labels, scores, threshold)
    hits, n_top = _hits_in_the_top_tenth(labels, scores)
    if metric == "recall_at_10_percent":
        return hits / max(labels.sum(), 1)
    if metric == "precision_at_10_percent":
        return hits / n_top
    return hits / n_top / max(labels.mean(), 1e-12)


def best_value(labels: np.ndarray, scores: np.ndarray) -> float:
    """Euros per customer at the best threshold for these scores."""
    order = np.argsort(-scores, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(scores[order])), scores.size - 1)
    euros = np.cumsum(SAVED_SHARE * SAVED_EUROS * labels[order] - OFFER_EUROS)[ends]
    return float(max(euros.max(), 0.0) / labels.size)


def share_at_best(labels: np.ndarray, scores: np.ndarray) -> float:
    order = np.argsort(-scores, kind="stable")
    euros = np.cumsum(SAVED_SHARE * SAVED_EUROS * labels[order] - OFFER_EUROS)
    return float((euros.argmax() + 1) / labels.size)
