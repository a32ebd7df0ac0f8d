import math


class TfidfVectoriser:
    def __init__(self, min_df=1):
        self.min_df = min_df

    def fit(self, documents):
        df = {}
        for document in documents:
            for word in set(document.lower().split()):
                df[word] = df.get(word, 0) + 1
        n = len(documents)
        self.words = sorted(w for w in df if df[w] >= self.min_df)
        self.weight = {w: math.log((n + 1) / (df[w] + 1)) + 1 for w in self.words}
        return self

    def _row(self, document):
        tokens = document.lower().split()
        present = set(tokens)
        row = [float(tokens.count(w) * self.weight[w]) if w in present else 0.0 for w in self.words]
        norm = math.sqrt(sum(x * x for x in row))
        return [x / norm for x in row] if norm else row

    def transform(self, documents):
        import numpy as np

        return np.array([self._row(d) for d in documents], dtype=float).reshape(len(documents), len(self.words))
