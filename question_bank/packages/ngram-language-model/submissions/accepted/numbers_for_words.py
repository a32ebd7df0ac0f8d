import numpy as np


class NgramModel:
    def __init__(self, n=3, alpha=1.0):
        self.n = n
        self.alpha = alpha

    def _rows(self, sentences):
        # 0 is the beginning, 1 the end, 2 whatever is unknown.
        rows = []
        for sentence in sentences:
            ids = [0] * (self.n - 1) + [self.ids.get(w, 2) for w in sentence] + [1]
            rows += [ids[i : i + self.n] for i in range(len(ids) - self.n + 1)]
        return np.array(rows, dtype=np.int64).reshape(-1, self.n)

    def fit(self, sentences):
        names = sorted({w for s in sentences for w in s})
        self.ids = {w: i + 3 for i, w in enumerate(names)}
        self.v = len(names) + 2
        rows = self._rows(sentences)
        grams, counts = np.unique(rows, axis=0, return_counts=True)
        self.counts = {tuple(g): c for g, c in zip(grams.tolist(), counts.tolist())}
        self.totals = {}
        for gram, c in self.counts.items():
            self.totals[gram[:-1]] = self.totals.get(gram[:-1], 0) + c

    def _shares(self, rows):
        grams = [tuple(row) for row in rows.tolist()]
        above = np.array([self.counts.get(g, 0) for g in grams]) + self.alpha
        below = np.array([self.totals.get(g[:-1], 0) for g in grams]) + self.alpha * self.v
        return np.where(below > 0, above / np.maximum(below, 1e-300), 0.0)

    def probability(self, word, context):
        row = self._rows([context])[-1:].copy()
        row[0, -1] = 1 if word is None else self.ids.get(word, 2)
        return self._shares(row)[0]

    def perplexity(self, sentences):
        with np.errstate(divide="ignore"):
            return float(np.exp(-np.mean(np.log(self._shares(self._rows(sentences))))))
