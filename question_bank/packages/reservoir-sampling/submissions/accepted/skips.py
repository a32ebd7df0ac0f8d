import math
import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    chosen = []
    weight = math.exp(math.log(1.0 - rng.random()) / k)
    wait = -1
    for item in stream:
        if len(chosen) < k:
            chosen.append(item)
            continue
        if wait < 0:
            wait = int(math.log(1.0 - rng.random()) / math.log1p(-weight)) if weight < 1 else 0
        if wait == 0:
            chosen[rng.randrange(k)] = item
            weight *= math.exp(math.log(1.0 - rng.random()) / k)
        wait -= 1
    return chosen
