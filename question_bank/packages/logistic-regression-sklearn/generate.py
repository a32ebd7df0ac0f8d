"""Draws the customers of the question: the public table, and the other shops that only the checks see.

Trusted code of the package; it never enters the sandbox. `RandomState` is used on purpose: its streams are frozen, so
the same seed gives the same table with every version of NumPy. Run as a program it writes data/customers.csv again.
Must not know how an answer is judged.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np

TARGET = "bike"
NUMBERS = ("age", "height_cm", "km_per_week", "budget", "metres_of_climb", "visits")
CATEGORIES = ("suburb", "heard_from", "owns")
PUBLIC_SEED = 20_260_401
N_PUBLIC = 900

_PUBLIC_SUBURBS = ("northgate", "riverside", "old_mill", "hillcrest", "lakeview", "garden_row", "quarry", "far_end")
_SUBURB_SHARES = np.array([0.24, 0.20, 0.16, 0.14, 0.11, 0.08, 0.05, 0.02])
_HEARD = ("friend", "street", "web", "club")
_OWNS = ("nothing", "old_bike", "car")

Columns = dict[str, Any]


class Shop:
    """What draws the customers of one shop to each kind of bike."""

    def __init__(self, seed: int, kinds: tuple[str, ...], *, strength: float = 1.0, uneven: float = 0.9) -> None:
        random = np.random.RandomState(seed)
        n = len(kinds)
        self.kinds = tuple(sorted(kinds))
        self.suburbs = [f"part_{random.randint(100, 1000)}_{place}" for place in "abcdefgh"]
        self.slopes = strength * random.standard_normal((n, 6)) * 0.75
        self.of_suburb = strength * random.standard_normal((n, 8)) * 0.9
        self.of_heard = strength * random.standard_normal((n, 4)) * 0.6
        self.of_owns = strength * random.standard_normal((n, 3)) * 0.9
        # The first kind in the alphabet is neither the most nor the least frequent one where there are three or more.
        self.starts = random.permutation(np.linspace(uneven, -uneven, n))


def public_shop() -> Shop:
    """The shop of the candidate's table."""
    shop = Shop(PUBLIC_SEED, ("city", "mountain", "road"))
    shop.suburbs = list(_PUBLIC_SUBURBS)
    return shop


def draw(shop: Shop, seed: int, n_rows: int, *, gaps: bool = True) -> tuple[Columns, np.ndarray]:
    """Customers of this shop with what they bought, and the probabilities that this was drawn with.

    A gap says nothing about the customer: it comes by chance.
    """
    random = np.random.RandomState(seed)
    n = n_rows
    hidden = random.standard_normal((6, n))
    numbers = np.stack(
        [
            np.round(np.clip(41.0 + 13.0 * hidden[0], 16, 85)),
            np.round(174.0 + 9.0 * hidden[1], 1),
            np.round(np.exp(3.2 + 0.6 * hidden[2]), 1),
            np.round(1500.0 + 400.0 * hidden[3], -1),
            np.round(np.maximum(300.0 + 120.0 * hidden[4], 0.0)),
            np.round(np.maximum(4.0 + 1.8 * hidden[5], 1.0)),
        ]
    )
    suburb = random.choice(8, n, p=_SUBURB_SHARES)
    heard = random.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])
    owns = random.choice(3, n, p=[0.5, 0.3, 0.2])
    spread = np.stack([(row - row.mean()) / max(row.std(), 1e-9) for row in numbers])
    logits = (
        shop.starts[:, None]
        + shop.slopes @ spread
        + shop.of_suburb[:, suburb]
        + shop.of_heard[:, heard]
        + shop.of_owns[:, owns]
    )
    logits = logits - logits.max(axis=0)
    probabilities = (np.exp(logits) / np.exp(logits).sum(axis=0)).T
    bought = (random.random_sample(n)[:, None] > np.cumsum(probabilities, axis=1)).sum(axis=1)
    bought = np.minimum(bought, len(shop.kinds) - 1)
    table: Columns = dict(zip(NUMBERS, numbers, strict=True))
    table["suburb"] = [shop.suburbs[place] for place in suburb]
    table["heard_from"] = [_HEARD[place] for place in heard]
    table["owns"] = [_OWNS[place] for place in owns]
    if gaps:
        table["height_cm"] = np.where(random.random_sample(n) < 0.12, np.nan, table["height_cm"])
        table["budget"] = np.where(random.random_sample(n) < 0.10, np.nan, table["budget"])
        lost = random.random_sample(n) < 0.06
        table["heard_from"] = [None if gone else name for name, gone in zip(table["heard_from"], lost, strict=True)]
    table[TARGET] = [shop.kinds[place] for place in bought]
    return table, probabilities


def take(table: Columns, rows: Any) -> Columns:
    """The rows at these positions, in this order."""
    return {
        name: column[rows] if isinstance(column, np.ndarray) else [column[row] for row in rows]
        for name, column in table.items()
    }


def without_target(table: Columns) -> Columns:
    """What is known of a customer who has just come in."""
    return {name: column for name, column in table.items() if name != TARGET}


def as_csv(table: Columns) -> bytes:
    """The table as a person would get it by mail; a missing value is an empty field."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(zip(*(_fields(column) for column in table.values()), strict=True))
    return text.getvalue().encode()


def _fields(column: Any) -> list[str]:
    if isinstance(column, list):
        return [value or "" for value in column]
    return ["" if np.isnan(value) else f"{value:g}" for value in column]


if __name__ == "__main__":
    folder = Path(__file__).parent / "data"
    folder.mkdir(exist_ok=True)
    (folder / "customers.csv").write_bytes(as_csv(draw(public_shop(), PUBLIC_SEED + 1, N_PUBLIC)[0]))
