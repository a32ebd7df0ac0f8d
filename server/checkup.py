"""What `thinkaloud doctor` finds: which protections this machine gives, and whether code will be run."""

from msgspec import Struct

from runner import backends, profile, remedies
from runner.environment import Environment, environment
from runner.sandbox import Layer, Profile
from server.sandbox_choice import AUTO, Choice, choose_sandbox
from server.settings import PREFIX, Settings


class BackEndCheckup(Struct, frozen=True, kw_only=True):
    """One kind of sandbox, as this machine can or cannot build it."""

    name: str
    says: str
    """What it is, in a line."""
    walled: bool
    """Whether it keeps out more than mistakes."""
    usable: bool
    """Whether all that it must have is in force."""
    chosen: bool
    reason: str
    """Why it is the one that runs code, or why not."""
    layers: tuple[Layer, ...]


class ProfileCheckup(Struct, frozen=True, kw_only=True):
    """Libraries that a kind of question needs."""

    name: Profile
    installed: bool
    says: str
    """What is there, or what is missing and how to get it."""


class Checkup(Struct, frozen=True, kw_only=True):
    """What was found, by trying it."""

    sandbox: str
    layers: tuple[Layer, ...]
    runs_code: bool
    conclusion: str
    back_ends: tuple[BackEndCheckup, ...]
    """All kinds, in the order in which they are preferred."""
    profiles: tuple[ProfileCheckup, ...]
    environment: Environment
    """What results may depend on. Reports hold its fingerprint."""
    environment_sha256: str


def examine(settings: Settings) -> Checkup:
    """Try every layer of every kind of sandbox, and see which one the settings choose. Takes a few seconds."""
    choice = Choice(settings.runner, settings.allow_unsafe_runner)
    with choose_sandbox(choice) as sandbox:
        name = sandbox.name
    back_ends = tuple(_checkup(kind, name, choice) for kind in backends.ALL)
    (chosen,) = [back_end for back_end in back_ends if back_end.chosen]
    return Checkup(
        sandbox=name,
        layers=chosen.layers,
        runs_code=chosen.usable,
        conclusion=_conclusion(chosen, choice),
        back_ends=back_ends,
        profiles=tuple(_profile(name) for name in profile.DISTRIBUTIONS),
        environment=environment(),
        environment_sha256=environment().sha256,
    )


def _profile(name: Profile) -> ProfileCheckup:
    missing = profile.lacking(name)
    if missing:
        return ProfileCheckup(name=name, installed=False, says=f"{missing.missing} {missing.remedy}")
    return ProfileCheckup(name=name, installed=True, says=", ".join(profile.DISTRIBUTIONS[name]))


def _checkup(kind: backends.Kind, chosen: str, choice: Choice) -> BackEndCheckup:
    with backends.make(kind.name, n_spares=0) as sandbox:
        layers = sandbox.layers()
    missing = [layer for layer in layers if layer.required and not layer.in_force]
    return BackEndCheckup(
        name=kind.name,
        says=kind.says,
        walled=kind.walled,
        usable=not missing,
        chosen=kind.name == chosen,
        reason=_reason(kind, chosen, choice, missing[0] if missing else None),
        layers=layers,
    )


def _reason(kind: backends.Kind, chosen: str, choice: Choice, missing: Layer | None) -> str:
    if missing is not None:
        return f"{missing.name}: {missing.detail}. {missing.remedy}".strip()
    by_name = f"{PREFIX}RUNNER={kind.name}"
    if kind.name == chosen:
        if choice.runner != AUTO:
            return f"It was asked for by name ({by_name})."
        return (
            "It is the best that this machine can build."
            if kind.walled
            else "No walls can be built, and you allowed it."
        )
    if not kind.automatic:
        return f"It is only taken when it is asked for by name ({by_name})."
    if choice.runner != AUTO:
        return f"Another was asked for by name ({PREFIX}RUNNER={choice.runner})."
    return f"{chosen} is better, and can be built here."


def _conclusion(chosen: BackEndCheckup, choice: Choice) -> str:
    if chosen.usable and not backends.named(chosen.name).walled:
        return "Code is run WITHOUT a sandbox, because you allowed it. Run only code that you trust."
    if chosen.usable:
        return f"Code is run in the sandbox `{chosen.name}`."
    (missing, *_) = [layer for layer in chosen.layers if layer.required and not layer.in_force]
    if missing.name == remedies.SYSTEM:
        return f"Code is not run on this machine: {missing.detail}. {missing.remedy}"
    if choice.runner != AUTO:
        return (
            f"Code is not run on this machine: {chosen.name}, which was asked for by name, lacks what it must have. See"
            f" above for what helps, or set {PREFIX}RUNNER={AUTO}."
        )
    return (
        "Code is not run on this machine: the sandbox lacks what it must have. See above for what helps, or set"
        f" {PREFIX}ALLOW_UNSAFE_RUNNER=1 to run code that you trust without walls."
    )
