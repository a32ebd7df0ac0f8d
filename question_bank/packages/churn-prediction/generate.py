"""Draws the customers of the question: the public table and the hold-out that only the checks see.

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
from numpy.typing import NDArray

Column = NDArray[Any] | list[str | None]

TARGET = "churned"
IDENTIFIER = "customer_id"
LEAKS = ("days_since_last_login_at_extract", "exit_survey_score")
COLUMNS = (
    IDENTIFIER,
    "snapshot_month",
    "country",
    "plan",
    "platform",
    "acquisition_channel",
    "tenure_days",
    "minutes_on_app_30d",
    "sessions_30d",
    "interactions_30d",
    "minutes_change_pct",
    "days_since_last_session",
    "friends_in_app",
    "push_enabled",
    "support_tickets_90d",
    "failed_payments_90d",
    "app_rating",
    *LEAKS,
)

N_PUBLIC = 3_500
N_REPEATED = 110
"""Rows of the public table that the export wrote twice."""
N_HOLDOUT = 4_500
PUBLIC_MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 10))
HOLDOUT_MONTHS = ("2025-10", "2025-11", "2025-12")
PUBLIC_SEED = 20_250_901
HOLDOUT_SEED = 20_251_231

_COUNTRIES = ("US", "GB", "DE", "FR", "IN", "BR", "ES", "CA", "NL", "PT", "NO", "KE", "NZ", "IS")
_COUNTRY_SHARES = (0.30, 0.15, 0.13, 0.09, 0.09, 0.08, 0.06, 0.05, 0.025, 0.011, 0.006, 0.004, 0.003, 0.001)
_COUNTRY_RISK = {"IN": 0.30, "BR": 0.25, "US": 0.05, "DE": -0.20, "NL": -0.25, "NO": -0.3, "KE": 0.3}
_PLANS = ("free", "monthly", "annual", "student", "family")
_PLAN_SHARES = (0.46, 0.30, 0.16, 0.055, 0.025)
_PLAN_RISK = {"free": 0.35, "monthly": 0.15, "annual": -1.05, "student": 0.0, "family": -0.75}
_CHANNELS = ("organic", "paid_social", "referral", "app_store_ad", "partner_gym")
_CHANNEL_RISK = {"organic": -0.1, "paid_social": 0.55, "referral": -0.35, "app_store_ad": 0.15, "partner_gym": -0.2}


def draw(
    seed: int, n_customers: int, months: tuple[str, ...], *, first_month: int
) -> tuple[dict[str, Column], NDArray[np.int64], NDArray[np.float64]]:
    """Draw customers as they stood at the end of a month.

    Returns the columns without the target (the two late columns filled in, as an export after the fact has them), the
    target, and the probability that it was drawn with. `first_month` counts months since the first public one, so
    that the slow drift goes on where the public table ends.
    """
    random = np.random.RandomState(seed)
    n = n_customers
    month = random.randint(0, len(months), n)
    age_of_data = (month + first_month) / 9.0  # 0 at the first public month, 1 at the first hidden one

    country = _choose(random, _COUNTRIES, np.array(_COUNTRY_SHARES), n)
    plan = _choose(random, _PLANS, np.array(_PLAN_SHARES), n)
    platform = np.where(random.random_sample(n) < 0.44, "ios", "android")
    platform = np.where(random.random_sample(n) < 0.05, "web", platform)
    channel = _choose_channel(random, age_of_data)
    paying = plan != "free"

    tenure = np.minimum(np.ceil(random.gamma(1.25, 260.0, n)) + random.randint(1, 8, n), 2_190).astype(np.int64)

    # One hidden quantity ties the behaviour together; it is never written into the table.
    engagement = random.standard_normal(n) + 0.35 * paying - 0.12 * age_of_data - 0.25 * (channel == "paid_social")
    sessions = random.poisson(np.exp(2.25 + 0.62 * engagement))
    minutes_each = np.exp(1.95 + 0.18 * engagement + 0.35 * random.standard_normal(n))
    minutes = np.round(sessions * minutes_each, 1)
    interactions = random.poisson(sessions * np.exp(1.25 + 0.40 * random.standard_normal(n)))
    idle_days = np.minimum(random.exponential(30.0 / (sessions + 1.0), n) * 1.25, 30.0).astype(np.int64)
    idle_days = np.where(sessions == 0, 30 + random.geometric(0.06, n), idle_days)
    change = np.round(
        np.clip(100.0 * (np.exp(0.42 * random.standard_normal(n) + 0.05 * engagement) - 1.0), -95, 400), 1
    )
    change = np.where(sessions == 0, -100.0, change)
    friends = random.poisson(np.exp(0.55 + 0.35 * engagement + 0.3 * (channel == "referral")))
    push = (random.random_sample(n) < 0.58 + 0.08 * np.tanh(engagement)).astype(np.int64)
    tickets = random.poisson(np.exp(-1.35 + 0.75 * random.standard_normal(n) + 0.25 * paying))
    failed = np.where(paying & (plan != "annual"), random.poisson(0.16, n), 0)
    satisfaction = random.standard_normal(n) + 0.35 * engagement - 0.45 * np.minimum(tickets, 4)
    rating = np.clip(np.round(3.9 + 0.95 * satisfaction), 1, 5)

    log_odds = -4.15 + 1.2 * (
        0.22 * age_of_data
        + _look_up(_PLAN_RISK, plan)
        + _look_up(_COUNTRY_RISK, country)
        + _look_up(_CHANNEL_RISK, channel)
        + 0.12 * (platform == "android")
        + 1.05 * np.exp(-tenure / 60.0)  # the first weeks are the riskiest
        - 0.18 * np.log(tenure / 365.0 + 0.2)
        - 0.50 * engagement
        + 0.070 * np.minimum(idle_days, 40)
        - 1.50 * np.tanh(change / 45.0)  # a drop in use says more than low use
        + 0.42 * np.minimum(tickets, 5)
        + 1.05 * np.minimum(failed, 2)
        - 0.40 * satisfaction
        - 0.09 * np.minimum(friends, 8)
        - 0.35 * push
        + 0.60 * ((change < -30) & (tickets >= 1))
    )
    probability = 1.0 / (1.0 + np.exp(-log_odds))
    churned = (random.random_sample(n) < probability).astype(np.int64)

    stays_silent = random.random_sample(n) < 0.58 - 0.05 * push
    late_login = np.where(
        churned == 1, 21 + random.gamma(3.0, 8.0, n), np.minimum(idle_days * 0.5 + random.exponential(5.0, n), 58.0)
    ).astype(np.int64)
    survey = np.where(random.random_sample(n) < np.where(churned == 1, 0.42, 0.004), 1.0, np.nan)
    survey *= np.clip(np.round(2.2 + 1.1 * random.standard_normal(n)), 1, 5)

    no_history = tenure < 60
    columns: dict[str, Column] = {
        IDENTIFIER: random.permutation(900_000)[:n] + 100_000,
        "snapshot_month": [months[index] for index in month],
        "country": _with_gaps(country, random.random_sample(n) < 0.015),
        "plan": plan.tolist(),
        "platform": platform.tolist(),
        "acquisition_channel": _with_gaps(channel, random.random_sample(n) < 0.09),
        "tenure_days": tenure,
        "minutes_on_app_30d": np.where(random.random_sample(n) < 0.04, np.nan, minutes),
        "sessions_30d": sessions,
        "interactions_30d": interactions,
        "minutes_change_pct": np.where(no_history, np.nan, change),
        "days_since_last_session": idle_days,
        "friends_in_app": friends,
        "push_enabled": push,
        "support_tickets_90d": tickets,
        "failed_payments_90d": failed,
        "app_rating": np.where(stays_silent, np.nan, rating),
        LEAKS[0]: late_login.astype(np.float64),
        LEAKS[1]: survey,
    }
    return columns, churned, probability


def public_table() -> dict[str, Column]:
    """The candidate's table: all columns and the target, some rows twice, in the order of the export."""
    columns, churned, _ = draw(PUBLIC_SEED, N_PUBLIC, PUBLIC_MONTHS, first_month=0)
    table: dict[str, Column] = {**columns, TARGET: churned}
    random = np.random.RandomState(PUBLIC_SEED + 1)
    rows = np.concatenate([np.arange(N_PUBLIC), random.permutation(N_PUBLIC)[:N_REPEATED]])
    return take(table, rows[random.permutation(rows.size)])


def holdout() -> tuple[dict[str, Column], NDArray[np.int64], NDArray[np.float64]]:
    """The three months after the public table, as known on the day of prediction: the two late columns are empty."""
    columns, churned, probability = draw(HOLDOUT_SEED, N_HOLDOUT, HOLDOUT_MONTHS, first_month=9)
    return columns | {name: np.full(N_HOLDOUT, np.nan) for name in LEAKS}, churned, probability


def take(table: dict[str, Column], rows: NDArray[np.int64]) -> dict[str, Column]:
    """The rows at these positions, in this order."""
    return {
        name: column[rows] if isinstance(column, np.ndarray) else [column[row] for row in rows]
        for name, column in table.items()
    }


def as_csv(table: dict[str, Column]) -> bytes:
    """The table as a person would get it by mail; a missing value is an empty field."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(zip(*(_fields(name, column) for name, column in table.items()), strict=True))
    return text.getvalue().encode()


def _fields(name: str, column: Column) -> list[str]:
    if isinstance(column, list):
        return [value or "" for value in column]
    digits = 1 if name in {"minutes_on_app_30d", "minutes_change_pct"} else 0
    return ["" if np.isnan(value) else f"{value:.{digits}f}" for value in column.astype(np.float64)]


def _choose(
    random: np.random.RandomState, names: tuple[str, ...], shares: NDArray[np.float64], n: int
) -> NDArray[np.str_]:
    edges = np.cumsum(shares / shares.sum())[:-1]
    return np.array(names)[np.searchsorted(edges, random.random_sample(n), side="right")]


def _choose_channel(random: np.random.RandomState, age_of_data: NDArray[np.float64]) -> NDArray[np.str_]:
    """Paid social grows from month to month at the expense of organic: part of the drift."""
    paid = 0.18 + 0.10 * age_of_data
    shares = np.stack([0.62 - paid, paid, np.full_like(paid, 0.20), np.full_like(paid, 0.16)])
    return np.array(_CHANNELS)[(random.random_sample(paid.size) > np.cumsum(shares, axis=0)).sum(axis=0)]


def _look_up(risks: dict[str, float], names: NDArray[np.str_]) -> NDArray[np.float64]:
    return np.array([risks.get(str(name), 0.0) for name in names])


def _with_gaps(names: NDArray[np.str_], missing: NDArray[np.bool_]) -> list[str | None]:
    return [None if gap else str(name) for name, gap in zip(names, missing, strict=True)]


if __name__ == "__main__":
    (Path(__file__).parent / "data" / "customers.csv").write_bytes(as_csv(public_table()))
