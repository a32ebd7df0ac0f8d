"""Hands `reservoir_sample` streams that can be read once, and makes lists of what it returns."""

import weakref
from collections.abc import Iterator

import solution


class _Once:
    """Gives each item once, and counts what was read."""

    def __init__(self, items: object) -> None:
        self._items = iter(items)
        self.n_read = 0

    def __iter__(self) -> "_Once":
        return self

    def __next__(self) -> object:
        item = next(self._items)
        self.n_read += 1
        return item


def _listed(sample: object) -> list:
    return sample.tolist() if hasattr(sample, "tolist") else list(sample)


def reservoir_sample(items: list, k: int, *seed: object) -> list:
    return _listed(solution.reservoir_sample(_Once(items), k, *seed))


def samples(n_items: int, k: int, seeds: list) -> list:
    """Give one sample of the numbers from 0 for each seed; None stands for no seed."""
    return [reservoir_sample(range(n_items), k, *([] if seed is None else [seed])) for seed in seeds]


def number_read(n_items: int, k: int, seed: int) -> int:
    stream = _Once(range(n_items))
    solution.reservoir_sample(stream, k, seed)
    return stream.n_read


class _Event:
    """Something whose end can be noticed."""


def most_kept(n_items: int, k: int, seed: int) -> list:
    """Give the largest number of items that were held while the stream was read, and the size of the sample."""
    alive = weakref.WeakSet()
    counts = [0]

    def events() -> Iterator[_Event]:
        for _ in range(n_items):
            counts[0] = max(counts[0], len(alive))
            event = _Event()
            alive.add(event)
            yield event
            del event

    sample = _listed(solution.reservoir_sample(events(), k, seed))
    return [counts[0], len(sample)]
