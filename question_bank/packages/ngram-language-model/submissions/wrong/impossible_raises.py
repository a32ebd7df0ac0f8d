import math
from collections import Counter

START, END, UNKNOWN = "<s>", "</s>", "<unk>"


class NgramModel:
    def __init__(self, n=3, alpha=1.0):
        self.n = n
        self.alpha = alpha

    def fit(self, sentences):
        self.words = {word for sentence in sentences for word in sentence}
        self.size = len(self.words) + 2
        self.grams, self.contexts = Counter(), Counter()
        for sentence in sentences:
            for context, word in self._steps(sentence):
                self.grams[context, word] += 1
                self.contexts[context] += 1

    def probability(self, word, context):
        row = [START] * (self.n - 1) + self._known(context)
        word = END if word is None else self._known([word])[0]
        return self._smoothed(tuple(row[len(row) - self.n + 1 :]), word)

    def perplexity(self, sentences):
        shares = [self._smoothed(*step) for sentence in sentences for step in self._steps(sentence)]
        return math.exp(-sum(math.log(share) for share in shares) / len(shares))

    def _known(self, words):
        return [word if word in self.words else UNKNOWN for word in words]

    def _steps(self, sentence):
        row = [START] * (self.n - 1) + self._known(sentence) + [END]
        return [(tuple(row[at - self.n + 1 : at]), row[at]) for at in range(self.n - 1, len(row))]

    def _smoothed(self, context, word):
        total = self.contexts[context] + self.alpha * self.size
        return (self.grams[context, word] + self.alpha) / total if total else 0.0
