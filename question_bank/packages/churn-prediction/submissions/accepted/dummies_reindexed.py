"""Dummies aligned to the training columns, medians of the training table, latest months held out."""

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

DROP = ["customer_id", "snapshot_month", "days_since_last_login_at_extract", "exit_survey_score"]
CATS = ["country", "plan", "platform", "acquisition_channel"]


def features(frame):
    frame = frame.drop(columns=[c for c in DROP + ["churned"] if c in frame.columns])
    return pd.get_dummies(frame, columns=CATS, dummy_na=True, dtype=float)


def predict_churn(train, customers):
    train = train.drop_duplicates().reset_index(drop=True)
    y = train["churned"].to_numpy()
    Xtr = features(train)
    Xte = features(customers).reindex(columns=Xtr.columns, fill_value=0)
    for col in ["app_rating", "minutes_change_pct"]:
        Xtr[col + "_na"] = Xtr[col].isna().astype(float)
        Xte[col + "_na"] = Xte[col].isna().astype(float)
    med = Xtr.median()
    Xtr = Xtr.fillna(med)
    Xte = Xte.fillna(med)
    sc = StandardScaler().fit(Xtr)
    clf = LogisticRegression(max_iter=1000)
    clf.fit(sc.transform(Xtr), y)
    return clf.predict_proba(sc.transform(Xte))[:, 1]


def report(train):
    d = train.drop_duplicates().reset_index(drop=True)
    late = d["snapshot_month"].isin(sorted(d["snapshot_month"].unique())[-3:])
    p = predict_churn(d[~late], d[late].drop(columns=["churned"]))
    return {"metric": "roc_auc", "value": float(roc_auc_score(d.loc[late, "churned"], p)), "threshold": 1 / 6}
