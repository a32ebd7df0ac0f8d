"""A scenario: who a simulated candidate is, what they say, type and press, and how they answer. Data, kept as TOML.

The files lie in `scenarios/`, one a persona. Texts are templates over a question's package (see `phrasing`). Must not
know a question or a log.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from runner.report import Purpose

Section: TypeAlias = Literal["clarify", "plan", "work", "discuss", "wrap_up"]
"""Part of an interview as a candidate sees it; `work` is coding and checking, between which they go back and forth."""
SECTIONS: tuple[Section, ...] = ("clarify", "plan", "work", "discuss", "wrap_up")

Asked: TypeAlias = Literal[
    "plan", "plan_more", "follow_up", "follow_up_more", "trigger", "tests", "complexity", "complexity_why",
    "reflection", "run_remark", "ask_back", "offer_hint", "nudge", "your_call",
]  # fmt: skip
"""What the interviewer's turn wants of the candidate."""

Means: TypeAlias = Literal["", "fact", "order", "asks_answer", "asks_time", "asks_repeat", "code_in_chat", "stop"]
"""What words are meant as, where the interviewer's reply to them is fixed; `fact` is named by the step itself."""


class _Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Pace(_Part, frozen=True, kw_only=True):
    """How long things take, in seconds; the seed moves each a little."""

    think: float = 12.0
    """Before something is said."""
    answer: float = 25.0
    """Before a question is answered."""
    piece: float = 20.0
    """For a piece of code."""
    run: float = 8.0
    """Before a run is asked for."""
    hint: float = 20.0
    button: float = 5.0
    piece_lines: int = 5
    """Lines of code that are typed in one go; 0 puts all of it in at once."""


class Step(_Part, frozen=True, kw_only=True):
    """One thing that is done. Exactly one of `say`, `write`, `run`, `hint`, `move_on` and `end` is given."""

    say: tuple[str, ...] = ()
    """Wordings, of which the seed chooses one."""
    each: Literal["", "facts", "decisions"] = ""
    """Say it for each of these of the package; `{it...}` stands for the one at hand."""
    first: int = 0
    """Of these only so many; 0 means all."""
    every: int = 1
    """Of these only every so-manieth."""
    means: Means = ""
    write: str = ""
    """Name of a code, see `phrasing.code_of`, or of one in the scenario's own `code`."""
    comment: str = ""
    """Put below the code."""
    run: Purpose | Literal[""] = ""
    hint: bool = False
    """Press the hint button."""
    move_on: bool = False
    end: bool = False
    when: Literal["always", "failing", "passing"] = "always"
    """Only if the last run failed, or passed."""
    after: float | None = None
    """Seconds, in place of what the pace says."""


class Reply(_Part, frozen=True, kw_only=True):
    """How questions of one kind are answered."""

    say: tuple[str, ...] = ()
    """Wordings; none means silence."""
    in_turn: bool = False
    """One after the other, by the place of the question among its kind, rather than chosen by the seed."""


class Scenario(_Part, frozen=True, kw_only=True):
    """A whole persona."""

    format: Literal[1]
    id: str
    says: str
    """Who this is, in one sentence."""
    manner: Literal["plain", "broken_english"] = "plain"
    pace: Pace = Pace()
    phrases: Mapping[str, tuple[str, ...]] = {}
    """Wordings for templates by name: `{name}`."""
    code: Mapping[str, str] = {}
    """Code of the persona's own."""
    clarify: tuple[Step, ...] = ()
    plan: tuple[Step, ...] = ()
    work: tuple[Step, ...] = ()
    discuss: tuple[Step, ...] = ()
    wrap_up: tuple[Step, ...] = ()
    replies: Mapping[Asked, Reply] = {}
    waits_in: tuple[Section, ...] = ()
    """Sections in which they wait when nothing is left to do; elsewhere they press the button for moving on."""

    def steps(self, section: Section) -> tuple[Step, ...]:
        """Give the steps of a section."""
        steps: tuple[Step, ...] = getattr(self, section)
        return steps


class ScenarioError(Exception):
    """A scenario that cannot be played. The message says which, and why."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"The scenario {name} cannot be played: {problem}.")


class UnknownPersona(ScenarioError):
    """There is no persona of this name."""

    def __init__(self, name: str) -> None:
        Exception.__init__(self, f"There is no persona {name!r}; there are {', '.join(persona_ids())}.")


def scenario_from_toml(text: str, name: str) -> Scenario:
    """Read a scenario. Raises ScenarioError."""
    try:
        scenario = msgspec.convert(tomllib.loads(text), Scenario)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise ScenarioError(name, str(problem).rstrip(".")) from problem
    for section in SECTIONS:
        for n, step in enumerate(scenario.steps(section), start=1):
            given = (step.say, step.write, step.run, step.hint, step.move_on, step.end)
            if sum(map(bool, given)) != 1:
                raise ScenarioError(name, f"step {n} of {section} does not say exactly one thing to do")
    return scenario


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file of one's own. Raises ScenarioError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ScenarioError(str(path), f"it cannot be read ({problem})") from problem
    return scenario_from_toml(text, path.name)


def persona_ids() -> tuple[str, ...]:
    """List the personas that come with the product."""
    names = (entry.name for entry in files("server.simulate").joinpath("scenarios").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@lru_cache
def persona(name: str) -> Scenario:
    """Give a persona by name. Raises UnknownPersona, ScenarioError."""
    if not re.fullmatch(r"[a-z_]+", name) or name not in persona_ids():
        raise UnknownPersona(name)
    text = files("server.simulate").joinpath("scenarios", f"{name}.toml").read_text(encoding="utf-8")
    return scenario_from_toml(text, f"{name}.toml")
