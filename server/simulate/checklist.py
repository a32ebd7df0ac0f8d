"""The checklist for the interviewer: some sixty yes-or-no questions about a session, each answered from the log.

A check is a small function over a session that was read (`seen`). It yields, for each place where its question comes
up, whether all was well there; a session without such a place is `not applicable`. What a simulated candidate meant by
their words is known, so the interviewer is not measured by its own understanding.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from question_bank.package import Question
from server.simulate.seen import Seen, read_session
from transcripts.envelope import Sealed

Places: TypeAlias = Iterator[tuple[bool, int]]
"""Whether all was well, and at which event."""
Check: TypeAlias = Callable[[Seen], Places]


class Answer(StrEnum):
    """What a check says of a session."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "n/a"


class Asked(Struct, frozen=True):
    """A question of the checklist."""

    id: str
    group: str
    says: str
    check: Check


class CheckedOff(Struct, frozen=True, kw_only=True):
    """A question of the checklist with its answer for a session."""

    id: str
    group: str
    says: str
    answer: Answer
    seqs: tuple[int, ...] = ()
    """Events where it was looked at; with `no`, those where it does not hold."""


def asked(group: str, says: str) -> Callable[[Check], Asked]:
    """Make a question of the checklist of a function; its name is the id."""

    def wrap(check: Check) -> Asked:
        return Asked(check.__name__, group, says, check)

    return wrap


def checklist() -> tuple[Asked, ...]:
    """Give all questions in their order."""
    from server.simulate import checks_course, checks_discussion, checks_facts, checks_help, checks_manner, checks_runs

    modules = (checks_manner, checks_facts, checks_help, checks_runs, checks_course, checks_discussion)
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Asked))


LEAKS = frozenset({"tells_no_fact_unasked", "shows_no_solution", "names_no_hidden_check", "says_no_model_answer",
                   "gives_no_hint_away", "keeps_facts_to_their_answers"})  # fmt: skip
"""Questions of which not a single `no` is bearable."""


def check_off(
    question: Question, log: Sequence[Sealed], meant: Mapping[int, str], questions: Iterable[Asked] = ()
) -> tuple[CheckedOff, ...]:
    """Answer the checklist for a session. `meant`: see `candidate.meanings`; may be empty."""
    seen = read_session(question, log, meant)
    return tuple(_answered(one, seen) for one in questions or checklist())


def _answered(one: Asked, seen: Seen) -> CheckedOff:
    places = list(one.check(seen))
    wrong = tuple(seq for holds, seq in places if not holds)
    answer = Answer.NO if wrong else Answer.YES if places else Answer.NOT_APPLICABLE
    return CheckedOff(
        id=one.id, group=one.group, says=one.says, answer=answer, seqs=wrong or tuple(seq for _, seq in places)
    )
