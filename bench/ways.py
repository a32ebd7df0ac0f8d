"""The ways to run that are measured side by side, each made ready once for a profile."""

import contextlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bench import jupyter
from bench.bare_fork import BareStack, PlainLoop
from bench.load import LIMITS, SOURCE, Run, sandboxed
from runner.sandbox import Profile, Program, SandboxError
from runner.sandbox_bubblewrap import BubblewrapSandbox
from runner.sandbox_unwalled import UnwalledSandbox
from runner.sandbox_warmfork import WarmForkSandbox

FLOOR = "bare fork, same stack"
COLD = "cold interpreter, no walls"


class Way(NamedTuple):
    """One way to run: how, and which processes are idle for it between runs."""

    name: str
    run: Callable[[], Run]
    idle: Callable[[], list[int]]
    share: int = 1
    """It takes part in one of so many rounds: the slow ones would eat the time of the others."""


@contextlib.contextmanager
def ways(profile: Profile) -> Iterator[tuple[list[Way], list[str]]]:
    """Make all ways ready; give them, and a word on each that is left out."""
    with contextlib.ExitStack() as stack:
        left_out: list[str] = []
        # Forked first, while this process has no thread and little memory.
        plain = PlainLoop(profile)
        stack.callback(plain.close)
        bare = stack.enter_context(BareStack(profile))
        on_demand = stack.enter_context(WarmForkSandbox(n_spares=0))
        with_spare = stack.enter_context(WarmForkSandbox(n_spares=1))
        cold = stack.enter_context(BubblewrapSandbox(n_spares=0))
        bare_cold = stack.enter_context(UnwalledSandbox(n_spares=0))
        found = [
            Way("bare fork, plain loop", plain.run, lambda: [plain.pid]),
            Way(FLOOR, lambda: sandboxed(bare.open, profile), lambda: [bare.pid]),
            Way("full stack, on demand", lambda: sandboxed(on_demand.open, profile), on_demand.parent_pids),
            Way("full stack, with a spare", lambda: sandboxed(with_spare.open, profile), with_spare.parent_pids),
            *_guests(stack, profile, left_out),
            *_kernels(stack, profile, left_out),
            Way(COLD, lambda: sandboxed(bare_cold.open, profile), list, 4),
            Way("cold interpreter, bubblewrap", lambda: sandboxed(cold.open, profile), list, 4),
        ]
        yield found, left_out


def _guests(stack: contextlib.ExitStack, profile: Profile, left_out: list[str]) -> list[Way]:
    """Give gVisor, on demand and with a spare, where it is."""
    try:
        from runner.sandbox_gvisor import GvisorSandbox
    except ImportError:
        left_out.append("gVisor: this version has no such back-end")
        return []
    found = []
    for name, n_spares in (("gVisor, on demand", 0), ("gVisor, with a spare", 1)):
        sandbox = stack.enter_context(GvisorSandbox(n_spares=n_spares))
        try:
            sandbox.open(Program(SOURCE, profile=profile), LIMITS).close()
        except SandboxError as error:
            lines = str(error).splitlines()
            left_out.append(f"gVisor: {lines[0]}{f' … {lines[-1]}' if len(lines) > 1 else ''}")
            break

        def run(sandbox: GvisorSandbox = sandbox) -> Run:
            return sandboxed(sandbox.open, profile)

        found.append(Way(name, run, sandbox.parent_pids, 2))
    return found


def _kernels(stack: contextlib.ExitStack, profile: Profile, left_out: list[str]) -> list[Way]:
    """Give a warm Jupyter kernel, where one is installed."""
    if not jupyter.is_installed():
        left_out.append("Jupyter: install requirements/bench.txt to have it here")
        return []
    kernel = jupyter.Kernel(profile)
    stack.callback(kernel.close)
    return [Way("Jupyter kernel, warm", kernel.run, lambda: kernel.pids)]
