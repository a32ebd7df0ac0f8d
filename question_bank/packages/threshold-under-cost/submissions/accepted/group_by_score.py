"""Adds up the cases of each score with pandas, and takes the normal interval of a mean."""

import math

import pandas as pd


def choose_threshold(table, cost_miss, cost_alarm, capacity=1.0):
    parts = dict(list(table.assign(bad=table["bad"].astype(int)).groupby("part")))
    counts = parts["validation"].groupby("score")["bad"].agg(["size", "sum"]).sort_index(ascending=False)
    so_far = counts.cumsum()
    total_bad = counts["sum"].sum()
    cost = cost_miss * (total_bad - so_far["sum"]) + cost_alarm * (so_far["size"] - so_far["sum"])
    cost = cost[so_far["size"] <= round(capacity * counts["size"].sum(), 6)]
    threshold = math.inf
    if len(cost) and cost.min() < cost_miss * total_bad:
        threshold = float(cost.idxmin())

    def cost_of(row_score, row_bad):
        if row_score >= threshold:
            return 0.0 if row_bad else cost_alarm
        return cost_miss if row_bad else 0.0

    test = parts["test"]
    each = pd.Series([cost_of(score, bad) for score, bad in zip(test["score"], test["bad"])], dtype=float)
    half = 1.645 * each.std(ddof=0) / math.sqrt(len(each))
    return {"threshold": threshold, "cost": each.mean(), "interval": (each.mean() - half, each.mean() + half)}
