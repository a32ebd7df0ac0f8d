"""The battery itself: what it reads, what its watchers see, and that it can find something at all."""

import ctypes
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runner.attacks import control
from runner.attacks.battery import run_battery
from runner.attacks.control import WatchersAsleep, expect_watchers_awake
from runner.attacks.footprint import footprint, left_behind
from runner.attacks.submissions import Attack, AttackUnreadable, NoAttacks, builtin_folder, read_attack, read_attacks
from runner.attacks.surroundings import Surroundings
from runner.attacks.trial import Witness, try_attack
from runner.report import Verdict
from runner.sandbox import Answered, Remains, SandboxError, Stopped

linux = pytest.mark.skipif(sys.platform != "linux", reason="what is watched is Linux's")


class Played:
    """A back-end and a box in one that answers as it is told."""

    name = "played"

    def __init__(self, answer: Any = None, *, stdout: str = "", fails: Exception | None = None) -> None:
        self._answer, self._stdout, self._fails = answer, stdout, fails

    def open(self, program, limits):
        if self._fails is not None:
            raise self._fails
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def load(self):
        return Answered(None)

    def call(self, entry: str, args: Sequence[Any] = ()):
        answer = self._answer(*args) if callable(self._answer) else self._answer
        return answer if isinstance(answer, Stopped) else Answered(answer)

    def close(self):
        return Remains(self._stdout, "", truncated=False, figures=(), cpu_ms=None, peak_memory_mib=None)


@pytest.fixture
def around(tmp_path: Path):
    surroundings = Surroundings(tmp_path / "decoys")
    with surroundings.staged():
        yield surroundings


def attack(source: str = "", **head: Any) -> Attack:
    return Attack("played", source, kind="steal", severity="high", **head)


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_head_is_read_from_comments_or_from_a_docstring(tmp_path: Path):
    lines = "class: exhaust\n{0}success: it goes on and on\n{0}severity: low\n{0}ends: time_limit output_limit\n"
    as_comments = write(tmp_path, "a.py", "# " + lines.format("# ") + "x = 1\n")
    as_docstring = write(tmp_path, "b.py", f'"""An attack.\n\n{lines.format("")}"""\nx = 1\n')
    for path in (as_comments, as_docstring):
        found = read_attack(path, tmp_path)
        assert (found.kind, found.severity, found.success) == ("exhaust", "low", "it goes on and on")
        assert found.allowed_ends == {"time_limit", "output_limit"}


def test_the_folder_names_the_class_where_the_head_does_not(tmp_path: Path):
    write(tmp_path, "forge/zero.py", "import sys\nsys.exit(0)\n")
    (found,) = read_attacks(tmp_path)
    assert (found.name, found.kind, found.severity) == ("forge/zero", "forge", "critical")


def test_what_does_not_parse_and_what_is_no_text_can_be_tried_too(tmp_path: Path):
    write(tmp_path, "disturb/odd.py", b"# class: disturb\n\xff\xfe(((\0")
    (found,) = read_attacks(tmp_path)
    assert found.kind == "disturb"
    with pytest.raises(UnicodeEncodeError):
        found.source.encode()


@pytest.mark.parametrize(
    "head", ["# class: charm", "# class: steal\n# severity: awful", "# class: steal\n# profile: r", ""]
)
def test_a_head_that_says_something_else_is_refused_by_name(tmp_path: Path, head: str):
    path = write(tmp_path, "a.py", head)
    with pytest.raises(AttackUnreadable, match=r"a\.py"):
        read_attack(path, tmp_path)


def test_an_empty_folder_is_no_battery(tmp_path: Path):
    with pytest.raises(NoAttacks, match="no Python files"):
        read_attacks(tmp_path)


@linux
def test_a_right_answer_is_found(around: Surroundings, monkeypatch: pytest.MonkeyPatch):
    # The expected values come from here as well, which no attack can say of itself.
    made = np.random.default_rng(5)
    monkeypatch.setattr(np.random, "default_rng", lambda *_: made)
    state = np.random.Generator(np.random.PCG64(5))

    def guess(given):
        state.normal(size=5)
        return state.normal(size=5)

    assert try_attack(attack(), Played(guess), around).findings == ("a wrong submission passed",)


@linux
@pytest.mark.parametrize(
    ("answer", "stdout", "head", "beginning"),
    [
        ("{secret}", "", {}, "it says that it worked"),
        (None, "{decoy}", {}, "a secret of this machine came out"),
        (0, "", {"allowed_ends": frozenset({"forbidden"})}, "it should have ended as forbidden"),
    ],
)
def test_what_an_attack_shows_is_found(around: Surroundings, answer, stdout: str, head, beginning: str):
    words = {"secret": around.told, "decoy": around.decoy}
    answer = answer.format(**words) if isinstance(answer, str) else answer
    trace = try_attack(attack(**head), Played(answer, stdout=stdout.format(**words)), around)
    assert [finding for finding in trace.findings if finding.startswith(beginning)] == list(trace.findings) != []


@linux
@pytest.mark.parametrize("error", [SandboxError("gone"), RuntimeError("surprised")])
def test_a_judge_that_fails_counts_as_a_success_of_the_attack(around: Surroundings, error: Exception):
    (finding,) = try_attack(attack(), Played(fails=error), around).findings
    assert str(error) in finding


@linux
def test_an_honest_end_is_no_finding(around: Surroundings):
    ended = Stopped(Verdict.FORBIDDEN, "no")
    assert try_attack(attack(allowed_ends=frozenset({"forbidden"})), Played(ended), around).findings == ()


@linux
def test_the_watchers_see_what_is_done_in_front_of_them_and_all_is_put_right_again(around: Surroundings):
    before = footprint(around.mark)
    assert expect_watchers_awake(around) == control.EXPECTED
    assert left_behind(before, lambda: footprint(around.mark)) == []
    assert around.damage() == []


@linux
def test_orphans_are_adopted_only_while_the_decoys_stand(tmp_path: Path):
    def adopts() -> int:
        answer = ctypes.c_int()
        ctypes.CDLL(None).prctl(37, ctypes.byref(answer), 0, 0, 0)
        return answer.value

    before = adopts()
    with Surroundings(tmp_path).staged():
        assert adopts() == 1
    assert adopts() == before


def test_a_battery_whose_watchers_sleep_says_nothing_of_attacks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Surroundings, "damage", lambda self: [])
    with pytest.raises(WatchersAsleep, match="listener"):
        run_battery([attack()], {})


@linux
def test_the_battery_counts_by_back_end_and_class_and_says_what_it_could_not_try(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Witness, "complaint", lambda self: "")
    told: list[str] = []

    @contextmanager
    def made(sandbox):
        yield sandbox

    attacks = [attack(), Attack("b", "", kind="forge", severity="critical", allowed_ends=frozenset({"error"}))]
    report = run_battery(
        attacks,
        {"good": lambda: made(Played(Stopped(Verdict.ERROR, ""))), "bad": lambda: made(Played(0))},
        lambda tried: told.append(f"{tried.back_end} {tried.attack}"),
    )
    assert [(tally.back_end, tally.kind, tally.n_tried, tally.n_worked) for tally in report.tallies] == [
        ("good", "forge", 1, 0),
        ("good", "steal", 1, 0),
        ("bad", "forge", 1, 1),
        ("bad", "steal", 1, 0),
    ]
    assert [(tried.back_end, tried.attack, tried.severity) for tried in report.worked] == [("bad", "b", "critical")]
    assert (report.n_tried, report.n_worked, report.skipped) == (4, 1, ())
    assert sorted(told) == ["bad b", "bad played", "good b", "good played"]


def test_the_product_brings_its_own_battery():
    attacks = read_attacks(builtin_folder())
    assert len(attacks) > 200
    assert len({found.name for found in attacks}) == len(attacks)
