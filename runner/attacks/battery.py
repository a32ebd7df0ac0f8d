"""The whole battery: every attack on every back-end, the watchers tried first, honest code run after each attack."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct

from runner.attacks.control import expect_watchers_awake
from runner.attacks.submissions import KINDS, Attack, Kind, Severity
from runner.attacks.surroundings import Surroundings
from runner.attacks.trial import Trace, Witness, try_attack
from runner.sandbox import Profile, Sandbox, SandboxError

ATTACKS_EACH_OPENING: Final = 60
"""A back-end is opened anew after so many, well before a warm parent would be replaced by itself: its successor would
look like a process that an attack has left behind."""

MakeSandbox = Callable[[], AbstractContextManager[Sandbox]]
"""Opens a back-end that keeps no spares: a spare that is just being made would look like something left behind."""


class Tried(Struct, frozen=True):
    """One attack, tried on one back-end."""

    back_end: str
    attack: str
    kind: Kind
    severity: Severity
    seen: tuple[str, ...]
    """What it managed to do; empty when it failed."""


class Skipped(Struct, frozen=True):
    """What could not be tried here, and why."""

    back_end: str
    what: str
    why: str


class Tally(Struct, frozen=True):
    """One class of attacks on one back-end."""

    back_end: str
    kind: Kind
    n_tried: int
    n_worked: int


class BatteryReport(Struct, frozen=True):
    """What came of it."""

    watchers: tuple[str, ...]
    """What was done on purpose and without walls beforehand, and was seen."""
    tallies: tuple[Tally, ...]
    worked: tuple[Tried, ...]
    skipped: tuple[Skipped, ...]
    n_tried: int
    n_worked: int


def run_battery(
    attacks: Sequence[Attack],
    back_ends: Mapping[str, MakeSandbox],
    tell: Callable[[Tried], None] = lambda _: None,
) -> BatteryReport:
    """Try all attacks on all back-ends, telling of each as it ends. Raises WatchersAsleep."""
    tried: list[Tried] = []
    skipped: list[Skipped] = []
    with TemporaryDirectory(prefix="thinkaloud-decoys-", ignore_cleanup_errors=True) as folder:
        around = Surroundings(Path(folder))
        with around.staged():
            watchers = expect_watchers_awake(around)
            for name, make in back_ends.items():
                for each in _on(name, make, attacks, around):
                    if isinstance(each, Skipped):
                        skipped.append(each)
                    else:
                        tried.append(each)
                        tell(each)
    return _report(watchers, tried, skipped)


def _on(name: str, make: MakeSandbox, attacks: Sequence[Attack], around: Surroundings) -> Iterator[Tried | Skipped]:
    # Attacks of one profile follow each other, so that few openings warm more than one.
    ordered = sorted(attacks, key=lambda attack: (attack.profile, KINDS.index(attack.kind), attack.name))
    for start in range(0, len(ordered), ATTACKS_EACH_OPENING):
        chunk = ordered[start : start + ATTACKS_EACH_OPENING]
        try:
            with make() as sandbox:
                yield from _on_opened(name, sandbox, chunk, around)
        except SandboxError as error:
            yield Skipped(name, f"{len(chunk)} attacks from {chunk[0].name} on", str(error))


def _on_opened(
    name: str, sandbox: Sandbox, attacks: Sequence[Attack], around: Surroundings
) -> Iterator[Tried | Skipped]:
    witnesses: dict[Profile, Witness] = {}
    for attack in attacks:
        if attack.profile not in witnesses:
            # Also starts what the back-end keeps for that profile, before anything is looked for that was not there.
            witnesses[attack.profile] = Witness(sandbox, attack.profile)
            if complaint := witnesses[attack.profile].complaint():
                raise SandboxError(complaint)
        trace = try_attack(attack, sandbox, around)
        complaint = witnesses[attack.profile].complaint()
        yield _tried(name, attack, trace, complaint)


def _tried(name: str, attack: Attack, trace: Trace, complaint: str) -> Tried:
    seen = (*trace.findings, complaint) if complaint else trace.findings
    return Tried(name, attack.name, attack.kind, attack.severity, seen)


def _report(watchers: tuple[str, ...], tried: Sequence[Tried], skipped: Sequence[Skipped]) -> BatteryReport:
    n_tried = Counter((each.back_end, each.kind) for each in tried)
    worked = tuple(each for each in tried if each.seen)
    n_worked = Counter((each.back_end, each.kind) for each in worked)
    tallies = tuple(
        Tally(back_end, kind, n_tried[back_end, kind], n_worked[back_end, kind])
        for back_end in dict.fromkeys(each.back_end for each in tried)
        for kind in KINDS
        if n_tried[back_end, kind]
    )
    return BatteryReport(watchers, tallies, worked, tuple(skipped), len(tried), len(worked))
