from collections import defaultdict, deque
from math import exp, inf, log


class NgramModel:
    BEGIN, STOP, OTHER = object(), object(), object()

    def __init__(self, n=3, alpha=1.0):
        self.n, self.alpha = n, alpha
        self.table, self.vocabulary = {}, set()

    def _walk(self, sentence):
        window = deque([self.BEGIN] * (self.n - 1), maxlen=self.n - 1)
        for word in [*sentence, self.STOP]:
            if word not in self.vocabulary:
                word = self.OTHER
            yield tuple(window), word
            window.append(word)

    def fit(self, sentences):
        self.vocabulary = {self.STOP, self.OTHER}.union(*map(set, sentences))
        self.table = defaultdict(lambda: defaultdict(int))
        for sentence in sentences:
            for context, word in self._walk(sentence):
                self.table[context][word] += 1
        return self

    def _p(self, context, word):
        row = self.table.get(context, {})
        below = sum(row.values()) + self.alpha * len(self.vocabulary)
        return 0.0 if below == 0 else (row.get(word, 0) + self.alpha) / below

    def probability(self, word, context):
        *_, (before, _) = self._walk(context)
        if word is None:
            word = self.STOP
        return self._p(before, word if word in self.vocabulary else self.OTHER)

    def perplexity(self, sentences):
        total, count = 0.0, 0
        for sentence in sentences:
            for context, word in self._walk(sentence):
                p = self._p(context, word)
                if p == 0:
                    return inf
                total -= log(p)
                count += 1
        return exp(total / count)
