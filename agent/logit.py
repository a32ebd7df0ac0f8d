"""Probabilities out of measures and learned weights: the multinomial logit that the learned opinions share."""

import math
from collections.abc import Mapping


def probabilities(
    measured: Mapping[str, float], weights: Mapping[str, tuple[float, ...]], n_classes: int
) -> tuple[float, ...]:
    """Give the probability of each class, in the order of the weights; measures without a weight do not count."""
    sums = [0.0] * n_classes
    for name, value in measured.items():
        row = weights.get(name)
        if row is not None and value:
            for n, weight in enumerate(row):
                sums[n] += weight * value
    highest = max(sums)
    shares = [math.exp(one - highest) for one in sums]
    whole = sum(shares)
    return tuple(share / whole for share in shares)
