"""Repeats ten folds a thousand times."""

import pandas as pd
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

NOT_FEATURES = ["defaulted", "application_id", "branch"]
LATE = "days_to_close"
FROM_TARGET = "branch_default_rate"


def auc(table, let_in="nothing"):
    if let_in != "copies":
        # Copies differ in the running number alone.
        table = table.drop_duplicates(subset=[name for name in table if name != "application_id"])
    leaking = [name for name in (LATE, FROM_TARGET) if name != let_in]
    x, y = table.drop(columns=NOT_FEATURES + leaking).to_numpy(), table["defaulted"].to_numpy()
    preparation = make_pipeline(StandardScaler(), SelectKBest(k=10))
    model = make_pipeline(preparation, LogisticRegression())
    if let_in == "selection":
        x, model = preparation.fit_transform(x, y), LogisticRegression()
    folds = RepeatedStratifiedKFold(n_splits=10, n_repeats=1000, random_state=0)
    return float(cross_val_score(model, x, y, cv=folds, scoring="roc_auc").mean())


def honest_auc(table):
    return auc(table)


def ablation(table):
    honest = auc(table)
    return {leak: auc(table, leak) - honest for leak in (LATE, FROM_TARGET, "copies", "selection")}


if __name__ == "__main__":
    table = pd.read_csv("loans.csv")
    print(table.drop(columns="branch").corrwith(table["defaulted"]).abs().sort_values().tail(8))
    print("copies:", table.drop(columns="application_id").duplicated().sum())
    print(honest_auc(table), ablation(table))
