"""Notices one of the late columns and keeps the other, the exit survey."""

import numpy as np
import pandas as pd
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OrdinalEncoder

NOT_KNOWN_ON_THE_DAY = ["days_since_last_login_at_extract"]
NOT_A_FEATURE = ["customer_id", "snapshot_month", "churned", *NOT_KNOWN_ON_THE_DAY]


def features(table):
    x = table.drop(columns=[name for name in NOT_A_FEATURE if name in table])
    for name in x:
        if not pd.api.types.is_numeric_dtype(x[name]):
            x[name] = x[name].astype(object).where(x[name].notna(), "missing")
    return x


def split(table):
    table = table.drop_duplicates(subset="customer_id")
    return features(table), table["churned"].to_numpy()


def model():
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    columns = make_column_transformer(
        (encoder, make_column_selector(dtype_exclude=np.number)), remainder="passthrough"
    )
    boosting = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=120, max_leaf_nodes=8, min_samples_leaf=30, random_state=0
    )
    return make_pipeline(columns, boosting)


def predict_churn(train, customers):
    x, y = split(train)
    return model().fit(x, y).predict_proba(features(customers)[x.columns])[:, 1]


def report(train):
    x, y = split(train)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    p = cross_val_predict(model(), x, y, cv=folds, method="predict_proba")[:, 1]
    top = np.argsort(-p)[: len(p) // 10]
    # The offer pays when 0.25 * 96 * p > 4.
    return {"metric": "lift_at_10_percent", "value": float(y[top].mean() / y.mean()), "threshold": 4 / 24}
