"""What a few levels say about a person: a mean with an interval, and a line through them. Numbers in, numbers out.

The mean and its interval are those of the normal model with unknown mean and variance under its conjugate
(normal-inverse-gamma) prior: K. Murphy, "Conjugate Bayesian analysis of the Gaussian distribution" (2007), section 3;
also Gelman et al., "Bayesian Data Analysis", 3rd ed., section 3.3. An observation of weight w enters as its likelihood
to the power w (power prior: Ibrahim and Chen, Statistical Science 15, 2000).
"""

import math
from collections.abc import Sequence
from statistics import NormalDist

from msgspec import Struct

LOWEST_LEVEL, HIGHEST_LEVEL = 1.0, 4.0
PRIOR_MEAN = 2.5
"""The middle of the levels: with nothing seen, neither good nor bad."""
PRIOR_WEIGHT = 1.0
"""Sessions that the prior counts for."""
PRIOR_SPREAD = 0.75
"""Standard deviation of a person's levels that is assumed first. A choice: it makes the interval after one session
about two levels wide, and keeps it from closing when a few sessions happen to agree."""
PRIOR_SHAPE = 2.0
"""The assumed spread counts like twice as many sessions: the fewest whole number for which its mean exists."""
LEVEL_OF_INTERVAL = 0.90
LEAST_FOR_TREND = 4
_ROUNDING_VARIANCE = 1 / 12
"""Levels are whole numbers, and rounding to one has this variance (Sheppard): points that lie exactly on a line do not
make the line certain."""


class Estimate(Struct, frozen=True, kw_only=True):
    """A shrunken mean of levels, and the interval that holds the true one with a probability of 90 %."""

    n_sessions: int
    weight: float
    """What they count for together: practice and repeated questions count less than one each."""
    mean: float
    low: float
    high: float


class Trend(Struct, frozen=True, kw_only=True):
    """A line through levels by least squares, in levels a session."""

    n_sessions: int
    slope: float
    standard_error: float
    is_clear: bool
    """The 90 % interval of the slope leaves out zero."""


def estimate(levels: Sequence[tuple[float, float]]) -> Estimate | None:
    """Estimate a mean from pairs of level and weight; None when nothing was seen."""
    total = math.fsum(weight for _, weight in levels)
    if not total:
        return None
    mean_seen = math.fsum(weight * level for level, weight in levels) / total
    squares = math.fsum(weight * (level - mean_seen) ** 2 for level, weight in levels)
    weight_after = PRIOR_WEIGHT + total
    shape = PRIOR_SHAPE + total / 2
    scale = (
        PRIOR_SHAPE * PRIOR_SPREAD**2
        + squares / 2
        + PRIOR_WEIGHT * total * (mean_seen - PRIOR_MEAN) ** 2 / (2 * weight_after)
    )
    mean = (PRIOR_WEIGHT * PRIOR_MEAN + total * mean_seen) / weight_after
    half = student_quantile((1 + LEVEL_OF_INTERVAL) / 2, 2 * shape) * math.sqrt(scale / (shape * weight_after))
    return Estimate(
        n_sessions=len(levels),
        weight=round(total, 3),
        mean=round(mean, 3),
        low=round(max(LOWEST_LEVEL, mean - half), 3),
        high=round(min(HIGHEST_LEVEL, mean + half), 3),
    )


def trend(levels: Sequence[tuple[float, float]]) -> Trend | None:
    """Fit a line to pairs of level and weight in order of time; None for fewer than four.

    Weighted least squares; with equal weights, ordinary least squares. Steps are sessions, not days.
    """
    n = len(levels)
    if n < LEAST_FOR_TREND:
        return None
    total = math.fsum(weight for _, weight in levels)
    mean_place = math.fsum(weight * place for place, (_, weight) in enumerate(levels)) / total
    mean_level = math.fsum(weight * level for level, weight in levels) / total
    width = math.fsum(weight * (place - mean_place) ** 2 for place, (_, weight) in enumerate(levels))
    slope = (
        math.fsum(weight * (place - mean_place) * (level - mean_level) for place, (level, weight) in enumerate(levels))
        / width
    )
    left = math.fsum(
        weight * (level - mean_level - slope * (place - mean_place)) ** 2
        for place, (level, weight) in enumerate(levels)
    )
    standard_error = math.sqrt(max(left / (n - 2), _ROUNDING_VARIANCE) / width)
    return Trend(
        n_sessions=n,
        slope=round(slope, 3),
        standard_error=round(standard_error, 3),
        is_clear=abs(slope) > student_quantile((1 + LEVEL_OF_INTERVAL) / 2, n - 2) * standard_error,
    )


def student_quantile(probability: float, degrees: float) -> float:
    """Give a quantile of Student's t by its expansion about the normal one: Abramowitz and Stegun, 26.7.5.

    Wrong by less than 0.01 at 0.95 for two degrees of freedom or more.
    """
    z = NormalDist().inv_cdf(probability)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + math.fsum(term / degrees**power for power, term in enumerate(terms, start=1))
