"""Naive Bayes counted by hand, copies numbered and dealt out to folds together."""

import math
import re
from collections import Counter


def words(text):
    return re.findall(r"\w+", str(text).lower()) if isinstance(text, str) else []


def learn(texts, labels):
    counts = {0: Counter(), 1: Counter()}
    for text, label in zip(texts, labels):
        counts[label].update(set(words(text)))
    n = {label: max(1, sum(1 for each in labels if each == label)) for label in (0, 1)}

    def weight(word):
        return math.log((counts[1][word] + 1) / (n[1] + 2)) - math.log((counts[0][word] + 1) / (n[0] + 2))

    known = {word: weight(word) for word in counts[0].keys() | counts[1].keys()}
    return lambda text: sum(known.get(word, 0.0) for word in set(words(text)))


def score_messages(train, new):
    texts, labels = list(train["text"]), [int(label) for label in train["harmful"]]
    numbers = {}
    group = [numbers.setdefault(tuple(words(text)), len(numbers)) for text in texts]
    held_out = [0.0] * len(texts)
    for fold in range(4):
        rows = [row for row in range(len(texts)) if group[row] % 4 != fold]
        score = learn([texts[row] for row in rows], [labels[row] for row in rows])
        for row in range(len(texts)):
            if group[row] % 4 == fold:
                held_out[row] = score(texts[row])
    ranked = sorted(range(len(texts)), key=lambda row: -held_out[row])[: math.ceil(len(texts) / 10)]
    recall = sum(labels[row] for row in ranked) / sum(labels)
    score = learn(texts, labels)
    return [score(text) for text in new["text"]], recall
