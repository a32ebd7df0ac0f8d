import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    sample = []
    for i, _ in enumerate(stream):
        if i < k:
            sample.append(i)
        else:
            j = rng.randrange(i + 1)
            if j < k:
                sample[j] = i
    return sample
