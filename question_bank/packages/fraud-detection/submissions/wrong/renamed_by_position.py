"""Gives the columns their names by position."""

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def described(table):
    table = table.set_axis(["day", "hour", "amount", "km", "last_hour", "shop", "new_shop", "abroad", "disputed", "fraud"][: table.shape[1]], axis=1)
    """Everything that is known in the second of the payment, row by row."""
    return pd.DataFrame(
        {
            "shop": table["shop"].astype(str),
            "amount": np.log1p(table["amount"]),
            "km": np.log1p(table["km"]).fillna(np.log1p(5)),
            "web": table["km"].isna().astype(float),
            "night": (table["hour"] < 7).astype(float),
            "last_hour": table["last_hour"],
            "new_shop": table["new_shop"],
            "abroad": table["abroad"],
        },
        index=table.index,
    )


def model():
    columns = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), ["shop"]), remainder=StandardScaler()
    )
    return make_pipeline(columns, LogisticRegression(C=0.3, max_iter=500))


def fraud_scores(train, transactions):
    fitted = model().fit(described(train), train["fraud"])
    return fitted.decision_function(described(transactions))


def validation_scores(train):
    known = [name for name in train.columns if name not in ("fraud", "disputed", "day")]
    groups = train.groupby(known, dropna=False, sort=False).ngroup().to_numpy()
    labels = train["fraud"].to_numpy()
    scores = np.full(len(train), np.nan)
    folds = StratifiedGroupKFold(n_splits=4, shuffle=True, random_state=0)
    for learn, check in folds.split(train, labels, groups):
        scores[check] = fraud_scores(train.iloc[learn], train.iloc[check])
    return scores


def quality(labels, scores):
    looked_at = max(1, len(scores) // 200)
    return float(np.mean(np.asarray(labels)[np.argsort(scores)[::-1][:looked_at]]))


if __name__ == "__main__":
    table = pd.read_csv("transactions.csv")
    print(quality(table["fraud"], validation_scores(table)))
