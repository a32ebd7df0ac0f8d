import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    sample = []
    for i, item in enumerate(stream):
        if i < k:
            sample.append(item)
        elif rng.random() < 1 / (i + 1):
            sample[rng.randrange(k)] = item
    return sample
