"""Draws the tables of the question: measurements of parts from several machines, and whether each part was good.

Trusted code of the package; it never enters the sandbox. `RandomState` is used on purpose: its streams are frozen, so
the same seed gives the same table with every version of NumPy. Run as a program it writes data/parts.csv again.
Must not know how an answer is judged.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

TARGET = "good"
Columns = dict[str, np.ndarray]


def smooth(seed: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Twenty measurements, all of which count a little: the border is flat, and labels are a little noisy."""
    random = np.random.RandomState(seed)
    x = random.standard_normal((n, 20))
    log_odds = 2.0 * (x @ np.linspace(-1.0, 1.0, 20))
    return x, (random.random_sample(n) < 1 / (1 + np.exp(-log_odds))).astype(np.int64)


def wiggly(seed: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Two measurements on a chequered floor: the border turns often, and labels are nearly clean."""
    random = np.random.RandomState(seed)
    x = random.random_sample((n, 2)) * 3.4
    label = (np.floor(x[:, 0]) + np.floor(x[:, 1])) % 2
    flipped = random.random_sample(n) < 0.03
    return x, np.where(flipped, 1 - label, label).astype(np.int64)


def bent(seed: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Six measurements that count in pairs, none of them by itself."""
    random = np.random.RandomState(seed)
    x = random.standard_normal((n, 6))
    log_odds = 4.0 * (x[:, 0] * x[:, 1] + x[:, 2] * x[:, 3])
    return x, (random.random_sample(n) < 1 / (1 + np.exp(-log_odds))).astype(np.int64)


def chance(seed: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Four measurements that say nothing; half the parts are good."""
    random = np.random.RandomState(seed)
    return random.standard_normal((n, 4)), random.permutation(np.arange(n) % 2)


def table(x: np.ndarray, good: np.ndarray, names: str, *, scale_seed: int = 0) -> Columns:
    """Write measurements in units of very different size, as gauges have them, and round to three digits."""
    random = np.random.RandomState(scale_seed)
    width = x.shape[1]
    scale, offset = 10.0 ** random.randint(-2, 4, width), random.randint(-3, 4, width) * 5.0
    # The same scale for every table of a machine, so that tables of one seed belong together.
    columns = {f"{names}{place}": scale[place] * (x[:, place] + offset[place]) for place in range(width)}
    return {**columns, TARGET: good}


def public_table() -> Columns:
    """The candidate's table, from a machine of neither kind."""
    random = np.random.RandomState(606)
    x = random.standard_normal((400, 5))
    log_odds = 3.0 * (np.sin(1.6 * x[:, 0]) + x[:, 1] * x[:, 2] + 0.6 * x[:, 3])
    good = (random.random_sample(400) < 1 / (1 + np.exp(-log_odds))).astype(np.int64)
    return table(x, good, "gauge_", scale_seed=9)


def as_csv(columns: Columns) -> bytes:
    """The table as a file, measurements with six significant digits."""
    rows = ([*(f"{value:.6g}" for value in row[:-1]), str(row[-1])] for row in zip(*columns.values(), strict=True))
    return ("\n".join(",".join(row) for row in [list(columns), *rows]) + "\n").encode()


if __name__ == "__main__":
    (Path(__file__).parent / "data" / "parts.csv").write_bytes(as_csv(public_table()))
