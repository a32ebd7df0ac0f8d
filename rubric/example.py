"""What a worked example is: how one dimension of a written session was graded, in a few findings."""

from typing import Literal

from msgspec import Struct

from question_bank.package import Dimension


class ExampleFinding(Struct, frozen=True, kw_only=True):
    """One criterion of the example."""

    title: str
    grade: Literal["shown", "in part", "not shown"]
    reason: str
    seen: str = ""
    """What it rests on: words of the candidate, or what a run showed."""
    at: str = ""
    """Interview time, `12:30`."""


class WorkedExample(Struct, frozen=True, kw_only=True):
    """A session whose level was given by the rubric and by an expert alike."""

    dimension: Dimension
    level: Literal[1, 2, 3, 4]
    question: str
    who: str
    findings: tuple[ExampleFinding, ...]
