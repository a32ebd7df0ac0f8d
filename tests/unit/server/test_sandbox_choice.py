"""Which sandbox is taken: the best that can be built, or the one that was asked for by name and no other."""

from typing import get_args

import pytest

from runner import backends
from runner.sandbox import Layer
from server.checkup import examine
from server.sandbox_choice import AUTO, Choice, availability, choose_sandbox
from server.settings import Settings

OFFERED = Settings.model_fields["runner"].annotation


class Machine:
    """Back-ends that find what they are told to find."""

    def __init__(self, *usable: str) -> None:
        self.usable = usable
        self.open: list[str] = []

    def make(self, name: str, *, n_spares: int = 1) -> "FakeSandbox":
        return FakeSandbox(name, self)


class FakeSandbox:
    def __init__(self, name: str, machine: Machine) -> None:
        self.name, self._machine = name, machine
        machine.open.append(name)

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def layers(self) -> tuple[Layer, ...]:
        there = self.name in self._machine.usable
        return (Layer("wall", in_force=there, required=True, detail="it is high", remedy="" if there else "Build it."),)

    def close(self) -> None:
        self._machine.open.remove(self.name)


def machine_with(monkeypatch: pytest.MonkeyPatch, *usable: str) -> Machine:
    machine = Machine(*usable)
    monkeypatch.setattr(backends, "make", machine.make)
    return machine


@pytest.mark.parametrize(
    ("usable", "choice", "taken"),
    [
        (backends.NAMES, Choice(), "warm-fork"),
        (("bubblewrap", "gvisor", "unwalled"), Choice(), "bubblewrap"),
        (("gvisor", "unwalled"), Choice(), "bubblewrap"),
        (("unwalled",), Choice(), "bubblewrap"),
        (("unwalled",), Choice(allow_unsafe=True), "unwalled"),
        (("bubblewrap", "unwalled"), Choice(allow_unsafe=True), "bubblewrap"),
        (backends.NAMES, Choice("gvisor"), "gvisor"),
        (backends.NAMES, Choice("unwalled"), "unwalled"),
        (("warm-fork", "unwalled"), Choice("gvisor", allow_unsafe=True), "gvisor"),
    ],
)
def test_what_is_taken(monkeypatch: pytest.MonkeyPatch, usable, choice: Choice, taken: str):
    machine = machine_with(monkeypatch, *usable)
    with choose_sandbox(choice) as sandbox:
        assert sandbox.name == taken
        # Whatever was looked at and not taken holds nothing any more.
        assert machine.open == [taken]


def test_one_that_lacks_something_says_what_and_what_helps(monkeypatch: pytest.MonkeyPatch):
    machine_with(monkeypatch)
    with choose_sandbox() as sandbox:
        available, message = availability(sandbox)
    assert not available
    assert "wall: it is high. Build it." in message


def test_every_back_end_can_be_set_and_nothing_else():
    assert set(get_args(OFFERED)) == {AUTO, *backends.NAMES}


@pytest.mark.parametrize(
    ("usable", "settings", "runs", "conclusion", "reasons"),
    [
        (
            backends.NAMES,
            {},
            True,
            "in the sandbox `warm-fork`",
            {"bubblewrap": "warm-fork is better", "gvisor": "THINKALOUD_RUNNER=gvisor", "unwalled": "by name"},
        ),
        (("bubblewrap", "unwalled"), {}, True, "`bubblewrap`", {"warm-fork": "Build it.", "gvisor": "Build it."}),
        (("unwalled",), {}, False, "THINKALOUD_ALLOW_UNSAFE_RUNNER=1", {"warm-fork": "wall: it is high. Build it."}),
        (("unwalled",), {"allow_unsafe_runner": True}, True, "WITHOUT a sandbox", {"unwalled": "you allowed it"}),
        (backends.NAMES, {"runner": "gvisor"}, True, "`gvisor`", {"gvisor": "asked for", "warm-fork": "Another was"}),
        (("warm-fork", "unwalled"), {"runner": "gvisor"}, False, "asked for by name", {"gvisor": "Build it."}),
    ],
)
def test_the_doctor_says_of_each_why_it_is_or_is_not_the_one(
    monkeypatch: pytest.MonkeyPatch, usable, settings, runs, conclusion, reasons
):
    machine_with(monkeypatch, *usable)
    checkup = examine(Settings(**settings))
    assert checkup.runs_code is runs
    assert conclusion in checkup.conclusion
    assert [back_end.name for back_end in checkup.back_ends] == list(backends.NAMES)
    assert [back_end.name for back_end in checkup.back_ends if back_end.chosen] == [checkup.sandbox]
    for back_end in checkup.back_ends:
        assert reasons.get(back_end.name, "") in back_end.reason
