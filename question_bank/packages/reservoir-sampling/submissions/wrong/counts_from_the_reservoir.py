import random
from itertools import islice


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    stream = iter(stream)
    sample = list(islice(stream, k))
    for i, item in enumerate(stream):
        j = rng.randrange(i + 2)
        if j < k:
            sample[j] = item
    return sample
