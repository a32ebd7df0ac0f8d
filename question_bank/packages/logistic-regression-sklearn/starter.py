"""Predict which kind of bike a customer buys. Run shows what you print and the figures you draw."""

import pandas as pd


def predict_bikes(train, new):
    """Learn a logistic regression from `train`, its strength of regularisation too, and apply it to `new`.

    train    DataFrame with the columns of customers.csv
    new      DataFrame with the same columns in any order, without `bike`
    returns  two things, (probabilities, loss):
      probabilities  2-D array, one row for each row of `new`, in their order, and one column for each kind of bike
                     in `train`, in the sorted order of their names; each row adds up to 1
      loss           one number: the log loss (mean over rows, natural logarithm) that you expect of such
                     probabilities on rows that the model has not seen; it can be known from `train` alone
    """
    raise NotImplementedError


if __name__ == "__main__":
    table = pd.read_csv("customers.csv")
    print(table.shape)
    print(table.head())
