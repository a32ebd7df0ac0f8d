"""A plain logistic regression without selection for the honest figure, averaged over repeated hold-outs."""

import numpy as np
import pandas as pd
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

ID, TARGET = "application_id", "defaulted"
BAD = ["days_to_close", "branch_default_rate"]


def holdouts(x, y, model):
    found = []
    for seed in range(4):
        x_fit, x_held, y_fit, y_held = train_test_split(x, y, test_size=0.3, random_state=seed, stratify=y)
        found.append(roc_auc_score(y_held, model.fit(x_fit, y_fit).predict_proba(x_held)[:, 1]))
    return np.mean(found)


def whole_model():
    steps = [("scale", StandardScaler()), ("select", SelectKBest(f_classif, k=10)), ("model", LogisticRegression())]
    return Pipeline(steps)


def parts(table, extra=()):
    y = table[TARGET]
    x = table.select_dtypes("number").drop(columns=[ID, TARGET])
    return x.drop(columns=[name for name in BAD if name not in extra]), y


def without_copies(table):
    return table.loc[~table.drop(columns=ID).duplicated()].reset_index(drop=True)


def honest_auc(table):
    return holdouts(*parts(without_copies(table)), whole_model())


def ablation(table):
    once = without_copies(table)
    honest = honest_auc(table)
    x, y = parts(once)
    chosen = x.loc[:, SelectKBest(f_classif, k=10).fit(x, y).get_support()]
    scaled = Pipeline([("scale", StandardScaler()), ("model", LogisticRegression())])
    result = {"selected first": holdouts(chosen, y, scaled) - honest}
    result["scaled first"] = holdouts(pd.DataFrame(StandardScaler().fit_transform(x)), y, whole_model()) - honest
    result["copies"] = holdouts(*parts(table), whole_model()) - honest
    for name in BAD:
        result[name] = holdouts(*parts(once, [name]), whole_model()) - honest
    return result
