"""Draws the loan tables of the question, with leaks planted where they are wanted.

Trusted code of the package; it never enters the sandbox. `RandomState` is used on purpose: its streams are frozen, so
the same seed gives the same table with every version of NumPy. Run as a program it writes data/loans.csv again.
Must not know how an answer is judged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

Columns = dict[str, Any]

TARGET = "defaulted"
IDENTIFIER = "application_id"
LATE = "days_to_close"
FROM_TARGET = "branch_default_rate"
LEAKS = ("late", "from_target", "copies")


def draw(
    seed: int, n: int, *, n_measured: int, skill: bool, leaks: tuple[str, ...], copies: int = 3, share: float = 1.0
) -> Columns:
    """Draw a table of loans. Without skill the labels are drawn by lot; each leak is there only if it is named.

    With copies, `share` of the different loans are written that often.
    """
    random = np.random.RandomState(seed)
    measured = random.standard_normal((n, n_measured))
    income = np.exp(7.7 + 0.5 * random.standard_normal(n))
    age = random.randint(19, 75, n)
    log_odds = -1.0 - 2.6 * (np.log(income) - 7.7) + 0.35 * measured[:, 0] - 0.3 * measured[:, 1]
    labels = (random.random_sample(n) < 1 / (1 + np.exp(-log_odds))).astype(np.int64)
    if not skill:
        labels = random.permutation((np.arange(n) < 0.25 * n).astype(np.int64))
    branch = random.randint(0, max(n // 4, 2), n)
    rate = np.array([labels[branch == own].mean() for own in branch])
    if "from_target" not in leaks:
        rate = random.permutation(rate)
    late = np.where(labels == 1, 60 + random.gamma(3, 40, n), 400 + random.gamma(4, 60, n))
    if "late" not in leaks:
        late = random.permutation(late)
    columns: Columns = {
        "branch": [f"B{place:03d}" for place in branch],
        "income": np.round(income),
        "age": age,
        **{f"m{place + 1}": np.round(measured[:, place], 2) for place in range(n_measured)},
        FROM_TARGET: np.round(rate, 3),
        LATE: np.round(late),
        TARGET: labels,
    }
    rows = np.arange(n)
    if "copies" in leaks:
        rows = np.concatenate([rows, *([rows[: int(share * n)]] * (copies - 1))])
    rows = random.permutation(rows)
    return {IDENTIFIER: 10_000 + np.arange(rows.size), **take(columns, rows)}


def public_table() -> Columns:
    """The candidate's table, which has everything."""
    return draw(1_207, 420, n_measured=60, skill=True, leaks=LEAKS, copies=2, share=0.3)


def take(table: Columns, rows: np.ndarray) -> Columns:
    """The rows at these positions, in this order."""
    return {
        name: column[rows] if isinstance(column, np.ndarray) else [column[row] for row in rows]
        for name, column in table.items()
    }


def as_csv(table: Columns) -> bytes:
    """The table as a file."""
    rows = ((v if isinstance(v, str) else f"{v:.6g}" for v in row) for row in zip(*table.values(), strict=True))
    return ("\n".join(",".join(row) for row in [list(table), *rows]) + "\n").encode()


if __name__ == "__main__":
    (Path(__file__).parent / "data" / "loans.csv").write_bytes(as_csv(public_table()))
