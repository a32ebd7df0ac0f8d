def reservoir_sample(stream, k, seed=None):
    """Return a random sample of k items of the stream."""
    # Your code goes here.
    return None


if __name__ == "__main__":
    print(reservoir_sample(iter(range(100)), 5, seed=1))
