"""Copies stay in one fold, everything is fitted in the loop, and the area is counted by hand."""

import numpy as np
import pandas as pd
from scipy.stats import rankdata
from sklearn.linear_model import LogisticRegression

LEAKY = {"days_to_close", "branch_default_rate"}
OTHER = {"defaulted", "application_id", "branch"}


def area(labels, scores):
    ranks = rankdata(scores)
    n_bad = labels.sum()
    return (ranks[labels == 1].sum() - n_bad * (n_bad + 1) / 2) / (n_bad * (len(labels) - n_bad))


def fitted(x, y, k=10):
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-12
    z = (x - mean) / spread
    best = np.argsort(-np.abs(z.T @ (y - y.mean())))[:k]
    return mean, spread, best


def evaluate(table, keep=(), copies_apart=False, select_first=False):
    columns = [c for c in table.columns if c not in OTHER and (c not in LEAKY or c in keep)]
    x, y = table[columns].to_numpy(float), table["defaulted"].to_numpy()
    same = table.drop(columns=["application_id"]).astype(str).agg("|".join, axis=1)
    groups = np.arange(len(table)) if copies_apart else pd.factorize(same)[0]
    order = np.random.default_rng(3).permutation(groups.max() + 1)
    fold = order[groups] % 5
    first = fitted(x, y) if select_first else None
    scores = np.zeros(len(y))
    areas = []
    for held in range(5):
        inside, outside = fold != held, fold == held
        mean, spread, best = first or fitted(x[inside], y[inside])
        z = (x - mean) / spread
        model = LogisticRegression(C=0.5).fit(z[inside][:, best], y[inside])
        scores[outside] = model.decision_function(z[outside][:, best])
        areas.append(area(y[outside], scores[outside]))
    return float(np.mean(areas))


def honest_auc(table):
    return evaluate(table)


def ablation(table):
    honest = evaluate(table)
    return {
        "known only at the end": evaluate(table, keep={"days_to_close"}) - honest,
        "made from the target": evaluate(table, keep={"branch_default_rate"}) - honest,
        "same loan twice": evaluate(table, copies_apart=True) - honest,
        "scaled and selected first": evaluate(table, select_first=True) - honest,
    }
