import re
from collections import Counter

import numpy as np


class TfidfVectoriser:
    def __init__(self, min_df=1):
        self.min_df = min_df

    def fit(self, documents):
        frequency = Counter(word for document in documents for word in set(re.findall(r"\w+", document.lower())))
        words = sorted(word for word, count in frequency.items() if count >= self.min_df)
        self.columns = {word: place for place, word in enumerate(words)}
        counts = np.array([frequency[word] for word in words], dtype=float)
        self.idf = np.log((1 + len(documents)) / (1 + counts)) + 1

    def transform(self, documents):
        rows = np.zeros((len(documents), len(self.columns)))
        for row, document in zip(rows, documents):
            for word in re.findall(r"\w+", document.lower()):
                if word in self.columns:
                    row[self.columns[word]] += 1
        rows = rows * self.idf
        lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
        return rows / np.where(lengths == 0, 1, lengths)
