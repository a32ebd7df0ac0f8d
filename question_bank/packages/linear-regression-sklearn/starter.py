"""Predict how long deliveries take. Run shows what you print and the figures you draw."""

import pandas as pd


def predict_minutes(train, new):
    """Learn a linear model from `train`, predict the minutes for each row of `new`, and say how good that will be.

    train    DataFrame with the columns of deliveries.csv
    new      DataFrame with the same columns in any order, without `minutes`
    returns  two things, (minutes, error):
      minutes  1-D array, one prediction for each row of `new`, in their order
      error    one number: the root mean squared error, in minutes, that you expect of such predictions on rows
               that the model has not seen; it can be known from `train` alone
    """
    raise NotImplementedError


if __name__ == "__main__":
    table = pd.read_csv("deliveries.csv")
    print(table.shape)
    print(table.head())
