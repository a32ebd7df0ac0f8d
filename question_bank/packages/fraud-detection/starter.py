"""Find stolen cards. Run shows what you print and the figures you draw."""

import pandas as pd


def fraud_scores(train, transactions):
    """Learn from `train`, return one score for each row of `transactions`: the higher, the more suspicious.

    train         DataFrame with the columns of transactions.csv
    transactions  DataFrame of one row or many, the same columns without `fraud`
    returns       1-D array, one finite number per row of `transactions`, in their order
    """
    raise NotImplementedError


def validation_scores(train):
    """Score the rows of `train` itself, to judge the approach of fraud_scores.

    Returns a 1-D array, one number per row of `train`, in their order; NaN for rows that you do not validate on.
    """
    raise NotImplementedError


def quality(labels, scores):
    """Say in one number how good `scores` are, for 1-D arrays of the same length; `labels` are 1 for fraud, else 0."""
    raise NotImplementedError


if __name__ == "__main__":
    table = pd.read_csv("transactions.csv")
    print(table.shape)
    print(table.head())
