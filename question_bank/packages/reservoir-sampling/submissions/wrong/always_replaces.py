import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    sample = []
    for item in stream:
        if len(sample) < k:
            sample.append(item)
        else:
            sample[rng.randrange(k)] = item
    return sample
