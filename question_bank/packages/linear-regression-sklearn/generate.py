"""Draws the deliveries of the question: the public table, and the other cities that only the checks see.

Trusted code of the package; it never enters the sandbox. `RandomState` is used on purpose: its streams are frozen, so
the same seed gives the same table with every version of NumPy. Run as a program it writes data/deliveries.csv again.
Must not know how an answer is judged.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np

TARGET = "minutes"
NUMBERS = ("distance_km", "load_kg", "parcels", "orders_waiting", "courier_months", "temperature_c")
CATEGORIES = ("district", "vehicle", "weather")
PUBLIC_SEED = 20_260_301
N_PUBLIC = 900

_VEHICLES = ("bike", "e_bike", "van")
_WEATHER = ("dry", "rain", "wind", "fog")
_PUBLIC_DISTRICTS = (
    "harbour", "old_town", "station", "university", "west_park", "mill_quarter", "hill", "meadows", "airport"
)  # fmt: skip
_DISTRICT_SHARES = np.array([0.22, 0.18, 0.15, 0.13, 0.11, 0.09, 0.07, 0.04, 0.01])

Columns = dict[str, Any]


class City:
    """How long things take in one city: slopes, what each level adds, and the noise."""

    def __init__(self, seed: int, *, noise: float = 4.0, skill: float = 1.0) -> None:
        random = np.random.RandomState(seed)
        self.noise = noise
        self.districts = [f"zone_{random.randint(100, 1000)}_{place}" for place in "abcdefghi"]
        sign = random.choice([-1.0, 1.0], 2)
        self.slopes = skill * np.array(
            [
                random.uniform(1.8, 3.2),
                random.uniform(0.9, 1.3),
                random.uniform(0.8, 1.8),
                random.uniform(0.2, 0.5),
                -random.uniform(0.10, 0.25),
                sign[0] * random.uniform(0.2, 0.4),
            ]
        )
        self.start = random.uniform(8.0, 20.0)
        self.of_district = skill * random.permutation(np.linspace(-9.0, 9.0, 9))
        self.of_vehicle = skill * random.permutation([-5.0, 0.0, 6.0])
        self.of_weather = skill * random.permutation([0.0, 3.0, 6.0, -4.0])


def public_city() -> City:
    """The city of the candidate's table."""
    city = City(PUBLIC_SEED)
    city.districts = list(_PUBLIC_DISTRICTS)
    return city


def draw(city: City, seed: int, n_rows: int, *, gaps: bool = True) -> Columns:
    """Deliveries of this city with their minutes. A gap says nothing about the delivery: it comes by chance."""
    random = np.random.RandomState(seed)
    n = n_rows
    numbers = np.stack(
        [
            np.round(random.gamma(3.0, 1.4, n) + 0.3, 2),
            np.round(np.maximum(20.0 + 5.0 * random.standard_normal(n), 1.0), 1),
            1.0 + random.poisson(1.6, n),
            random.randint(0, 31, n).astype(np.float64),
            np.round(random.gamma(2.0, 9.0, n)),
            np.round(12.0 + 7.0 * random.standard_normal(n), 1),
        ]
    )
    district = random.choice(9, n, p=_DISTRICT_SHARES)
    vehicle = random.choice(3, n, p=[0.5, 0.3, 0.2])
    weather = random.choice(4, n, p=[0.55, 0.25, 0.15, 0.05])
    minutes = (
        city.start
        + city.slopes @ numbers
        + city.of_district[district]
        + city.of_vehicle[vehicle]
        + city.of_weather[weather]
        + city.noise * random.standard_normal(n)
    )
    table: Columns = dict(zip(NUMBERS, numbers, strict=True))
    table["district"] = [city.districts[place] for place in district]
    table["vehicle"] = [_VEHICLES[place] for place in vehicle]
    table["weather"] = [_WEATHER[place] for place in weather]
    if gaps:
        table["load_kg"] = np.where(random.random_sample(n) < 0.12, np.nan, table["load_kg"])
        table["courier_months"] = np.where(random.random_sample(n) < 0.08, np.nan, table["courier_months"])
        lost = random.random_sample(n) < 0.06
        table["weather"] = [None if gone else name for name, gone in zip(table["weather"], lost, strict=True)]
    table[TARGET] = np.round(minutes, 1)
    return table


def take(table: Columns, rows: Any) -> Columns:
    """The rows at these positions, in this order."""
    return {
        name: column[rows] if isinstance(column, np.ndarray) else [column[row] for row in rows]
        for name, column in table.items()
    }


def without_target(table: Columns) -> Columns:
    """The columns that are known before the courier leaves."""
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
    table = draw(public_city(), PUBLIC_SEED + 1, N_PUBLIC)
    folder = Path(__file__).parent / "data"
    folder.mkdir(exist_ok=True)
    (folder / "deliveries.csv").write_bytes(as_csv(table))
