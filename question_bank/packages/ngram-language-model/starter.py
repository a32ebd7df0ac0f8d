class NgramModel:
    def __init__(self, n=3, alpha=1.0):
        self.n = n
        self.alpha = alpha

    def fit(self, sentences):
        """Learn from sentences, each a list of words."""
        # Your code goes here.

    def probability(self, word, context):
        """Return the probability that this word follows these words; None for the word is the end of the sentence."""

    def perplexity(self, sentences):
        """Return the perplexity on sentences, each a list of words."""


if __name__ == "__main__":
    model = NgramModel(n=2)
    model.fit([["the", "cat", "sat"], ["the", "dog", "sat"]])
    print(model.probability("cat", ["the"]))
    print(model.perplexity([["the", "cat", "sat"]]))
