import heapq
import random


class Reservoir:
    def __init__(self, size, seed):
        self.size, self.heap, self.n_seen = size, [], 0
        self.random = random.Random(seed)

    def add(self, item):
        entry = (self.random.random(), self.n_seen, item)
        self.n_seen += 1
        if len(self.heap) < self.size:
            heapq.heappush(self.heap, entry)
        elif entry[0] > self.heap[0][0]:
            heapq.heapreplace(self.heap, entry)


def reservoir_sample(stream, k, seed=None):
    reservoir = Reservoir(k, seed)
    for event in stream:
        reservoir.add(event)
    return tuple(entry[2] for entry in reservoir.heap)
