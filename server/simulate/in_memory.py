"""Plays a scenario against the interviewer itself: no server, no sandbox, no clock, and the same log every time.

Timers fire as they would in a served session. Reports are made by `reports`.
"""

from collections.abc import Callable

from agent.drive import advance
from agent.machine import begin as begin_interview
from agent.machine import timers
from agent.state import InterviewState
from question_bank.package import Question
from runner.report import Measured, Purpose, RunReport
from server.simulate.candidate import AskHint, Deed, Edit, End, MoveOn, Run, Say, begin, deed_of, take_in
from server.simulate.reports import report_on
from server.simulate.scenario import Scenario
from transcripts.changes import replace_all
from transcripts.envelope import Actor, Envelope, Head, Sealed
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    EndRequested,
    Event,
    HintRequested,
    MoveOnRequested,
    RunRequested,
    SessionStarted,
    SuiteRan,
    TimerFired,
)

RUN_MS = 900
"""What a made report says that its run took; nothing was measured."""
_RUN_SECONDS = 2.0
"""Interview time between the request of a run and its report."""
_MOST_EVENTS = 3_000

Reports = Callable[[Question, str, Purpose], RunReport]


class Stage:
    """One session being played. Times are interview times in milliseconds."""

    def __init__(
        self, question: Question, *, seed: int = 7, minutes: int | None = None, reports: Reports = report_on
    ) -> None:
        self.question = question
        self.log: list[Sealed] = []
        self.now_ms = 0
        self.code = question.starter
        self._reports = reports
        self._state: InterviewState = begin_interview(question)
        self._head = Head(session_id="simulated")
        self._append(
            SessionStarted(
                question_id=question.id,
                question_title=question.title,
                question_sha256=question.sha256,
                kind=question.kind,
                length_minutes=minutes or question.minutes,
                seed=seed,
                started_at="2026-01-01T00:00:00Z",
                product_version="0",
            ),
            "server",
        )

    @property
    def envelopes(self) -> tuple[Envelope, ...]:
        """The log without its bytes."""
        return tuple(sealed.envelope for sealed in self.log)

    @property
    def ended(self) -> bool:
        """The interview is over."""
        return self._state.ended

    def do(self, deed: Deed) -> None:
        """Carry a deed out now."""
        match deed:
            case Say(text=text):
                self._append(CandidateSaid(text=text))
            case Edit(code=code):
                self._append(CodeEdited(changes=replace_all(self.code, code), client_id="simulated"))
                self.code = code
            case Run(purpose=purpose):
                self.run(purpose)
            case AskHint():
                self._append(HintRequested())
            case MoveOn():
                self._append(MoveOnRequested())
            case End():
                self._append(EndRequested())

    def run(self, purpose: Purpose) -> None:
        """Ask for a run, and have its report."""
        requested_seq = self.append_request(purpose)
        self.wait_until(self.now_ms + round(_RUN_SECONDS * 1000))
        self.append_report(requested_seq, purpose)

    def append_request(self, purpose: Purpose) -> int:
        """Ask for a run; gives the number of the request."""
        return self._append(RunRequested(purpose=purpose))

    def append_report(self, requested_seq: int, purpose: Purpose) -> None:
        """Have a run come back."""
        report = self._reports(self.question, self.code, purpose)
        self._append(SuiteRan(requested_seq=requested_seq, report=report, measured=Measured(wall_ms=RUN_MS)), "runner")

    def wait_until(self, until_ms: int, *, at_most_one: bool = False) -> None:
        """Let time pass; what is due meanwhile happens. `at_most_one`: stop after the first thing that happened."""
        while not self.ended and len(self.log) < _MOST_EVENTS:
            due = [timer for timer in timers(self._state) if timer.due_ms <= until_ms]
            if not due:
                break
            self.now_ms = max(self.now_ms, due[0].due_ms)
            self._append(TimerFired(timer=due[0].name), "clock")
            if at_most_one:
                return
        self.now_ms = max(self.now_ms, until_ms)

    def _append(self, event: Event, actor: Actor = "candidate") -> int:
        if self.ended:
            return self._head.seq
        done = advance(self._state, self._head, event, actor=actor, at_ms=self.now_ms)
        self._state, self._head = done.state, done.head
        self.log += done.sealed
        return done.sealed[0].envelope.seq


def play(
    scenario: Scenario, question: Question, *, seed: int = 7, minutes: int | None = None, stage: Stage | None = None
) -> tuple[Sealed, ...]:
    """Play a session to its end and give its log. Raises ScenarioError."""
    stage = stage or Stage(question, seed=seed, minutes=minutes)
    part, n_taken = begin(scenario, question, seed), 0
    while not stage.ended and len(stage.log) < _MOST_EVENTS:
        for sealed in stage.log[n_taken:]:
            part = take_in(part, sealed.envelope)
        n_taken = len(stage.log)
        deed = deed_of(part)
        until_ms = stage.now_ms + 3_600_000 if deed is None else deed.due_ms
        stage.wait_until(until_ms, at_most_one=True)
        if deed is not None and len(stage.log) == n_taken:
            stage.do(deed)
    return tuple(stage.log)
