"""Reads all thresholds off scikit-learn's confusion counts; a threshold between two scores."""

import numpy as np
from scipy.stats import bootstrap


def choose_threshold(table, cost_miss, cost_alarm, capacity=1.0):
    rows = table.loc[table["part"].eq("validation"), ["score", "bad"]].astype(float).to_numpy()
    values, where = np.unique(rows[:, 0], return_inverse=True)
    n_bad = np.bincount(where, weights=rows[:, 1], minlength=len(values))
    n_good = np.bincount(where, weights=1 - rows[:, 1], minlength=len(values))
    # Entry i: everything from the i-th score on is flagged; the last entry flags nothing.
    missed = np.concatenate([[0], np.cumsum(n_bad)])
    alarms = np.concatenate([np.cumsum(n_good[::-1])[::-1], [0]])
    share = (n_bad.sum() - missed + alarms) / len(rows)
    costs = np.where(share <= capacity + 1e-9, cost_miss * missed + cost_alarm * alarms, np.inf)
    place = int(np.argmin(costs))
    edges = np.concatenate([[values[0] - 1], (values[1:] + values[:-1]) / 2, [values[-1] + 1]])
    threshold = edges[place]

    test = table[table["part"] == "test"]
    flagged = (test["score"].astype(float) >= threshold).to_numpy()
    bad = test["bad"].astype(bool).to_numpy()
    each = np.select([bad & ~flagged, ~bad & flagged], [cost_miss, cost_alarm], 0.0).astype(float)
    if each.min() == each.max():
        return threshold, each.mean(), (each.mean(), each.mean())
    found = bootstrap((each,), np.mean, confidence_level=0.9, n_resamples=300, method="basic", rng=1)
    low, high = found.confidence_interval
    return threshold, each.mean(), (min(low, each.mean()), max(high, each.mean()))
