"""Choose a threshold under costs. Run shows what you print and the figures you draw."""

import pandas as pd


def choose_threshold(table, cost_miss, cost_alarm, capacity=1.0):
    """Choose the score from which on a case is flagged, and say what that costs.

    table       DataFrame with the columns of scored.csv: case_id, part, score, bad
    cost_miss   cost of a bad case that is not flagged
    cost_alarm  cost of a flagged case that is not bad
    capacity    the largest share of cases that may be flagged
    returns     three things, (threshold, cost, interval):
      threshold   a case is flagged when its score is at least this
      cost        cost per case to expect
      interval    (low, high), a 90 % interval for that cost
    """
    raise NotImplementedError


if __name__ == "__main__":
    table = pd.read_csv("scored.csv")
    print(table.head())
    print(table.groupby("part")["bad"].agg(["size", "mean"]))
