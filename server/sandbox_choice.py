"""Picks the sandbox that runs candidates' code. Used by worker processes and the command line alike."""

from typing import TYPE_CHECKING

from runner.sandbox import Sandbox

if TYPE_CHECKING:
    from runner.sandbox_bubblewrap import BubblewrapSandbox
    from runner.sandbox_unwalled import UnwalledSandbox
    from runner.sandbox_warmfork import WarmForkSandbox

    ChosenSandbox = WarmForkSandbox | BubblewrapSandbox | UnwalledSandbox


def choose_sandbox(*, allow_unsafe: bool) -> "ChosenSandbox":
    """Give the fastest sandbox whose walls this machine can build.

    The unwalled one only where the walls are missing and the user asked for it by name.
    """
    # Imported here: only who runs code needs what the back-ends need.
    from runner.sandbox_bubblewrap import BubblewrapSandbox
    from runner.sandbox_unwalled import UnwalledSandbox
    from runner.sandbox_warmfork import WarmForkSandbox

    forking = WarmForkSandbox()
    if availability(forking)[0]:
        return forking
    forking.close()
    walled = BubblewrapSandbox()
    if allow_unsafe and not availability(walled)[0]:
        walled.close()
        return UnwalledSandbox()
    return walled


def availability(sandbox: Sandbox) -> tuple[bool, str]:
    """Say whether a sandbox gives all that it must on this machine, and if not what is missing and what helps."""
    missing = [layer for layer in sandbox.layers() if layer.required and not layer.in_force]
    if not missing:
        return True, ""
    says = " ".join(f"{layer.name}: {layer.detail} {layer.remedy}".strip() for layer in missing)
    return False, f"Code cannot be run safely on this machine. {says} `thinkaloud doctor` says more."
