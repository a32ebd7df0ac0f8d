"""Draws the scored cases of the question: the public table, and others that only the checks see.

Trusted code of the package; it never enters the sandbox. `RandomState` is used on purpose: its streams are frozen, so
the same seed gives the same table with every version of NumPy. Run as a program it writes data/scored.csv again. Must
not know how an answer is judged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

PUBLIC_SEED = 20_260_518
N_PUBLIC = 1_400

Columns = dict[str, Any]


def draw(
    seed: int, n_rows: int, *, share: float = 0.08, separation: float = 1.6, decimals: int = 2, scale: str = "share"
) -> Columns:
    """Cases with the score of a model, whether they were bad, and the part they belong to; parts come mixed.

    Scores are rounded, so many are equal. `scale`: "share" for numbers from 0 to 1, "logit" for any.
    """
    random = np.random.RandomState(seed)
    bad = (random.random_sample(n_rows) < share).astype(np.int64)
    logits = separation * bad + random.standard_normal(n_rows) - 1.5
    scores = logits if scale == "logit" else 1.0 / (1.0 + np.exp(-logits))
    part = ["validation" if low else "test" for low in random.random_sample(n_rows) < 0.5]
    return {
        "case_id": 5_000 + random.permutation(n_rows),
        "part": part,
        "score": np.round(scores, decimals),
        "bad": bad,
    }


def as_csv(table: Columns) -> bytes:
    """The table as a file."""
    rows = zip(*table.values(), strict=True)
    lines = [",".join(table), *(f"{case},{part},{score:.2f},{bad}" for case, part, score, bad in rows)]
    return ("\n".join(lines) + "\n").encode()


if __name__ == "__main__":
    folder = Path(__file__).parent / "data"
    folder.mkdir(exist_ok=True)
    (folder / "scored.csv").write_bytes(as_csv(draw(PUBLIC_SEED, N_PUBLIC)))
