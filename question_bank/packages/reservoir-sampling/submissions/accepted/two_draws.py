from itertools import islice

import numpy as np


def reservoir_sample(stream, k, seed=None):
    rng = np.random.default_rng(seed)
    stream = iter(stream)
    kept = list(islice(stream, k))
    seen = len(kept)
    for item in stream:
        seen += 1
        if rng.random() < k / seen:
            kept[rng.integers(k)] = item
    return kept
