def train_bpe(text, n_merges):
    """Learn merges from a text; return them in the order in which they were learned, as a list of pairs of strings."""
    # Your code goes here.


def encode(text, merges):
    """Cut a text into tokens with these merges; return a list of strings."""
    # And here.


if __name__ == "__main__":
    merges = train_bpe("low low lower newest newest", 5)
    print(merges)
    print(encode("lowest low", merges))
