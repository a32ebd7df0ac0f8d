import math
from collections import Counter


class NgramModel:
    def __init__(self, n=3, alpha=1.0):
        self.n, self.alpha = n, alpha

    def _row(self, sentence):
        return ["<s>"] * (self.n - 1) + [w if w in self.words else "<unk>" for w in sentence] + ["</s>"]

    def fit(self, sentences):
        self.words = {w for s in sentences for w in s}
        self.grams, self.contexts = Counter(), Counter()
        for s in sentences:
            row = self._row(s)
            self.grams.update(tuple(row[i : i + self.n]) for i in range(len(row) - self.n + 1))
            self.contexts.update(tuple(row[i : i + self.n]) for i in range(len(row) - 1))

    def _p(self, gram):
        total = self.contexts[gram[:-1]] + self.alpha * (len(self.words) + 2)
        return (self.grams[gram] + self.alpha) / total if total else 0.0

    def probability(self, word, context):
        last = "</s>" if word is None else word if word in self.words else "<unk>"
        row = self._row(context)[:-1]
        return self._p((*row[len(row) - self.n + 1 :], last))

    def perplexity(self, sentences):
        logs = []
        for s in sentences:
            row = self._row(s)
            for i in range(len(row) - self.n + 1):
                p = self._p(tuple(row[i : i + self.n]))
                if p == 0:
                    return math.inf
                logs.append(math.log(p))
        return math.exp(-sum(logs) / len(logs))
