"""A small question and a harness that plays a conversation against the interviewer, moment by moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pytest

from agent.commands import AskModel
from agent.drive import advance
from agent.machine import begin, timers
from agent.model_use import fit_for_the_log
from agent.state import InterviewState
from question_bank.package import (
    CheckSpec,
    CodeCondition,
    Complexity,
    Entry,
    Fact,
    FollowUp,
    Hint,
    LevelBar,
    PhaseMinutes,
    Point,
    Question,
    RunCondition,
    Trigger,
    WordsCondition,
)
from runner.report import CheckResult, Measured, RunReport, Verdict
from transcripts.changes import replace_all
from transcripts.envelope import Head, Sealed
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    EndRequested,
    Event,
    HintRequested,
    InterviewerSaid,
    Mode,
    ModelAnswered,
    ModelStatus,
    ModelTerms,
    Move,
    MoveOnRequested,
    Phase,
    PhaseChanged,
    RetryRequested,
    RunRequested,
    SessionEnded,
    SessionStarted,
    SuiteRan,
    TimerFired,
    UtteranceUnderstood,
)

MINUTE = 60_000

FACTS = (
    Fact(
        id="distance",
        asks=(
            "Which distance should I use?",
            "distance metric?",
            "so how do we measure how far apart two points are",
            "Can I assume the distance is Euclidean?",
        ),
        terms=("distance", "metric", "euclidean", "manhattan", "cosine", "far"),
        answer="Use plain Euclidean distance.",
        why="Another distance changes who the neighbours are.",
        code_shows=(r"\*\*\s*2", r"norm"),
    ),
    Fact(
        id="ties",
        asks=(
            "What happens when two classes get the same number of votes?",
            "tie breaking?",
            "what do I do if there is a tie in the vote",
            "Can I assume ties go to the smallest label?",
        ),
        terms=("tie", "ties", "votes", "equal", "draw", "majority"),
        answer="When votes are equal, the smallest label wins.",
        why="A hidden check has an even vote.",
    ),
    Fact(
        id="labels",
        asks=(
            "What type are the labels?",
            "label type?",
            "are the labels like integers or can they be strings",
            "Can I assume that labels are integers starting at zero?",
        ),
        terms=("label", "labels", "class", "integer", "string"),
        answer="Labels are integers from 0 up, but not every number has to occur.",
        why="bincount works, and gaps must not matter.",
    ),
    Fact(
        id="large-k",
        asks=(
            "Can k be larger than the number of training points?",
            "k > n?",
            "what if they ask for more neighbours than there are points",
            "Can I assume k is at most the number of training points?",
        ),
        terms=("k", "larger", "neighbours", "more", "bigger", "valid"),
        answer="k can be larger than the training set; then use all points.",
        why="Slicing hides it, argpartition raises.",
    ),
    Fact(
        id="output-format",
        asks=(
            "What should the function return?",
            "output format?",
            "so do you want like an array back or a list",
            "Can I assume I return one label per query?",
        ),
        terms=("return", "output", "result", "array", "list", "shape", "dtype"),
        answer="Return a one-dimensional integer array with one label per query.",
        why="A list fails the contract check.",
    ),
    Fact(
        id="data-size",
        asks=(
            "How large is the data?",
            "n rows?",
            "roughly how many training points and queries are we talking about",
            "Can I assume that everything fits in memory?",
        ),
        terms=("large", "size", "big", "memory", "rows", "many", "scale"),
        answer="Up to 2,000 training points and 1,000 queries; the full distance matrix fits in memory.",
        why="A loop over pairs is too slow for that.",
    ),
)

FOLLOW_UPS = (
    FollowUp(
        id="choose-k",
        ask="How would you choose k?",
        ask_more="How would you measure which value is better?",
        points=(
            Point(
                id="validation", says="with cross-validation", phrases=(r"cross validation|validation set|held out",)
            ),
            Point(id="trade-off", says="small k overfits", phrases=(r"overfit|variance|noise|noisy",)),
        ),
        model_answer="By cross-validation; a small k follows noise, a large k smooths too much.",
    ),
    FollowUp(
        id="scaling",
        ask="What happens when one feature has a much larger range than the others?",
        ask_more="What would you do to the features?",
        points=(
            Point(
                id="dominates", says="it dominates the distance", phrases=(r"dominat|scale|standardi[sz]|normali[sz]",)
            ),
        ),
        model_answer="It dominates the distance, so standardise.",
    ),
)

SECRET = "zanzibar"


def make_question(**changes: object) -> Question:
    import msgspec

    question = Question(
        format=1,
        id="knn-vote",
        version=1,
        title="Nearest neighbours",
        kind="from_scratch",
        framework="numpy",
        topic="classification",
        difficulty="easy",
        minutes=40,
        summary="Classify points by their neighbours.",
        license="Apache-2.0",
        authors=("thinkaloud contributors",),
        entry=Entry(name="predict", signature="predict(train, labels, queries, k)"),
        phases=PhaseMinutes(introduce=1, clarify=4, plan=4, code=15, verify=5, discuss=8, wrap_up=3),
        level_bar=LevelBar(intern="a loop", mid="no loop", senior="also cost"),
        complexity=Complexity(
            time="n*m*d", memory="n*m", legend={"n": "training points", "m": "queries", "d": "features"}
        ),
        facts=FACTS,
        hints=(
            Hint(level=1, text=f"Think about one query first. {SECRET}one"),
            Hint(level=2, text=f"You need the k smallest distances per query. {SECRET}two"),
            Hint(level=3, text=f"np.argsort along the last axis orders them. {SECRET}three"),
        ),
        triggers=(
            Trigger(
                id="loops",
                ask="You loop over the pairs. What does that cost?",
                phases=(Phase.VERIFY, Phase.DISCUSS),
                code=CodeCondition(loop_depth_at_least=2),
            ),
            Trigger(
                id="ties-wrong",
                ask="What does your code do when two labels have equally many votes?",
                phases=(Phase.CODE, Phase.VERIFY),
                run=RunCondition(check="breaks_ties"),
            ),
            Trigger(
                id="cosine-said",
                ask="Why cosine?",
                phases=(Phase.CLARIFY, Phase.PLAN, Phase.CODE),
                words=WordsCondition(said=(r"\bcosine\b",)),
            ),
        ),
        follow_ups=FOLLOW_UPS,
        checks=(
            CheckSpec(name="predicts_small", title="A small example", kind="core", visible=True),
            CheckSpec(name="breaks_ties", title="SECRETTITLE ties", kind="edge"),
        ),
        submissions=(),
        prompt="Please write a k-nearest-neighbour classifier in NumPy.",
        starter="import numpy as np\n\n\ndef predict(train, labels, queries, k):\n    ...\n",
    )
    return msgspec.structs.replace(question, **changes)


def report(
    purpose: Literal["run", "submit"] = "run",
    verdict: Verdict = Verdict.PASSED,
    *failing: str,
    error: str = "",
) -> RunReport:
    def check(name: str, *, hidden: bool) -> CheckResult:
        ended = Verdict.FAILED if name in failing else Verdict.PASSED
        title = "SECRETTITLE ties" if hidden else "A small example"
        return CheckResult(name=name, title=title, kind="edge" if hidden else "core", hidden=hidden, verdict=ended)

    checks = [check("predicts_small", hidden=False)]
    if purpose == "submit":
        checks.append(check("breaks_ties", hidden=True))
    return RunReport(purpose=purpose, verdict=verdict, checks=tuple(checks), error=error)


@dataclass
class Interview:
    """Plays one session. Time moves only when told; due timers fire on the way, as the shell does it."""

    question: Question
    length_minutes: int = 40
    seed: int = 7
    mode: Mode = "mock"
    state: InterviewState = field(init=False)
    log: list[Sealed] = field(default_factory=list)
    now_ms: int = 0
    n_runs_asked: int = 0
    model: ModelTerms | None = None
    brain: Callable[[AskModel], str | ModelStatus | None] = lambda ask: None
    """Answers for the model: words, a failure, or None while it thinks."""
    asked: list[AskModel] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = begin(self.question)
        self.head = Head(session_id="s")
        self.code = self.question.starter
        self._do(
            SessionStarted(
                question_id=self.question.id,
                question_title=self.question.title,
                question_sha256="",
                kind=self.question.kind,
                length_minutes=self.length_minutes,
                mode=self.mode,
                seed=self.seed,
                started_at="2026-01-01T00:00:00Z",
                product_version="0",
                model=self.model,
            )
        )

    def _do(self, event: Event) -> list[Event]:
        out = self._append(event)
        while self.calls:
            call = self.calls.pop(0)
            answer = self.brain(call)
            if answer is not None:
                out += self.model_answers(call, answer)
        return out

    def model_answers(self, call: AskModel, answer: str | ModelStatus) -> list[Event]:
        """Let a call end, as the shell does it."""
        kept = fit_for_the_log(self.state, answer, call.said_seq) if not isinstance(answer, ModelStatus) else None
        failed = answer if isinstance(answer, ModelStatus) else ModelStatus.HELD_BACK
        status = ModelStatus.OK if kept is not None else failed
        return self._append(
            ModelAnswered(
                call=call.call,
                purpose=call.purpose,
                said_seq=call.said_seq,
                status=status,
                text=kept or "",
                model="m",
                tokens_in=100,
                tokens_out=10,
                cost=0.5,
            )
        )

    def _append(self, event: Event) -> list[Event]:
        done = advance(self.state, self.head, event, actor="candidate", at_ms=self.now_ms)
        self.calls = list(done.calls)
        self.asked += done.calls
        self.state, self.head = done.state, done.head
        self.log.extend(done.sealed)
        self.n_runs_asked += len(done.runs)
        self.runs = done.runs
        return [line.envelope.event for line in done.sealed[1:]]

    def wait(self, minutes: float) -> list[Event]:
        """Let time pass, firing timers when they are due."""
        until, out = self.now_ms + round(minutes * MINUTE), []
        while (due := timers(self.state)) and due[0].due_ms <= until:
            self.now_ms = max(self.now_ms, due[0].due_ms)
            out += self._do(TimerFired(timer=due[0].name))
            assert due[0] not in timers(self.state), "a timer that fired is still waited for"
        self.now_ms = max(self.now_ms, until)
        return out

    def says(self, text: str, *, after_s: float = 10, channel: Literal["typed", "spoken"] = "typed") -> list[Event]:
        self.wait(after_s / 60)
        return self._do(CandidateSaid(text=text, channel=channel))

    def types(self, code: str, *, after_s: float = 5) -> list[Event]:
        self.wait(after_s / 60)
        changes = replace_all(self.code, code)
        self.code = code
        return self._do(CodeEdited(changes=changes, client_id="test"))

    def runs_code(self, outcome: RunReport, *, after_s: float = 5) -> list[Event]:
        self.wait(after_s / 60)
        out = self._do(RunRequested(purpose=outcome.purpose))
        assert [run.purpose for run in self.runs] == [outcome.purpose]
        return out + self._do(SuiteRan(requested_seq=self.runs[0].requested_seq, report=outcome, measured=Measured(5)))

    def moves_on(self) -> list[Event]:
        return self._do(MoveOnRequested())

    def comes_to_a_follow_up(self, outcome: Callable[..., RunReport], *, saying: str) -> str:
        """Go on until the first question of the discussion, saying the same to all before it; give its id."""
        self.moves_on()
        self.moves_on()
        self.types("def knn(x):\n    return x\n")
        self.runs_code(outcome("submit"))
        while not any(turn.move is Move.FOLLOW_UP for turn in self.turns):
            self.says(saying)
        return self.turns[-1].about.partition(":")[2]

    def asks_for_hint(self) -> list[Event]:
        return self._do(HintRequested())

    def retries(self, phase: Phase) -> list[Event]:
        return self._do(RetryRequested(phase=phase))

    def ends(self) -> list[Event]:
        return self._do(EndRequested())

    def event(self, event: Event) -> list[Event]:
        return self._do(event)

    @property
    def phase(self) -> Phase:
        return self.state.phase

    @property
    def events(self) -> list[Event]:
        return [line.envelope.event for line in self.log]

    @property
    def turns(self) -> list[InterviewerSaid]:
        return [event for event in self.events if isinstance(event, InterviewerSaid)]

    @property
    def ending(self) -> str | None:
        last = self.events[-1]
        return last.ending if isinstance(last, SessionEnded) else None

    def batches(self) -> list[list[InterviewerSaid]]:
        """Turns of the interviewer between two things that came from outside."""
        out: list[list[InterviewerSaid]] = [[]]
        for event in self.events:
            if isinstance(event, InterviewerSaid):
                out[-1].append(event)
            elif not isinstance(event, UtteranceUnderstood | PhaseChanged | SessionEnded):
                out.append([])
        return out


def moves(events: Sequence[Event]) -> list[tuple[Move, str]]:
    """Moves with what they are about."""
    return [(event.move, event.about) for event in events if isinstance(event, InterviewerSaid)]


@pytest.fixture(scope="session")
def question() -> Question:
    return make_question()


@pytest.fixture(scope="session")
def question_with() -> Callable[..., Question]:
    return make_question


@pytest.fixture
def interview(question: Question) -> Interview:
    return Interview(question)


@pytest.fixture(scope="session")
def new_interview() -> Callable[..., Interview]:
    return Interview


@pytest.fixture(scope="session")
def moves_of() -> Callable[[Sequence[Event]], list[tuple[Move, str]]]:
    return moves


@pytest.fixture(scope="session")
def outcome() -> Callable[..., RunReport]:
    return report
