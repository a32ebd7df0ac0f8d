"""Dummies lined up with the training columns, medians of the training rows, folds in a loop."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import RepeatedKFold


class Prepared:
    def __init__(self, table):
        self.medians = table.select_dtypes("number").median()
        self.columns = pd.get_dummies(table, dtype=float).columns

    def __call__(self, table):
        filled = table.fillna(self.medians)
        return pd.get_dummies(filled, dtype=float).reindex(columns=self.columns, fill_value=0.0).to_numpy()


def fit_and_predict(x, y, asked):
    prepared = Prepared(x)
    return LinearRegression().fit(prepared(x), y).predict(prepared(asked))


def predict_minutes(train, new):
    x, y = train.drop(columns="minutes"), train["minutes"].to_numpy()
    squares = []
    for fit, held in RepeatedKFold(n_splits=5, n_repeats=1, random_state=1).split(x):
        got = fit_and_predict(x.iloc[fit], y[fit], x.iloc[held])
        squares.extend((got - y[held]) ** 2)
    return list(fit_and_predict(x, y, new)), np.sqrt(np.mean(squares))
