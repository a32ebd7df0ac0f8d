"""Plays a candidate against the real interviewer without a server, a clock or a sandbox.

Reports are made from what a package says of its own submissions: the checks that must catch a wrong one do not pass,
all others do. Timers fire as they would in a served session.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from agent.drive import advance
from agent.machine import begin, timers
from agent.state import InterviewState
from question_bank.package import CheckSpec, Question, Submission
from runner.report import CheckResult, Measured, Purpose, RunReport, Verdict
from transcripts.changes import replace_all
from transcripts.envelope import Actor, Envelope, Head
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    EndRequested,
    Event,
    HintRequested,
    InterviewerSaid,
    Move,
    MoveOnRequested,
    Phase,
    RunRequested,
    SessionStarted,
    SuiteRan,
    TimerFired,
)

ASKING = frozenset({Move.FOLLOW_UP, Move.FOLLOW_UP_MORE, Move.PROBE, Move.ASK_PLAN, Move.ASK_BACK, Move.REMARK_ON_RUN})
Wrong = Callable[[CheckSpec], bool]


def nothing_wrong(spec: CheckSpec) -> bool:
    return False


@dataclass
class Player:
    """One session on one question; times are in seconds."""

    question: Question
    state: InterviewState = field(init=False)
    log: list[Envelope] = field(default_factory=list)
    now_ms: int = 0
    code: str = field(init=False)
    head: Head = field(default_factory=lambda: Head(session_id="played"))

    def __post_init__(self) -> None:
        self.state = begin(self.question)
        self.code = self.question.starter
        self._do(
            SessionStarted(
                question_id=self.question.id,
                question_title=self.question.title,
                question_sha256=self.question.sha256,
                kind=self.question.kind,
                length_minutes=self.question.minutes,
                seed=7,
                started_at="2026-01-01T00:00:00Z",
                product_version="0",
            ),
            "server",
        )

    @property
    def ended(self) -> bool:
        return self.state.ended

    @property
    def phase(self) -> Phase:
        return self.state.phase

    def _do(self, event: Event, actor: Actor = "candidate") -> int:
        if self.log and self.ended:
            return self.head.seq
        done = advance(self.state, self.head, event, actor=actor, at_ms=self.now_ms)
        self.state, self.head = done.state, done.head
        self.log += [line.envelope for line in done.sealed]
        return done.sealed[0].envelope.seq

    def wait(self, seconds: float) -> None:
        """Let time pass; what the interviewer waits for happens when it is due."""
        until = self.now_ms + round(seconds * 1000)
        for _ in range(200):
            due = [timer for timer in timers(self.state) if timer.due_ms <= until]
            if not due or self.ended:
                break
            self.now_ms = max(self.now_ms, due[0].due_ms)
            self._do(TimerFired(timer=due[0].name), "clock")
        self.now_ms = max(self.now_ms, until)

    def says(self, text: str, after: float = 12) -> None:
        self.wait(after)
        self._do(CandidateSaid(text=text))

    def writes(self, code: str, *, per_piece: float = 20, lines_at_once: int = 5) -> None:
        """Write the code in pieces, as a person types; `lines_at_once` of 0 pastes it."""
        lines = code.splitlines(keepends=True)
        for end in range(lines_at_once, len(lines), lines_at_once) if lines_at_once else ():
            self._edit("".join(lines[:end]), per_piece)
        self._edit(code, per_piece)

    def _edit(self, code: str, seconds: float) -> None:
        self.wait(seconds)
        if code != self.code and not self.ended:
            self._do(CodeEdited(changes=replace_all(self.code, code), client_id="page"))
            self.code = code

    def runs(self, purpose: Purpose = "run", wrong: Wrong = nothing_wrong) -> RunReport:
        self.wait(8)
        report = report_on(self.question, self.code, purpose, wrong)
        seq = self._do(RunRequested(purpose=purpose))
        self.now_ms += 2000
        self._do(SuiteRan(requested_seq=seq, report=report, measured=Measured(wall_ms=900)), "runner")
        return report

    def asks_for_a_hint(self) -> None:
        self.wait(20)
        self._do(HintRequested())

    def moves_on(self) -> None:
        self.wait(5)
        self._do(MoveOnRequested())

    def leaves(self) -> None:
        self.wait(5)
        self._do(EndRequested())

    def open_question(self) -> InterviewerSaid | None:
        """Give the interviewer's last question that nothing was said to yet."""
        for envelope in reversed(self.log):
            if isinstance(envelope.event, CandidateSaid):
                return None
            if isinstance(envelope.event, InterviewerSaid) and envelope.event.move in ASKING:
                return envelope.event
        return None

    def reaches(self, phase: Phase) -> None:
        for _ in range(8):
            if self.phase is phase or self.ended:
                return
            self.moves_on()


def report_on(question: Question, code: str, purpose: Purpose, wrong: Wrong) -> RunReport:
    """Make the report that the package's own word on a submission leads to."""
    submission = _submission_of(question, code)
    caught = set(submission.caught_by) if submission is not None else set()
    verdict = _verdict(submission)
    results = tuple(
        CheckResult(
            name=spec.name,
            title=spec.title,
            kind=spec.kind,
            hidden=not spec.visible,
            verdict=verdict if spec.name in caught else Verdict.FAILED if wrong(spec) else Verdict.PASSED,
            message="The answer differs from the expected one." if spec.name in caught or wrong(spec) else "",
        )
        for spec in question.checks
        if spec.visible or purpose == "submit"
    )
    failed = [result.verdict for result in results if result.verdict is not Verdict.PASSED]
    return RunReport(purpose=purpose, verdict=failed[0] if failed else Verdict.PASSED, checks=results)


def _submission_of(question: Question, code: str) -> Submission | None:
    return next((part for part in question.submissions if question.sources[part.path].strip() == code.strip()), None)


def _verdict(submission: Submission | None) -> Verdict:
    return Verdict(submission.expect) if submission is not None and submission.caught_by else Verdict.FAILED


def kinds(question: Question, names: Iterable[str]) -> set[str]:
    return {question.check(name).kind for name in names}
