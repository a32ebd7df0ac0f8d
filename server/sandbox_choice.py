"""Picks the sandbox that runs candidates' code. Used by worker processes and the command line alike."""

from typing import NamedTuple

from runner import backends
from runner.backends import BackEnd
from runner.sandbox import Sandbox

AUTO = "auto"


class Choice(NamedTuple):
    """What the user asked for."""

    runner: str = AUTO
    """A back-end by its name, or the best that may be chosen without being named."""
    allow_unsafe: bool = False
    """Whether code may be run without walls where `auto` finds no better."""


AUTOMATIC = Choice()


def choose_sandbox(choice: Choice = AUTOMATIC) -> BackEnd:
    """Give the sandbox that was asked for by name, else the fastest whose walls this machine can build.

    The unwalled one only where the user asked for it by name. What is given may be one that cannot run code here: its
    `layers` say why.
    """
    if choice.runner != AUTO:
        return backends.make(choice.runner)
    names = [kind.name for kind in backends.ALL if kind.automatic]
    for name in names:
        sandbox = backends.make(name)
        if availability(sandbox)[0] or (name == names[-1] and not choice.allow_unsafe):
            return sandbox
        sandbox.close()
    return backends.make("unwalled")


def availability(sandbox: Sandbox) -> tuple[bool, str]:
    """Say whether a sandbox gives all that it must on this machine, and if not what is missing and what helps."""
    missing = [layer for layer in sandbox.layers() if layer.required and not layer.in_force]
    if not missing:
        return True, ""
    says = " ".join(f"{layer.name}: {layer.detail}. {layer.remedy}".strip() for layer in missing)
    return False, f"Code cannot be run safely on this machine. {says} `thinkaloud doctor` says more."
