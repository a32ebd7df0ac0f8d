import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    stream = iter(stream)
    sample = []
    for _ in range(k):
        sample.append(next(stream))
    for i, item in enumerate(stream, start=k):
        j = rng.randrange(i + 1)
        if j < k:
            sample[j] = item
    return sample
