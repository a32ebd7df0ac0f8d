"""Successive halving: many settings on few rows, the better third goes on with three times as many."""

import numpy as np
import pandas as pd
from sklearn.svm import SVC


def accuracy(setting, x, y, fitted, held):
    mean, spread = x[fitted].mean(axis=0), x[fitted].std(axis=0) + 1e-12
    model = SVC(C=setting[0], gamma=setting[1]).fit((x[fitted] - mean) / spread, y[fitted])
    return np.mean(model.predict((x[held] - mean) / spread) == y[held])


def search(train, minutes=20):
    y = train["good"].to_numpy()
    x = train.drop(columns="good").to_numpy(dtype=float)
    n = len(y)
    random = np.random.default_rng(len(train))
    order = random.permutation(n)
    test, held, rows = order[: n // 4], order[n // 4 : n // 2], order[n // 2 :]

    # Rounds cost about the same: n_settings * share of rows. A full fit takes half a minute.
    full_fits = 2 * minutes - 1
    n_settings = int(np.clip(full_fits * 2, 6, 40))
    settings = np.stack([np.logspace(-1, 3, n_settings), random.permutation(np.logspace(-3, 1, n_settings))], axis=1)
    share = 1 / 3
    while True:
        part = rows[: max(int(share * len(rows)), 20)]
        marks = np.array([accuracy(setting, x, y, part, held) for setting in settings])
        settings = settings[np.argsort(-marks)]
        if share >= 1:
            break
        settings = settings[: max(len(settings) // 3, 2)]
        share = min(share * 3, 1)
    best = settings[0]
    score = accuracy(best, x, y, np.concatenate([rows, held]), test)
    draws = [np.mean(random.random(len(test)) < (score * len(test) + 1) / (len(test) + 2)) for _ in range(500)]
    return {"C": float(best[0]), "gamma": float(best[1]), "score": float(score), "noise": float(np.std(draws))}


if __name__ == "__main__":
    table = pd.read_csv("parts.csv")
    print(search(table))
