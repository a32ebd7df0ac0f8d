"""What `thinkaloud doctor` finds: which protections this machine gives, and whether code will be run."""

from msgspec import Struct

from runner.sandbox import Layer
from server.sandbox_choice import availability
from server.settings import Settings
from server.wiring import make_sandbox


class Checkup(Struct, frozen=True, kw_only=True):
    """What was found, by trying it."""

    sandbox: str
    layers: tuple[Layer, ...]
    runs_code: bool
    conclusion: str


def examine(settings: Settings) -> Checkup:
    """Try every layer of the sandbox that the settings choose."""
    with make_sandbox(settings) as sandbox:
        layers = sandbox.layers()
        walled, _ = availability(sandbox)
        name = sandbox.name
    if not walled:
        conclusion = (
            "Code is not run on this machine: the sandbox lacks what it must have. See above for what helps, or set"
            " THINKALOUD_ALLOW_UNSAFE_RUNNER=1 to run code that you trust without walls."
        )
    elif settings.allow_unsafe_runner and not all(layer.in_force for layer in layers):
        conclusion = "Code is run WITHOUT a sandbox, because you allowed it. Run only code that you trust."
    else:
        conclusion = "Code is run in the sandbox."
    return Checkup(sandbox=name, layers=layers, runs_code=walled, conclusion=conclusion)
