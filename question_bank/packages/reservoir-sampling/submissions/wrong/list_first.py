import random


def reservoir_sample(stream, k, seed=None):
    items = list(stream)
    return random.Random(seed).sample(items, min(k, len(items)))
