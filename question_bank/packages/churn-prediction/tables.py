"""The tables that the checks of the churn question ask with, all drawn from the generator.

Plain data: must not know how an answer is judged. Tables that many checks share are made once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np


def _neighbour(name: str) -> ModuleType:
    path = Path(__file__).parent / f"{name}.py"
    module = ModuleType(f"{__name__}_{name}")
    module.__file__ = str(path)
    exec(compile(path.read_bytes(), module.__file__, "exec"), module.__dict__)  # noqa: S102 - trusted, like this file
    return module


customers = _neighbour("generate")
Columns = dict[str, Any]

N_TWINS = 150
N_COMPANY = 60
N_WITH_GAPS = 40
"""Among the company: customers without minutes or their change, whose scores show what a gap is filled with."""
N_NOISE = 700
NOISE_SHARE = 0.3

_N_ODD = 40
_N_KEEN = 200


# --- As drawn ----------------------------------------------------------------------------------------------------


@cache
def public() -> Columns:
    """The candidate's table."""
    return customers.public_table()


@cache
def holdout() -> tuple[Columns, np.ndarray, np.ndarray]:
    """Customers of later months, their labels, and the probabilities that these were drawn with."""
    return customers.holdout()


@cache
def once() -> np.ndarray:
    """Rows of the public table without the repeated ones."""
    return np.sort(np.unique(public()[customers.IDENTIFIER], return_index=True)[1])


def sample(n_rows: int, seed: int) -> Columns:
    """This many different customers of the public table."""
    return customers.take(public(), np.random.RandomState(seed).permutation(once())[:n_rows])


@cache
def small() -> Columns:
    """600 customers, ten of them written twice, as in the public table."""
    return customers.take(sample(600, seed=1), np.concatenate([np.arange(600), np.arange(10) * 7]))


def few_asked() -> Columns:
    """40 customers of later months."""
    return customers.take(holdout()[0], np.arange(40))


def first_asked(n_rows: int) -> Columns:
    """The first customers of the hold-out."""
    return customers.take(holdout()[0], np.arange(n_rows))


def late_columns_emptied(table: Columns) -> Columns:
    """The same table without what is written after the fact."""
    n_rows = len(table[customers.IDENTIFIER])
    return table | {name: np.full(n_rows, np.nan) for name in customers.LEAKS}


def shuffled_labels(table: Columns, seed: int) -> Columns:
    """The same customers; who left is drawn anew."""
    return table | {customers.TARGET: np.random.RandomState(seed).permutation(table[customers.TARGET])}


def nothing_to_learn(rng: np.random.Generator) -> Columns:
    """Customers with labels by chance, each written twice as the export sometimes does.

    Three in ten are said to have left: with that many the noise of a fair estimate is small on few rows.
    """
    rows = rng.permutation(once())[:N_NOISE]
    table = customers.take(public(), rows)
    table[customers.TARGET] = rng.permutation((np.arange(N_NOISE) < NOISE_SHARE * N_NOISE).astype(np.int64))
    return customers.take(table, rng.permutation(np.repeat(np.arange(N_NOISE), 2)))


# --- The same customers in several forms -------------------------------------------------------------------------


def risky_customer() -> dict[str, Any]:
    """A customer at clear risk, by behaviour and by categories alike, so that neither can be lost unnoticed.

    Not an extreme one: there the rest of the row would make up for a wrong scale or code.
    """
    return {
        customers.IDENTIFIER: np.array([123_457]),
        "snapshot_month": ["2025-09"],
        "country": ["US"],
        "plan": ["free"],
        "platform": ["android"],
        "acquisition_channel": ["paid_social"],
        "tenure_days": np.array([70]),
        "minutes_on_app_30d": np.array([30.0]),
        "sessions_30d": np.array([5]),
        "interactions_30d": np.array([18]),
        "minutes_change_pct": np.array([-35.0]),
        "days_since_last_session": np.array([6]),
        "friends_in_app": np.array([1]),
        "push_enabled": np.array([0]),
        "support_tickets_90d": np.array([1]),
        "failed_payments_90d": np.array([0]),
        "app_rating": np.array([3.0]),
        customers.LEAKS[0]: np.array([np.nan]),
        customers.LEAKS[1]: np.array([np.nan]),
    }


@cache
def twin_rows() -> np.ndarray:
    """Where in the hold-out the twins come from (the first twin is the risky customer, who is in no table)."""
    table = holdout()[0]
    gap = np.isnan(table["minutes_on_app_30d"]) | np.isnan(table["minutes_change_pct"])
    later = np.flatnonzero(gap)
    ordinary = np.arange(1_000, 1_000 + N_TWINS - 1 - N_WITH_GAPS)
    return np.concatenate([later[later >= 1_200][:N_WITH_GAPS], ordinary])


@cache
def twins() -> tuple[Columns, np.ndarray]:
    """Three copies of each customer, in mixed order and with mixed columns, and where each copy went.

    Copy 0 is as the day of prediction has it, copy 1 has the late columns filled in as for a leaver, copy 2 has
    another identifier.
    """
    random = np.random.RandomState(77)
    base = _stack(risky_customer(), customers.take(holdout()[0], twin_rows()))
    late = base | {
        customers.LEAKS[0]: random.randint(30, 70, N_TWINS).astype(np.float64),
        customers.LEAKS[1]: random.randint(1, 4, N_TWINS).astype(np.float64),
    }
    renamed = base | {customers.IDENTIFIER: random.permutation(900_000)[:N_TWINS] + 100_000}
    order = random.permutation(3 * N_TWINS)
    mixed = customers.take(_stack(base, late, renamed), order)
    columns = [str(name) for name in random.permutation(list(mixed))]
    return {name: mixed[name] for name in columns}, np.argsort(order).reshape(3, N_TWINS)


@cache
def company() -> Columns:
    """The first twins, among unusually keen customers and ones with unseen levels and gaps."""
    table, place = twins()
    first = customers.take({name: table[name] for name in customers.COLUMNS}, place[0][:N_COMPANY])
    safest = np.argsort(holdout()[2], kind="stable")[:_N_KEEN]
    return _stack(first, customers.take(holdout()[0], safest), _odd_customers())


def _odd_customers() -> Columns:
    odd = customers.take(holdout()[0], np.arange(2_000, 2_000 + _N_ODD))
    quarter = _N_ODD // 4
    odd |= {
        "snapshot_month": ["2026-01"] * _N_ODD,
        "country": ["AE", "AR", "AU", None] * quarter,
        "plan": ["annual_plus"] * 2 * quarter + [None] * 2 * quarter,
        "platform": ["amazon_fire"] * quarter + [None] * quarter + ["ios"] * 2 * quarter,
        "acquisition_channel": ["affiliate"] * 2 * quarter + [None] * 2 * quarter,
    }
    every_other = np.arange(_N_ODD) % 2 == 0
    for name in ("sessions_30d", "interactions_30d", "tenure_days", "friends_in_app", "days_since_last_session"):
        odd[name] = np.where(every_other, np.nan, odd[name].astype(np.float64))
    for name in ("minutes_on_app_30d", "minutes_change_pct", "app_rating"):
        odd[name] = np.full(_N_ODD, np.nan)
    return odd


def _stack(*several: Columns) -> Columns:
    first = several[0]
    return {
        name: np.concatenate([table[name] for table in several])
        if isinstance(first[name], np.ndarray)
        else [value for table in several for value in table[name]]
        for name in first
    }
