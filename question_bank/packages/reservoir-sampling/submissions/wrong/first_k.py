from itertools import islice


def reservoir_sample(stream, k, seed=None):
    sample = list(islice(stream, k))
    for _ in stream:
        pass
    return sample
