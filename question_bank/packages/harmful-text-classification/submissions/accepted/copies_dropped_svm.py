"""Character n-grams and a linear SVM; copies are dropped before a quarter is held out."""

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC


def build():
    return Pipeline(
        [
            ("words", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=2)),
            ("model", LinearSVC(class_weight="balanced")),
        ]
    )


def score_messages(train, new):
    table = train[["text", "harmful"]].copy()
    table["text"] = table["text"].fillna("")
    key = table["text"].str.upper().str.rstrip("!")
    table = table[~key.duplicated()]
    fit, held = train_test_split(table, test_size=0.25, stratify=table["harmful"], random_state=1)
    scores = build().fit(fit["text"], fit["harmful"]).decision_function(held["text"])
    top = held["harmful"].to_numpy()[np.argsort(scores)[::-1][: -(-len(held) // 10)]]
    recall = top.sum() / held["harmful"].sum()
    model = build().fit(table["text"], table["harmful"])
    return {"scores": model.decision_function(new["text"].fillna("")), "recall": recall}
