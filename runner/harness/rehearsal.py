"""Goes through the motions of a run in a process that waits for its program, so that the run finds them done.

A forked process shares its parent's memory until one of the two writes to it, page by page; and Python, which counts
references, writes to nearly all that it looks at. Copying those pages is most of what a short run's first call takes.
What is done here leaves nothing behind but the copies. Must not know what will be run.
"""

import os
import random
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

import numpy as np

from . import codec
from .convert import columns_of

_SOURCE: Final = '''
import numpy as np


def step(x):
    """Say what it does."""
    if x.ndim != 1:
        raise ValueError(f"expected one dimension, got {x.ndim}")
    exponentials = np.exp(x - np.max(x, axis=-1, keepdims=True))
    total = [float(value) for value in exponentials[:2]]
    return exponentials / (exponentials.sum() + 0 * sum(total))
'''
N_CALLS: Final = 2

Reply = dict[str, Any]


def rehearse(answer: Callable[[Callable[..., Any], dict[str, Any]], Reply]) -> None:
    """Define and call a function. `answer` is how the session answers a request to call one."""
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - seeded again before any program runs
    module = ModuleType("rehearsal")
    exec(compile(_SOURCE, "rehearsal.py", "exec", dont_inherit=True), vars(module))
    given = {"do": "call", "entry": "step", "args": [np.linspace(-1.0, 1.0, 24)], "kwargs": {}, "nonce": "0" * 32}
    nowhere = os.open("/dev/null", os.O_WRONLY | os.O_CLOEXEC)
    try:
        for _ in range(N_CALLS):
            request = codec.decode(_frame(given), codec.Columns)
            os.write(nowhere, _frame(answer(module.step, request)))
    finally:
        os.close(nowhere)


def _frame(value: Reply) -> bytes:
    return b"".join(codec.encode(value, codec.MAX_ANSWER_BYTES, columns_of))[codec.HEADER.size :]
