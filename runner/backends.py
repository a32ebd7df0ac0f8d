"""The back-ends that there are, in the order in which they are preferred.

One list for the server, the doctor, the tests and the benches. Making one imports what it needs, so nothing of it is
imported before. Must not try what a machine can do: that is asked of a back-end's `layers`.
"""

import sys
from collections.abc import Callable
from typing import Protocol, Self

from msgspec import Struct

from runner.report import Limits
from runner.sandbox import Profile, Sandbox
from runner.sandbox_elsewhere import ElsewhereSandbox


class BackEnd(Sandbox, Protocol):
    """A sandbox as one holds it: made ready ahead, and closed."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...

    def warm(self, profile: Profile, limits: Limits | None = None) -> None:
        """Have what takes long ready in the background. Raises SandboxUnavailable."""
        ...

    def close(self) -> None:
        """End all that is kept ready. Safe to call twice."""
        ...


class Kind(Struct, frozen=True):
    """One kind of back-end."""

    name: str
    says: str
    """What it is, in a line."""
    walled: bool
    """Whether it keeps out more than mistakes. One that does not is only taken when it is named."""
    automatic: bool
    """Whether it may be chosen without being named."""
    make: Callable[[int], BackEnd]
    """Makes one that keeps so many spares of each profile."""


def _warm_fork(n_spares: int) -> BackEnd:
    from runner.sandbox_warmfork import WarmForkSandbox

    return WarmForkSandbox(n_spares=n_spares)


def _bubblewrap(n_spares: int) -> BackEnd:
    from runner.sandbox_bubblewrap import BubblewrapSandbox

    return BubblewrapSandbox(n_spares=n_spares)


def _gvisor(n_spares: int) -> BackEnd:
    from runner.sandbox_gvisor import GvisorSandbox

    return GvisorSandbox(n_spares=n_spares)


def _unwalled(n_spares: int) -> BackEnd:
    from runner.sandbox_unwalled import UnwalledSandbox

    return UnwalledSandbox(n_spares=n_spares)


ALL = (
    Kind("warm-fork", "a process forked behind two rows of namespaces", walled=True, automatic=True, make=_warm_fork),
    Kind("bubblewrap", "a fresh interpreter behind namespaces", walled=True, automatic=True, make=_bubblewrap),
    Kind("gvisor", "a process forked behind a second kernel, for servers", walled=True, automatic=False, make=_gvisor),
    Kind("unwalled", "limits alone: from mistakes, not from attacks", walled=False, automatic=False, make=_unwalled),
)
"""In the order in which they are preferred."""

NAMES = tuple(kind.name for kind in ALL)


def named(name: str) -> Kind:
    """Give the kind of this name. Raises KeyError."""
    return {kind.name: kind for kind in ALL}[name]


def make(name: str, *, n_spares: int = 1) -> BackEnd:
    """Make a back-end by its name; where there is no Linux, one that says so. Raises KeyError."""
    kind = named(name)
    return kind.make(n_spares) if sys.platform == "linux" else ElsewhereSandbox(name)


def what_is_missing(name: str) -> str:
    """Say which program a kind needs that is not installed here at all; empty when nothing is.

    A quick look. Whether what is there gives all that it must, `layers` finds out by trying.
    """
    from runner import walls, walls_gvisor

    if sys.platform != "linux":
        return "Linux"
    if named(name).walled and not walls.find_bubblewrap():
        return "bubblewrap"
    if name == "gvisor" and walls_gvisor.find_runsc() is None:
        return "runsc"
    return ""


def installed(*, walled_only: bool = False) -> tuple[Kind, ...]:
    """List the kinds whose programs this machine has."""
    return tuple(kind for kind in ALL if (kind.walled or not walled_only) and not what_is_missing(kind.name))
