"""Draws the card transactions of the question: the public table and the later days that only the checks see.

Trusted code of the package; it never enters the sandbox. `RandomState` is used on purpose: its streams are frozen, so
the same seed gives the same table with every version of NumPy. Run as a program it writes data/transactions.csv again.
Must not know how an answer is judged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

Columns = dict[str, Any]

TARGET = "fraud"
LATE = "disputed"
COLUMNS = ("day", "hour", "amount", "km", "last_hour", "shop", "new_shop", "abroad", LATE)

N_PUBLIC = 11_500
N_LATER = 40_000
PUBLIC_SEED = 19_783
LATER_SEED = 19_884

_SHOPS = ("food", "fuel", "cafe", "wear", "tech", "game", "gift", "trip", "home")
_SHARES = (0.30, 0.14, 0.16, 0.11, 0.06, 0.05, 0.03, 0.07, 0.08)
_RISK = {"tech": 1.3, "gift": 1.7, "game": 0.8, "trip": 0.3, "food": -0.6, "cafe": -0.8, "fuel": -0.2}
_SIZE = {
    "food": 3.1,
    "fuel": 3.8,
    "cafe": 2.1,
    "wear": 3.8,
    "tech": 4.4,
    "game": 2.8,
    "gift": 3.5,
    "trip": 4.6,
    "home": 3.9,
}


def draw(seed: int, n: int, first_day: int, n_days: int) -> tuple[Columns, np.ndarray, np.ndarray]:
    """Draw transactions: the columns (the late one as it looks weeks after), the target, and its true log-odds."""
    random = np.random.RandomState(seed)
    day = np.sort(first_day + random.randint(0, n_days, n))
    hour = np.floor(24 * random.beta(3.2, 2.2, n)).astype(np.int64)
    shop = np.array(_SHOPS)[np.searchsorted(np.cumsum(_SHARES)[:-1], random.random_sample(n), side="right")]
    amount = np.maximum(np.round(np.exp(np.array([_SIZE[s] for s in shop]) + 0.8 * random.standard_normal(n))), 1)
    abroad = random.random_sample(n) < 0.06
    online = random.random_sample(n) < 0.3
    km = np.round(np.exp(1.6 + 1.1 * random.standard_normal(n) + 3.0 * abroad))
    last_hour = random.poisson(0.35, n) + random.poisson(2.0, n) * (random.random_sample(n) < 0.03)
    new_shop = random.random_sample(n) < 0.25
    night = (hour < 6) | (hour > 22)
    usual = np.array([_SIZE[s] for s in shop])
    log_odds = -12.15 + 1.6 * (
        np.array([_RISK.get(str(s), 0.0) for s in shop])
        + 1.0 * np.maximum(np.log(amount) - usual, 0.0)
        + 0.35 * (np.log(amount) - 3.5)
        + 1.5 * abroad
        + 1.6 * new_shop
        + 0.9 * np.minimum(last_hour, 5)
        + 1.3 * night
        + 1.3 * (abroad & new_shop)
        + 0.4 * online
    )
    fraud = (random.random_sample(n) < 1 / (1 + np.exp(-log_odds))).astype(np.int64)
    disputed = random.random_sample(n) < np.where(fraud == 1, 0.9, 0.0015)
    columns: Columns = {
        "day": day,
        "hour": hour,
        "amount": amount,
        "km": np.where(online, np.nan, km),
        "last_hour": last_hour,
        "shop": [str(name) for name in shop],
        "new_shop": new_shop.astype(np.int64),
        "abroad": abroad.astype(np.int64),
        LATE: disputed.astype(np.int64),
    }
    return columns, fraud, log_odds


def public_table() -> Columns:
    """The candidate's table: twenty days with the target."""
    columns, fraud, _ = draw(PUBLIC_SEED, N_PUBLIC, 1, 20)
    return {**columns, TARGET: fraud}


def later() -> tuple[Columns, np.ndarray, np.ndarray]:
    """The twenty days after, as known when a transaction comes in: nobody has disputed anything yet."""
    columns, fraud, log_odds = draw(LATER_SEED, N_LATER, 21, 20)
    return columns | {LATE: np.zeros(N_LATER, dtype=np.int64)}, fraud, log_odds


def take(table: Columns, rows: np.ndarray) -> Columns:
    """The rows at these positions, in this order."""
    return {
        name: column[rows] if isinstance(column, np.ndarray) else [column[row] for row in rows]
        for name, column in table.items()
    }


def as_csv(table: Columns) -> bytes:
    """The table as a file; a missing value is an empty field."""
    rows = (map(_field, row) for row in zip(*table.values(), strict=True))
    return ("\n".join(",".join(row) for row in [list(table), *rows]) + "\n").encode()


def _field(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if np.isnan(value) else f"{value:.0f}"


if __name__ == "__main__":
    (Path(__file__).parent / "data" / "transactions.csv").write_bytes(as_csv(public_table()))
