import random


def reservoir_sample(stream, k, seed=None):
    sample = []
    for i, item in enumerate(stream):
        if i < k:
            sample.append(item)
        else:
            share = random.Random(seed).random()
            if share * (i + 1) < k:
                sample[int(share * (i + 1))] = item
    return sample
