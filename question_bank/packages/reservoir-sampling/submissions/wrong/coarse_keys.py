import heapq
import random


def reservoir_sample(stream, k, seed=None):
    rng = random.Random(seed)
    heap = []
    for n_read, item in enumerate(stream):
        heapq.heappush(heap, (rng.randrange(100), n_read, item))
        if len(heap) > k:
            heapq.heappop(heap)
    return [entry[2] for entry in heap]
