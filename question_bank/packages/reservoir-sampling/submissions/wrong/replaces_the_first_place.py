import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    sample = []
    for i, item in enumerate(stream):
        if i < k:
            sample.append(item)
        elif rng.randrange(i + 1) < k:
            sample[0] = item
    return sample
