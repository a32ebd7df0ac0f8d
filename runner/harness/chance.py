"""Makes every generator of random numbers that the code does not seed itself start from the program's seed.

Generators keep their types and their interfaces; only where they would ask the system for a seed they get one of ours.
What asks for the system's randomness by name (`os.urandom`, `secrets`, `uuid4`, `random.SystemRandom`) is left alone.
"""

import random
import sys
from typing import Any

import numpy as np

_SEED_BITS = 256


def seed_generators(seed: int) -> None:
    """Seed `random`, NumPy and, where it is loaded, PyTorch; also generators that are made later without a seed."""
    _seed_random(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002 - the generator that older code draws from
    # Where `SeedSequence`, and with it `default_rng`, `RandomState` and every bit generator, looks for a seed.
    np.random.bit_generator.randbits = random.Random(f"numpy {seed}").getrandbits  # type: ignore[attr-defined]
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(seed)


def _seed_random(seed: int) -> None:
    seeded = random.Random.seed
    seeds = random.Random(f"random {seed}")

    def seed_or_ours(self: random.Random, a: Any = None, version: int = 2) -> None:
        seeded(self, seeds.getrandbits(_SEED_BITS) if a is None else a, version)

    seed_or_ours.__doc__ = seeded.__doc__
    seed_or_ours.__name__ = seed_or_ours.__qualname__ = "seed"
    random.Random.seed = seed_or_ours  # type: ignore[method-assign]
    # The module's own functions are methods of a generator that was made at its import.
    shared: random.Random = random.random.__self__  # type: ignore[attr-defined]
    random.seed = shared.seed
    random.seed(seed)
