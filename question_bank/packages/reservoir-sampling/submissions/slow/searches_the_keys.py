import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    keys, sample = [], []
    for item in stream:
        key = rng.random()
        if len(sample) < k:
            keys.append(key)
            sample.append(item)
            continue
        place = min(range(k), key=keys.__getitem__)
        if key > keys[place]:
            keys[place], sample[place] = key, item
    return sample
