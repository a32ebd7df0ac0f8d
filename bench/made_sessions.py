"""Sessions to fill a server with: 200 short ones, and one of 10,000 lines. The same every time."""

import random
from collections.abc import Iterator

from question_bank.load import load_bank
from runner.report import CheckResult, Measured, RunReport, Verdict
from transcripts.envelope import Head, Sealed
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    Event,
    InterviewerSaid,
    Move,
    PhaseChanged,
    Reason,
    RunRequested,
    SessionEnded,
    SessionStarted,
    SuiteRan,
)

_QUESTION = "kmeans-lloyd"
_PHASES = ("clarify", "plan", "code", "verify", "discuss", "wrap_up")
_LINE = "    distances_{n} = ((points[:, None] - means[None]) ** 2).sum(-1)  # step {n}\n"
_MOST_CODE = 24_000


def short_session(number: int) -> tuple[Sealed, ...]:
    """Give an interview that was left early: a greeting, a few words, an edit, the end."""
    starter = load_bank().get(_QUESTION).starter
    events: list[Event] = [
        InterviewerSaid(text="Hello.", move=Move.GREET, reason=Reason(rule="greeting")),
        CandidateSaid(text=f"Interview number {number}: I would start from the distances."),
        CodeEdited(changes=(len(starter), (0, "", "x = 1")), client_id="bench"),
        SessionEnded(ending="left_early", reason=Reason(rule="end_requested")),
    ]
    return _sealed(f"short{number:011}", events, seed=number)


def long_session(n_lines: int) -> tuple[Sealed, ...]:
    """Give an interview that is nearly all typing, as such logs are; a run, a turn and a phase now and then."""
    chance = random.Random(1)
    return _sealed("long000000000000", [*_long_events(n_lines - 1, chance)], seed=1)


def _long_events(n_events: int, chance: random.Random) -> Iterator[Event]:
    length = len(load_bank().get(_QUESTION).starter)
    pending, at, step = "", length, 0
    for n in range(n_events - 1):
        seq = n + 2
        if n % (n_events // len(_PHASES)) == 0:
            yield PhaseChanged(phase=_PHASES[min(len(_PHASES) - 1, n * len(_PHASES) // n_events)],
                               reason=Reason(rule="next"))  # fmt: skip
        elif n % 100 == 50:
            yield CandidateSaid(text=f"Thought {n}: the means move towards their points, so the cost falls. " * 2)
        elif n % 100 == 51:
            yield InterviewerSaid(
                text=f"And **why** does it end? ({n})", move=Move.PROBE, reason=Reason(rule="follow_up")
            )
        elif n % 400 == 200:
            yield RunRequested(purpose="submit")
        elif n % 400 == 201:
            yield SuiteRan(requested_seq=seq - 1, report=_report(), measured=Measured(wall_ms=200))
        else:
            if not pending:
                step += 1
                at = chance.choice((0, length))
                pending = _LINE.format(n=step)
            if length > _MOST_CODE:
                cut = length // 2
                yield CodeEdited(changes=(length - cut, (cut,)), client_id="bench")
                length, at, pending = length - cut, length - cut, ""
                continue
            typed, pending = pending[:3], pending[3:]
            lines = tuple(typed.split("\n"))
            before = (at,) if at else ()
            after = (length - at,) if length - at else ()
            yield CodeEdited(changes=(*before, (0, *lines), *after), client_id="bench")
            at, length = at + len(typed), length + len(typed)
    yield SessionEnded(ending="completed", reason=Reason(rule="wrapped_up"))


def _report() -> RunReport:
    checks = tuple(
        CheckResult(name=f"check-{n}", title=f"Check {n}", kind="core", hidden=n > 3, verdict=Verdict.PASSED)
        for n in range(12)
    )
    return RunReport(purpose="submit", verdict=Verdict.PASSED, checks=checks, stdout="cost 12.5\n" * 40)


def _sealed(session_id: str, events: list[Event], seed: int) -> tuple[Sealed, ...]:
    started = SessionStarted(
        question_id=_QUESTION, question_title="k-means", question_sha256="0" * 64, kind="from_scratch",
        length_minutes=60, seed=seed, started_at=f"2026-01-{1 + seed % 28:02}T10:00:00+00:00", product_version="0",
    )  # fmt: skip
    head, log = Head(session_id=session_id), list[Sealed]()
    for event in (started, *events):
        head, sealed = head.append(event, actor="candidate", at_ms=head.at_ms + 350)
        log.append(sealed)
    return tuple(log)
