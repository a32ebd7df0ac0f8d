import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    sample, i = [], 0
    for item in stream:
        if isinstance(item, str) and item in sample:
            continue
        if i < k:
            sample.append(item)
        else:
            j = rng.randrange(i + 1)
            if j < k:
                sample[j] = item
        i += 1
    return sample
