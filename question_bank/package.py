"""What a question package holds: pure data, read from one folder by `question_bank.load`.

A package is a folder named by the question's id:

    question.toml        everything in this module that is not a file of its own
    prompt.md            what the interviewer says first; under-specified on purpose
    starter.py           the code that the candidate starts from
    checks.py            trusted checks, run outside the sandbox (see `question_bank.checking`)
    driver.py            if the answer is a class or a module: public code that drives it inside the sandbox
    notes.md             a short explanation to read afterwards
    submissions/accepted/*.py   right solutions in at least two styles
    submissions/wrong/*.py      one mistake each; the TOML says which check must catch it
    submissions/slow/*.py       right but too slow
    data/*               files that the candidate's code may read (public)
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct, field

from runner.report import CheckKind, Limits
from runner.sandbox import Profile
from transcripts.events import Phase

Kind = Literal["from_scratch", "operation", "end_to_end", "debug"]
Framework = Literal["numpy", "sklearn", "pytorch", "transformers"]
Difficulty = Literal["easy", "medium", "hard"]
Level = Literal["intern", "mid", "senior"]
_PROFILES: Mapping[Framework, Profile] = {
    "numpy": "numpy",
    "sklearn": "science",
    "pytorch": "torch",
    "transformers": "transformers",
}
Dimension = Literal["problem_solving", "ml_knowledge", "code", "communication", "algorithms"]


class _Part(Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Entry(_Part, frozen=True, kw_only=True):
    """What the candidate's file must define."""

    name: str
    signature: str
    """As a person writes it: `kmeans(points, centroids, n_iterations=100)`."""


class LevelBar(_Part, frozen=True, kw_only=True):
    """What a candidate of each level is expected to do unprompted."""

    intern: str
    mid: str
    senior: str


class Fact(_Part, frozen=True, kw_only=True):
    """Something that the prompt leaves out and that the interviewer tells when asked."""

    id: str
    asks: tuple[str, ...]
    """At least four ways in which people ask for it: plain, terse, spoken, as an assumption check."""
    terms: tuple[str, ...]
    """Words that an utterance about it is likely to hold."""
    answer: str
    why: str
    """What knowing it would have changed; shown in the debrief when it was not asked for."""
    touches: tuple[str, ...] = ()
    """Checks (`check:<name>`) and follow-ups (`follow_up:<id>`) that depend on it."""
    code_shows: tuple[str, ...] = ()
    """Regular expressions over the code, any of which shows that the fact was used."""
    heard: tuple[str, ...] = ()
    """Further words in which people asked for it, from `heard.tsv`: they help to recognise the next who does."""


class Hint(_Part, frozen=True, kw_only=True):
    """One step of the ladder: 1 nudge, 2 direction, 3 partial, 4 walkthrough."""

    level: Literal[1, 2, 3, 4]
    text: str


class CodeCondition(_Part, frozen=True, kw_only=True):
    """Facts of the candidate's code, found in its syntax tree. All given parts must hold."""

    matches: tuple[str, ...] = ()
    """Regular expressions, one of which is found in the code without comments and strings."""
    lacks: tuple[str, ...] = ()
    """Regular expressions, none of which is found."""
    calls: tuple[str, ...] = ()
    """Dotted names, one of which is called; the end of the name suffices (`norm` finds `np.linalg.norm`)."""
    imports: tuple[str, ...] = ()
    """Modules, one of which is imported."""
    loop_depth_at_least: int | None = None
    """Depth of nested `for`, `while` and comprehensions inside one function."""
    call_before: tuple[str, str] | None = None
    """The first call happens on an earlier line than the second (both are called)."""


class RunCondition(_Part, frozen=True, kw_only=True):
    """Facts of the last run. All given parts must hold."""

    check: str | None = None
    """This check did not pass."""
    verdicts: tuple[str, ...] = ()
    """The named check, or without one the whole run, ended in one of these verdicts."""
    error_matches: str | None = None
    """A regular expression found in the error or in the named check's message."""
    passed: bool | None = None
    """The whole run passed (True) or did not (False)."""


class WordsCondition(_Part, frozen=True, kw_only=True):
    """Facts of what the candidate said. All given parts must hold."""

    said: tuple[str, ...] = ()
    """Regular expressions over lower-cased words, one of which is found in the candidate's last utterance."""
    never_said: tuple[str, ...] = ()
    """Regular expressions, none of which is found in anything the candidate said so far."""


class Trigger(_Part, frozen=True, kw_only=True):
    """Makes the interviewer ask about what it saw. All conditions that are given must hold; fires once."""

    id: str
    ask: str
    phases: tuple[Phase, ...] = (Phase.VERIFY, Phase.DISCUSS)
    """Phases in which it may fire."""
    code: CodeCondition | None = None
    run: RunCondition | None = None
    words: WordsCondition | None = None
    sample: str = ""
    """A submission's path, or a piece of code, on which the code condition holds; proves that it can fire."""
    points: tuple["Point", ...] = ()
    """What a good answer holds; empty when any reply will do."""
    model_answer: str = ""


class Point(_Part, frozen=True, kw_only=True):
    """Something that a good answer says."""

    id: str
    says: str
    """In plain words, for the debrief."""
    phrases: tuple[str, ...]
    """Regular expressions over normalised words (see `question_bank.wording`), one of which shows that it was said."""


class Misconception(_Part, frozen=True, kw_only=True):
    """A common wrong answer."""

    id: str
    says: str
    phrases: tuple[str, ...]
    fatal: bool = False


class FollowUp(_Part, frozen=True, kw_only=True):
    """A question for the discussion."""

    id: str
    ask: str
    ask_more: str
    """One more question for what the answer missed, which gives nothing away."""
    points: tuple[Point, ...]
    wrong: tuple[Misconception, ...] = ()
    model_answer: str
    dimension: Dimension = "ml_knowledge"
    level: Level = "mid"


class Decision(_Part, frozen=True, kw_only=True):
    """A choice in the code that a good candidate explains."""

    id: str
    says: str
    code: CodeCondition
    phrases: tuple[str, ...]
    """Regular expressions over normalised words that count as an explanation of it."""


class Complexity(_Part, frozen=True, kw_only=True):
    """Cost of the reference."""

    time: str
    """In the letters that the legend names, as Python: `n*k*d`."""
    memory: str
    legend: Mapping[str, str]


class CheckSpec(_Part, frozen=True, kw_only=True):
    """What the package says of one check; its code is the function of that name in checks.py."""

    name: str
    title: str
    kind: CheckKind
    visible: bool = False
    weight: float = 1.0


Expectation = Literal["passed", "failed", "error", "time_limit", "memory_limit", "output_limit", "forbidden"]


class Submission(_Part, frozen=True, kw_only=True):
    """A solution that comes with the question and the verdict it must get."""

    path: str
    """Below `submissions/`: `accepted/vectorised.py`."""
    expect: Expectation
    says: str
    """The style of an accepted solution, or the mistake of a wrong one, in words."""
    caught_by: tuple[str, ...] = ()
    """Checks that must not pass; for a wrong or slow one at least one."""


class Equivalent(_Part, frozen=True, kw_only=True):
    """A change to the model solution that no check can notice, because it is right as well."""

    change: str
    """As `questions verify` names it: the statement before and after."""
    because: str


class Reading(_Part, frozen=True, kw_only=True):
    """Someone wrote solutions from the prompt, the starter and the facts alone, having seen neither checks nor answers.

    The counts are those of the first sight, before anything was changed because of them.
    """

    right: int
    """Solutions meant to be right, in styles of the reader's own."""
    right_passed: int
    wrong: int
    """Solutions with a mistake made on purpose."""
    wrong_rejected: int
    changed: str
    """What was changed in the question because of it."""


class PhaseMinutes(_Part, frozen=True, kw_only=True):
    """Time budget by phase for the question's own length; other lengths scale it."""

    introduce: float
    clarify: float
    plan: float
    code: float
    verify: float
    discuss: float
    wrap_up: float

    def of(self, phase: Phase) -> float:
        """Minutes for a phase."""
        minutes: float = getattr(self, phase.value)
        return minutes


class DataFile(_Part, frozen=True, kw_only=True):
    """A file in `data/` that the candidate's code may open by its name."""

    name: str
    says: str


_Identified = TypeVar("_Identified", Fact, FollowUp, Trigger)

SubmissionSource: TypeAlias = Mapping[str, str]


class Question(_Part, frozen=True, kw_only=True):
    """A whole question. What the interviewer and the grader need is here; checks are loaded apart."""

    format: Literal[1]
    id: str
    version: int
    title: str
    kind: Kind
    framework: Framework
    topic: str
    difficulty: Difficulty
    minutes: int
    summary: str
    """One line for the list of questions; gives nothing away."""
    license: str
    authors: tuple[str, ...]
    entry: Entry
    phases: PhaseMinutes
    limits: Limits = field(default_factory=Limits)
    level_bar: LevelBar
    complexity: Complexity
    facts: tuple[Fact, ...]
    hints: tuple[Hint, ...]
    triggers: tuple[Trigger, ...]
    follow_ups: tuple[FollowUp, ...]
    decisions: tuple[Decision, ...] = ()
    checks: tuple[CheckSpec, ...]
    submissions: tuple[Submission, ...]
    equivalents: tuple[Equivalent, ...] = ()
    readings: tuple[Reading, ...] = ()
    data: tuple[DataFile, ...] = ()
    practise_next: tuple[str, ...] = ()
    """Ids of catalogue questions that train the same thing."""
    forbidden_imports: tuple[str, ...] = ()
    """Modules that would make the question trivial."""

    # From files of their own; filled by the loader.
    prompt: str = ""
    starter: str = ""
    notes: str = ""
    driver: str = ""
    """Public; empty when the checks call the candidate's function itself."""
    sources: SubmissionSource = {}
    """Code of the submissions by path."""
    sha256: str = ""
    """Of all files of the package."""

    @property
    def profile(self) -> Profile:
        """Libraries in the sandbox."""
        return _PROFILES[self.framework]

    def fact(self, fact_id: str) -> Fact:
        """Look a fact up. Raises KeyError."""
        return _by_id(self.facts, fact_id)

    def follow_up(self, follow_up_id: str) -> FollowUp:
        """Look a follow-up up. Raises KeyError."""
        return _by_id(self.follow_ups, follow_up_id)

    def trigger(self, trigger_id: str) -> Trigger:
        """Look a trigger up. Raises KeyError."""
        return _by_id(self.triggers, trigger_id)

    def check(self, name: str) -> CheckSpec:
        """Look a check up. Raises KeyError."""
        for check in self.checks:
            if check.name == name:
                return check
        raise KeyError(name)


def _by_id(parts: tuple[_Identified, ...], part_id: str) -> _Identified:
    for part in parts:
        if part.id == part_id:
            return part
    raise KeyError(part_id)
