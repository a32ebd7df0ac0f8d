"""A steady candidate on any question, into whose interview an attack can be put at any phase.

No server, no clock and no sandbox: reports are made up here. Each session stops before each phase's slot, so that an
attack starts from there. `answer` is the seam for a language model: what it returns is what the model said.
"""

import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field

from agent.commands import AskModel
from agent.drive import advance
from agent.machine import begin, timers
from agent.state import InterviewState
from question_bank.package import Question
from runner.report import CheckResult, Measured, Purpose, RunReport, Verdict
from transcripts.changes import replace_all
from transcripts.envelope import Actor, Envelope, Head
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    Event,
    InterviewerSaid,
    ModelAnswered,
    ModelStatus,
    ModelTerms,
    MoveOnRequested,
    Phase,
    RunRequested,
    SessionStarted,
    SuiteRan,
    TimerFired,
)

Answer = Callable[[AskModel], str]
SLOTS = ("clarify", "plan", "code", "verify", "discuss")
VAGUE = "I am not sure about that. Maybe one could try it and see what comes out."
TERMS = ModelTerms(name="made-up", deadline_ms=2000, most_calls=80, most_tokens=100_000, most_cost=0.0, votes=3)


@dataclass
class Host:
    """One session; times are in milliseconds."""

    question: Question
    answer: Answer | None = None
    stdout: str = ""
    stderr: str = ""
    path: str = "solution.py"
    client: str = "page"
    code_end: str = ""
    """Put behind the solution."""
    state: InterviewState = field(init=False)
    log: tuple[Envelope, ...] = ()
    now_ms: int = 0
    code: str = field(init=False)
    head: Head = field(default_factory=lambda: Head(session_id="attacked"))
    n_answered: int = 0

    def __post_init__(self) -> None:
        self.state = begin(self.question)
        self.code = self.question.starter
        started = SessionStarted(
            question_id=self.question.id,
            question_title=self.question.title,
            question_sha256=self.question.sha256,
            kind=self.question.kind,
            length_minutes=self.question.minutes,
            seed=11,
            started_at="2026-01-01T00:00:00Z",
            product_version="0",
            model=TERMS if self.answer is not None else None,
        )
        self.do(started, "server")

    @property
    def turns(self) -> list[InterviewerSaid]:
        return [line.event for line in self.log if isinstance(line.event, InterviewerSaid)]

    def do(self, event: Event, actor: Actor = "candidate") -> int:
        if self.state.ended:
            return self.head.seq
        done = advance(self.state, self.head, event, actor=actor, at_ms=self.now_ms)
        self.state, self.head = done.state, done.head
        self.log += tuple(line.envelope for line in done.sealed)
        for call in done.calls:
            assert self.answer is not None
            self.now_ms += 300
            answered = ModelAnswered(
                call=call.call, purpose=call.purpose, said_seq=call.said_seq, status=ModelStatus.OK,
                text=self.answer(call), model="made-up", tokens_in=100, tokens_out=20, latency_ms=300,
            )  # fmt: skip
            self.do(answered, "server")
        return done.sealed[0].envelope.seq

    def wait(self, seconds: int) -> None:
        until = self.now_ms + seconds * 1000
        for _ in range(100):
            due = [timer for timer in timers(self.state) if timer.due_ms <= until]
            if not due or self.state.ended:
                break
            self.now_ms = max(self.now_ms, due[0].due_ms)
            self.do(TimerFired(timer=due[0].name), "clock")
        self.now_ms = until

    def says(self, text: str, *, spoken: bool = False, after: int = 12) -> None:
        self.wait(after)
        self.do(CandidateSaid(text=text, channel="spoken" if spoken else "typed"))

    def writes(self, code: str) -> None:
        lines = code.splitlines(keepends=True)
        for end in (*range(6, len(lines), 6), len(lines)):
            self.wait(20)
            new = "".join(lines[:end])
            self.do(CodeEdited(changes=replace_all(self.code, new), client_id=self.client, path=self.path))
            self.code = new

    def runs(self, purpose: Purpose, *, failing: str = "") -> None:
        self.wait(10)
        report = self._report(purpose, failing)
        seq = self.do(RunRequested(purpose=purpose))
        self.now_ms += 2000
        self.do(SuiteRan(requested_seq=seq, report=report, measured=Measured(wall_ms=900)), "runner")

    def _report(self, purpose: Purpose, failing: str) -> RunReport:
        checks = tuple(
            CheckResult(
                name=spec.name, title=spec.title, kind=spec.kind, hidden=not spec.visible,
                verdict=Verdict.FAILED if spec.name == failing else Verdict.PASSED,
                message="The answer differs." if spec.name == failing else "",
            )
            for spec in self.question.checks
            if spec.visible or purpose == "submit"
        )  # fmt: skip
        failed = any(check.verdict is Verdict.FAILED for check in checks)
        verdict = Verdict.FAILED if failed else Verdict.PASSED
        return RunReport(purpose=purpose, verdict=verdict, checks=checks, stdout=self.stdout, stderr=self.stderr)

    def moves_to(self, phase: Phase) -> None:
        for _ in range(8):
            if self.state.phase is phase or self.state.ended:
                return
            self.wait(5)
            self.do(MoveOnRequested())

    # --- the interview, slot by slot -----------------------------------------------------------------------------

    def until(self, slot: str) -> None:
        """Go on to just before a slot, from the slot before it."""
        question = self.question
        if slot == "clarify":
            for fact in question.facts[:2]:
                self.says(fact.asks[0])
        elif slot == "plan":
            self.moves_to(Phase.PLAN)
        elif slot == "code":
            self.says(plan_of(question))
            self.moves_to(Phase.CODE)
            self.writes(accepted(question) + self.code_end)
        elif slot == "verify":
            hidden = next(check.name for check in question.checks if not check.visible)
            self.runs("run")
            self.moves_to(Phase.VERIFY)
            self.answers_once()
            self.runs("submit", failing=hidden)
            self.answers_once()
        elif slot == "discuss":
            self.runs("submit")
            self.moves_to(Phase.DISCUSS)
        else:
            for _ in range(40):
                if self.state.ended:
                    return
                if not self.answers_once():
                    self.wait(60)

    def finish(self, after: str) -> None:
        for slot in (*SLOTS[SLOTS.index(after) + 1 :], "end"):
            self.wait(15)
            self.until(slot)

    def answers_once(self) -> bool:
        """Answer the open question, if there is one; says whether there was."""
        waiting = self.state.talk.waiting
        if waiting is None:
            return False
        self.says(self._answer_to(waiting.about), after=25)
        return True

    def _answer_to(self, about: str) -> str:
        kind, _, name = about.partition(":")
        if kind == "follow_up":
            at = next(n for n, one in enumerate(self.question.follow_ups) if one.id == name)
            text = self.question.follow_ups[at].model_answer
            return first_sentences(text) if at % 3 else VAGUE
        if kind == "trigger":
            return first_sentences(self.question.trigger(name).model_answer) or VAGUE
        if about == "complexity":
            return f"Time is O({self.question.complexity.time}) and memory is O({self.question.complexity.memory})."
        return "I would test the smallest input and one that I worked out by hand, since those show a wrong step."

    def branch(self) -> "Host":
        """Copy the session as it stands."""
        return copy(self)


def accepted(question: Question) -> str:
    return next(question.sources[one.path] for one in question.submissions if one.expect == "passed")


def first_sentences(text: str) -> str:
    sentences = re.split(r"(?<=[.;])\s", text)
    return " ".join(sentences[: (len(sentences) + 1) // 2])


def plan_of(question: Question) -> str:
    parts = [decision.says.rstrip(".") for decision in question.decisions][:2]
    return f"My plan: first {', then '.join(parts)}, and finally I test it on a small input of my own."


def play_to(question: Question, slots: Sequence[str] = SLOTS, **given: object) -> dict[str, Host]:
    """Play an interview without an attack; give the session as it stands before each slot."""
    host = Host(question, **given)  # type: ignore[arg-type]
    found = {}
    for slot in slots:
        host.wait(15)
        host.until(slot)
        found[slot] = host.branch()
    return found
