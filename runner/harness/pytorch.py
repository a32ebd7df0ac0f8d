"""Sets PyTorch up for a program: one thread, the same numbers each time, and plain words for what cannot work in here.

Imported only where the profile has PyTorch. Must not know the program.
"""

import errno
import inspect
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any

import torch
from torch.utils.data import DataLoader

_COMPILES = "inductor"
"""The back-end of `torch.compile` that writes C++ and starts a compiler; it is also the default."""
_REFUSED = "torch.compile starts a compiler. Leave it out: a model does the same without, only slower"
_MOST_THREADS = 1_024
"""Whoever asks for as many as the machine has processors asks for no more."""
_OF_WORKERS = ("num_workers", "prefetch_factor", "persistent_workers", "timeout", "multiprocessing_context")
"""What a `DataLoader` wants to know of its worker processes, and refuses to be told when it has none."""


def set_up() -> None:
    """Fix threads and algorithms. Done before the limits: much is imported by it, as by an optimizer's first step."""
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch.use_deterministic_algorithms(mode=True, warn_only=True)
    # What it warns of differs from run to run with several threads or on a graphics card only. What counts in here:
    # memory that was never written to has the same content each time.
    warnings.filterwarnings("ignore", message=".*does not have a deterministic implementation")
    # Looks the processor up in /proc, of which a program sees only what is about itself.
    torch.backends.nnpack.is_available()
    torch.compile = _compile_or_refuse(torch.compile)
    torch.set_num_threads = _stay_with_one(torch.set_num_threads)
    torch.set_num_interop_threads = _stay_with_one(torch.set_num_interop_threads)
    DataLoader.__init__ = _without_workers(DataLoader.__init__)


def _compile_or_refuse(real: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(real)
    def compile_(model: Any = None, *args: Any, backend: Any = _COMPILES, **kwargs: Any) -> Any:
        if backend == _COMPILES:
            raise PermissionError(errno.EPERM, _REFUSED)
        return real(model, *args, backend=backend, **kwargs)

    return compile_


def _stay_with_one(real: Callable[[int], None]) -> Callable[[int], None]:
    """Take any number of threads and keep to one: sums of several differ in their last bits with their number."""

    @wraps(real)
    def set_(n: Any) -> None:
        if not isinstance(n, int) or n < 1:
            # It has the words for what is no number of threads.
            real(n)
        elif n > _MOST_THREADS:
            name = real.__name__
            raise PermissionError(errno.EPERM, f"torch.{name}({n}) asks for too many threads. In here there is one")

    return set_


def _without_workers(real: Callable[..., None]) -> Callable[..., None]:
    """Have batches made in the program's own process, since there can be no other."""
    signature = inspect.signature(real)

    @wraps(real)
    def init(*args: Any, **kwargs: Any) -> None:
        given = signature.bind(*args, **kwargs).arguments
        rest = given.pop("kwargs", {})
        real(**{name: value for name, value in given.items() if name not in _OF_WORKERS}, **rest)

    return init
