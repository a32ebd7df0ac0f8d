import math


class NgramModel:
    def __init__(self, n=3, alpha=1.0):
        self.n = n
        self.alpha = alpha

    def fit(self, sentences):
        self.words = set()
        for sentence in sentences:
            self.words.update(sentence)
        self.size = len(self.words) + 2
        self.counts = {}
        self.totals = {}
        for sentence in sentences:
            line = ["<s>"] * (self.n - 1) + list(sentence) + ["</s>"]
            for i in range(self.n - 1, len(line)):
                context = tuple(line[i - self.n + 1 : i])
                key = (context, line[i])
                self.counts[key] = self.counts.get(key, 0) + 1
                self.totals[context] = self.totals.get(context, 0) + 1

    def probability(self, word, context):
        if word is None:
            word = "</s>"
        elif word not in self.words:
            word = "<unk>"
        while len(context) > self.n - 1:
            context.pop(0)
        past = ["<s>"] * (self.n - 1) + [w if w in self.words else "<unk>" for w in context]
        past = tuple(past[len(past) - (self.n - 1) :])
        top = self.counts.get((past, word), 0) + self.alpha
        bottom = self.totals.get(past, 0) + self.alpha * self.size
        return top / bottom if bottom > 0 else 0.0

    def perplexity(self, sentences):
        total, n = 0.0, 0
        for sentence in sentences:
            for i in range(len(sentence) + 1):
                word = sentence[i] if i < len(sentence) else None
                p = self.probability(word, sentence[:i])
                if p == 0:
                    return math.inf
                total += math.log(p)
                n += 1
        return math.exp(-total / n)
