import numpy as np


class TfidfVectoriser:
    def __init__(self, min_df=1):
        self.min_df = min_df
        self.vocabulary_ = None

    @staticmethod
    def _tokens(text):
        return text.lower().split()

    def _count(self, documents):
        pairs = [
            (i, self.vocabulary_[word])
            for i, text in enumerate(documents)
            for word in self._tokens(text)
            if word in self.vocabulary_
        ]
        table = np.zeros((len(documents), len(self.vocabulary_)))
        if pairs:
            np.add.at(table, tuple(np.array(pairs).T), 1)
        return table

    def fit(self, documents):
        everything = sorted({word for text in documents for word in self._tokens(text)})
        self.vocabulary_ = {word: i for i, word in enumerate(everything)}
        df = (self._count(documents) > 0).sum(axis=0)
        kept = np.flatnonzero(df >= self.min_df)
        self.vocabulary_ = {everything[i]: n for n, i in enumerate(kept)}
        self.idf_ = 1 + np.log1p(len(documents)) - np.log1p(df[kept])
        return self

    def transform(self, documents):
        weighted = self._count(documents) * self.idf_
        norm = np.linalg.norm(weighted, axis=1)
        norm[norm == 0] = 1
        return weighted / norm[:, None]
