"""Runs a search and counts what its fits cost, by wrapping the fit of the classifier."""

from typing import Any

import solution
from sklearn.svm import SVC

MINUTES_OF_A_FIT = 0.5
"""For all rows of the table; fewer rows cost their share."""

_plain_fit = SVC.fit
_rows: list[int] = []


def _counted_fit(self: SVC, X: Any, y: Any, sample_weight: Any = None) -> SVC:
    _rows.append(len(y))
    return _plain_fit(self, X, y, sample_weight)


SVC.fit = _counted_fit


def search(train: Any, *minutes: float) -> dict[str, Any]:
    n_rows = len(train)
    _rows.clear()
    answer = solution.search(train, *minutes)
    return {"answer": answer, "spent": MINUTES_OF_A_FIT * sum(_rows) / n_rows}
