"""Small boosted trees on shop codes, validated on the last days; only those get a score."""

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier

TOO_LATE = ["disputed", "fraud"]


def encoded(table, shops):
    x = table.drop(columns=[c for c in TOO_LATE if c in table.columns])
    # A shop that training did not have becomes a gap, which the trees handle, as they do with km.
    codes = {shop: code for code, shop in enumerate(shops)}
    x = x.assign(shop=x["shop"].map(codes).astype(float), night=(x["hour"] < 6).astype(int)).drop(columns="day")
    return x[sorted(x.columns)]


def fraud_scores(train, transactions):
    shops = sorted(train["shop"].unique())
    model = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=60, max_leaf_nodes=6, early_stopping=False, random_state=0
    )
    model.fit(encoded(train, shops), train["fraud"])
    return model.decision_function(encoded(transactions, shops))


def validation_scores(train):
    last = train["day"] > train["day"].quantile(0.75)
    scores = pd.Series(np.nan, index=train.index)
    scores[last] = fraud_scores(train[~last], train[last])
    return scores.to_numpy()


def quality(labels, scores):
    """Precision at capacity: the team looks at the top half percent."""
    ranked = pd.DataFrame({"label": np.asarray(labels).astype(int), "score": np.asarray(scores)})
    n_top = max(len(ranked) // 200, 1)
    return ranked.nlargest(n_top, "score")["label"].mean()


if __name__ == "__main__":
    table = pd.read_csv("transactions.csv")
    print(table.describe().T)
    scores = validation_scores(table)
    held = ~np.isnan(scores)
    print(quality(table["fraud"][held], scores[held]))
