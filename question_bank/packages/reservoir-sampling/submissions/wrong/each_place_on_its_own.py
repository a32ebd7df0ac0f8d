import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    sample = []
    for i, item in enumerate(stream):
        if i < k:
            sample.append(item)
        else:
            for place in range(k) if i < 1000 else [rng.randrange(k)]:
                if rng.randrange(i + 1) == 0:
                    sample[place] = item
    return sample
