import numpy as np


class TfidfVectoriser:
    def __init__(self, min_df=1):
        self.min_df = min_df

    def fit(self, documents):
        """Learn vocabulary and weights from documents, a list of strings."""
        # Your code goes here.

    def transform(self, documents):
        """Return an array with a row for each document and a column for each word of the vocabulary."""


if __name__ == "__main__":
    vectoriser = TfidfVectoriser()
    vectoriser.fit(["the cat sat", "the dog sat on the mat"])
    print(vectoriser.transform(["the cat on the mat", ""]))
