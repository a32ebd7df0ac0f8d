"""Counts words from a list and learns nothing."""

import numpy as np

BAD = "clown loser idiot moron trash fool garbage pathetic useless worthless stupid disgusting hurt destroy regret".split()


def count(table):
    return np.array([sum(str(text).lower().count(word) for word in BAD) + len(str(text)) / 1e4 for text in table["text"]])


def score_messages(train, new):
    labels = train["harmful"].to_numpy()
    looked_at = np.argsort(-count(train))[: -(-len(train) // 10)]
    return count(new), labels[looked_at].sum() / labels.sum()
