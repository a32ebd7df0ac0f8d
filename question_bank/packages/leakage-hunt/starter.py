"""Find out why a model looks too good. Run shows what you print and the figures you draw."""

import pandas as pd
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.preprocessing import StandardScaler


def reported_auc(table):
    """What was reported: cross-validated area under the ROC curve of the model. Leave it as it is, to compare."""
    y = table["defaulted"]
    x = table.drop(columns=["defaulted", "application_id", "branch"])
    x = StandardScaler().fit_transform(x)
    x = SelectKBest(k=10).fit_transform(x, y)
    folds = StratifiedKFold(n_splits=5, shuffle=True, random_state=0)
    return cross_val_score(LogisticRegression(), x, y, cv=folds, scoring="roc_auc").mean()


def honest_auc(table):
    """Say which area under the ROC curve the model will have for new applicants, knowing nothing but `table`."""
    raise NotImplementedError


def ablation(table):
    """Prove each leak: a dictionary from its name, in words of yours, to how much it alone adds to the area.

    That is the area with this one leak let in, minus the area without any.
    """
    raise NotImplementedError


if __name__ == "__main__":
    table = pd.read_csv("loans.csv")
    print(table.shape)
    print(table.head())
    print(reported_auc(table))
