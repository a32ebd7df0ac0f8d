"""A small question, a language for writing sessions down, and a cast of candidates."""

from collections.abc import Callable, Iterable
from typing import Any, Self

import msgspec
import pytest

from question_bank.package import Question
from runner.report import CellReport, CheckResult, Measured, RunReport, Verdict
from transcripts.changes import replace_all
from transcripts.envelope import Actor, Envelope, Head
from transcripts.events import (
    Act,
    CandidateSaid,
    CellRan,
    CellRequested,
    CodeEdited,
    EndRequested,
    Event,
    HintRequested,
    InterviewerSaid,
    Move,
    Phase,
    PhaseChanged,
    Reason,
    RunRequested,
    SessionEnded,
    SessionStarted,
    SuiteRan,
    UtteranceUnderstood,
)

STARTER = """import numpy as np


def kmeans(points, centroids, n_iterations=100):
    '''Cluster the points.'''
    # Your code goes here.
"""

GOOD_CODE = '''import numpy as np


def nearest(points, centroids):
    """Squared distances of shape (n, k); labels of shape (n,)."""
    offsets = points[:, None, :] - centroids[None, :, :]
    distances = (offsets**2).sum(axis=2)
    return distances.argmin(axis=1)


def kmeans(points, centroids, n_iterations=100):
    """Cluster the points."""
    points = np.asarray(points, dtype=float)
    centroids = centroids.astype(float).copy()
    labels = np.zeros(len(points), dtype=int)
    for _ in range(n_iterations):
        labels = nearest(points, centroids)
        updated = centroids.copy()
        for cluster in range(len(centroids)):
            members = labels == cluster
            if members.any():
                updated[cluster] = points[members].mean(axis=0)
        if np.array_equal(updated, centroids):
            break
        centroids = updated
    return centroids, labels


if __name__ == "__main__":
    toy = np.array([[0.0, 0.0], [0.0, 1.0], [9.0, 9.0], [10.0, 9.0]])
    found, labels = kmeans(toy, toy[[0, 3]])
    print(found, labels)
    assert labels.tolist() == [0, 0, 1, 1]
'''
EDGE_BROKEN_CODE = (
    GOOD_CODE.split("\n\n\nif __name__", maxsplit=1)[0].replace(
        "            if members.any():\n                updated[cluster] = points[members].mean(axis=0)\n",
        "            updated[cluster] = points[members].mean(axis=0)\n",
    )
    + "\n"
)
LOOP_CODE = '''import numpy as np


def kmeans(points, centroids, n_iterations=100):
    """Cluster the points."""
    labels = []
    for aa in range(n_iterations):
        labels = []
        for i in range(len(points)):
            best = 0
            for j in range(len(centroids)):
                for c in range(points.shape[1]):
                    print(i, j)
                    if points[i][c] < centroids[j][c]:
                        best = j
            labels.append(best)
        tmp = 3
    return labels
'''

CHECKS = (
    ("visible_blobs", "Two clear blobs", "core", True),
    ("agrees_with_reference", "Agrees with the reference", "core", False),
    ("fixed_point", "Ends at a fixed point", "core", False),
    ("empty_cluster", "A cluster that loses all points", "edge", False),
    ("ties", "Ties go to the lowest index", "edge", False),
    ("large_values", "Large coordinates", "numeric", False),
    ("input_unchanged", "Leaves its arguments alone", "contract", False),
    ("fast_enough", "Twenty thousand points", "speed", False),
)

QUESTION: dict[str, Any] = {
    "format": 1,
    "id": "kmeans-small",
    "version": 1,
    "title": "k-means clustering",
    "kind": "from_scratch",
    "framework": "numpy",
    "topic": "clustering",
    "difficulty": "easy",
    "minutes": 30,
    "summary": "Write the clustering loop.",
    "license": "Apache-2.0",
    "authors": ["thinkaloud contributors"],
    "entry": {"name": "kmeans", "signature": "kmeans(points, centroids, n_iterations=100)"},
    "phases": {"introduce": 1, "clarify": 3, "plan": 3, "code": 12, "verify": 3, "discuss": 7, "wrap_up": 1},
    "level_bar": {"intern": "a", "mid": "b", "senior": "c"},
    "complexity": {
        "time": "t*n*k*d",
        "memory": "n*k",
        "legend": {"t": "iterations", "n": "points", "k": "clusters", "d": "dimensions"},
    },
    "forbidden_imports": ["sklearn", "scipy"],
    "practise_next": ["kmeans-plus-plus", "knn-classifier"],
    "facts": [
        {
            "id": "empty-cluster",
            "asks": ["What should happen when a cluster has no points?"],
            "terms": ["empty", "no points"],
            "answer": "A cluster without points keeps the centroid that it had.",
            "why": "The mean of no points is NaN and spreads.",
            "touches": ["check:empty_cluster", "follow_up:convergence"],
            "code_shows": ["\\.any\\(\\)", "len\\(members\\)"],
        },
        {
            "id": "stopping",
            "asks": ["When should it stop?"],
            "terms": ["stop", "tolerance"],
            "answer": "Stop when nothing changes, and after n_iterations at the latest.",
            "why": "Stopping early gives centroids that are not where they belong.",
            "touches": ["check:fixed_point"],
            "code_shows": ["array_equal", "\\bbreak\\b"],
        },
        {
            "id": "ties",
            "asks": ["What if a point is equally far from two centroids?"],
            "terms": ["tie", "equal distance"],
            "answer": "The lowest index gets it.",
            "why": "Without a rule the answer depends on the loop.",
            "touches": ["check:ties"],
            "code_shows": ["argmin"],
        },
        {
            "id": "returns",
            "asks": ["What should it return?"],
            "terms": ["return", "labels"],
            "answer": "First the centroids, then the labels.",
            "why": "The caller cannot use another order.",
            "code_shows": ["return\\s+\\w+, \\w+"],
        },
    ],
    "hints": [
        {"level": 1, "text": "What is the mean of nothing?"},
        {"level": 2, "text": "Look at the update of a cluster that has no members."},
        {"level": 3, "text": "Guard the mean: `if members.any(): ...`."},
        {"level": 4, "text": "Compute distances, take argmin, average the members, stop on equality."},
    ],
    "triggers": [
        {
            "id": "point-loops",
            "ask": "You loop over the points. What would it take to do without?",
            "points": [
                {
                    "id": "broadcast",
                    "says": "broadcast to n by k by d",
                    "phrases": ["broadcast", "new axis", "none axis"],
                }
            ],
            "model_answer": "Broadcast the difference to (n, k, d) and reduce.",
        }
    ],
    "follow_ups": [
        {
            "id": "convergence",
            "ask": "Why does the loop end?",
            "ask_more": "And what is it that cannot go up?",
            "points": [
                {
                    "id": "never-rises",
                    "says": "each step lowers the cost or leaves it",
                    "phrases": [
                        "(inertia|cost|objective).{0,40}(never|not|lower|decreas|fall)",
                        "decreases? the (inertia|cost|objective)",
                    ],
                },
                {
                    "id": "finite",
                    "says": "there are finitely many assignments",
                    "phrases": ["finite(ly)?( many)?.{0,20}(assignments|partitions)"],
                },
            ],
            "wrong": [
                {
                    "id": "global",
                    "says": "that it finds the global optimum",
                    "phrases": ["(finds|reaches|always).{0,20}global"],
                    "fatal": True,
                }
            ],
            "model_answer": "Both steps can only lower the inertia, and there are finitely many assignments.",
            "dimension": "algorithms",
        },
        {
            "id": "choosing-k",
            "ask": "How would you choose k?",
            "ask_more": "What would you plot?",
            "points": [
                {"id": "elbow", "says": "elbow of the inertia", "phrases": ["elbow"]},
                {"id": "silhouette", "says": "silhouette or stability", "phrases": ["silhouette", "stability"]},
            ],
            "model_answer": "Elbow of the inertia, silhouette, or what the use needs.",
        },
        {
            "id": "at-scale",
            "ask": "What changes with a hundred million points?",
            "ask_more": "And memory?",
            "points": [
                {"id": "batches", "says": "mini-batches", "phrases": ["mini ?batch", "stream"]},
                {"id": "memory", "says": "the n by k matrix does not fit", "phrases": ["memory", "does not fit"]},
            ],
            "model_answer": "Mini-batches, and distances in chunks because n by k does not fit in memory.",
            "level": "senior",
        },
    ],
    "decisions": [
        {
            "id": "keep-empty",
            "says": "an empty cluster keeps its centroid",
            "code": {"matches": ["\\.any\\(\\)"]},
            "phrases": ["empty.{0,60}(keep|guard|stay|old)", "keep.{0,30}(old )?centroid"],
        },
        {
            "id": "vectorised",
            "says": "distances by broadcasting",
            "code": {"calls": ["argmin"]},
            "phrases": ["broadcast", "vectori"],
        },
        {
            "id": "stops",
            "says": "stops when nothing changes",
            "code": {"calls": ["array_equal"]},
            "phrases": ["stop.{0,40}(chang|same|equal|move)", "nothing change"],
        },
    ],
    "checks": [
        {"name": name, "title": title, "kind": kind, "visible": visible} for name, title, kind, visible in CHECKS
    ],
    "submissions": [
        {"path": "accepted/loops.py", "expect": "passed", "says": "loops"},
        {"path": "accepted/model.py", "expect": "passed", "says": "vectorised"},
    ],
    "prompt": "Implement k-means clustering in NumPy. You are given points and starting centroids.",
    "starter": STARTER,
    "sources": {"accepted/loops.py": GOOD_CODE + "# loops\n", "accepted/model.py": GOOD_CODE},
    "sha256": "a" * 64,
}


class Script:
    """Writes a session down, line by line. Times are in seconds."""

    def __init__(self, question: Question, *, minutes: int = 30, mute: bool = False, extra: str = "") -> None:
        self.question = question
        self.head = Head(session_id="s1")
        self.log: list[Envelope] = []
        self.now_ms = 0
        self.code = question.starter
        self.mute = mute
        self.extra = extra
        self.add(
            SessionStarted(
                question_id=question.id,
                question_title=question.title,
                question_sha256=question.sha256,
                kind=question.kind,
                length_minutes=minutes,
                seed=1,
                started_at="2026-01-01T00:00:00Z",
                product_version="0",
            ),
            "server",
        )

    def add(self, event: Event, actor: Actor = "interviewer") -> int:
        self.head, sealed = self.head.append(event, actor=actor, at_ms=self.now_ms)
        self.log.append(sealed.envelope)
        return self.head.seq

    def wait(self, seconds: float) -> Self:
        self.now_ms += round(seconds * 1000)
        return self

    def says(self, text: str, act: Act = Act.THINKS_ALOUD, items: Iterable[str] = ()) -> int:
        self.wait(10)
        if self.mute:
            return self.head.seq
        seq = self.add(CandidateSaid(text=text + self.extra), "candidate")
        self.add(UtteranceUnderstood(said_seq=seq, act=act, items=tuple(items)))
        return seq

    def asks(self, fact_id: str, text: str) -> Self:
        seq = self.says(text, Act.ASKS_FACT, [f"fact:{fact_id}"])
        if not self.mute:
            self.hears(self.question.fact(fact_id).answer, Move.ANSWER_FACT, f"fact:{fact_id}", because=(seq,))
        return self

    def hears(self, text: str, move: Move, about: str = "", because: tuple[int, ...] = ()) -> Self:
        self.wait(3)
        self.add(InterviewerSaid(text=text, move=move, about=about, reason=Reason("rule", because)))
        return self

    def follow_up(self, follow_up_id: str, *answers: str) -> Self:
        self.hears(self.question.follow_up(follow_up_id).ask, Move.FOLLOW_UP, f"follow_up:{follow_up_id}")
        for answer in answers:
            self.wait(20).says(answer, Act.ANSWERS)
        return self.wait(15)

    def probe(self, trigger_id: str, *answers: str) -> Self:
        self.hears(self.question.trigger(trigger_id).ask, Move.PROBE, f"trigger:{trigger_id}")
        for answer in answers:
            self.wait(20).says(answer, Act.ANSWERS)
        return self

    def hint(self, level: int) -> Self:
        self.wait(5)
        seq = self.add(HintRequested(), "candidate")
        text = next(hint.text for hint in self.question.hints if hint.level == level)
        return self.hears(text, Move.HINT, f"hint:{level}", because=(seq,))

    def phase(self, phase: Phase) -> Self:
        self.add(PhaseChanged(phase=phase, reason=Reason("rule")))
        return self

    def types(self, code: str, *, seconds: float = 60) -> Self:
        self.wait(seconds)
        if code != self.code:
            self.add(CodeEdited(changes=replace_all(self.code, code), client_id="c"), "candidate")
            self.code = code
        return self

    def types_slowly(self, code: str, *, seconds: float = 300, chunk: int = 40) -> Self:
        pieces = range(chunk, len(code), chunk)
        for end in pieces:
            self.types(code[:end], seconds=seconds / max(len(pieces), 1))
        return self.types(code, seconds=0.1)

    def runs(self, purpose: str = "run", *, failing: Iterable[str] = (), error: str = "", wait: float = 5) -> Self:
        seq = self.add(RunRequested(purpose=purpose), "candidate")
        self.wait(wait)
        failed = set(failing)
        results = tuple(
            CheckResult(
                name=spec.name,
                title=spec.title,
                kind=spec.kind,
                hidden=not spec.visible,
                verdict=Verdict.NOT_RUN if error else (Verdict.FAILED if spec.name in failed else Verdict.PASSED),
                message="The answer differs." if spec.name in failed else "",
            )
            for spec in self.question.checks
            if spec.visible or purpose == "submit"
        )
        shown = failed & {result.name for result in results}
        verdict = Verdict.ERROR if error else (Verdict.FAILED if shown else Verdict.PASSED)
        report = RunReport(purpose=purpose, verdict=verdict, checks=results, error=error)
        self.add(SuiteRan(requested_seq=seq, report=report, measured=Measured(100)), "runner")
        return self.wait(5)

    def cells(self, cell: int, report: CellReport) -> Self:
        seq = self.add(CellRequested(cell=cell), "candidate")
        self.add(CellRan(requested_seq=seq, report=report, measured=Measured(5)), "runner")
        return self.wait(5)

    def ends(self, ending: str = "completed") -> Self:
        self.wait(5)
        if ending == "left_early":
            self.add(EndRequested(), "candidate")
        self.add(SessionEnded(ending=ending, reason=Reason("rule")))
        return self

    def opens(self) -> Self:
        self.hears("Welcome.", Move.GREET).hears(self.question.prompt, Move.PRESENT)
        return self.phase(Phase.CLARIFY)

    def asks_for_plan(self) -> Self:
        return self.phase(Phase.PLAN).hears("How would you go about it?", Move.ASK_PLAN)


def strong(script: Script) -> Script:
    script.opens().wait(20)
    script.asks("empty-cluster", "What should happen when a cluster ends up empty?")
    script.asks("stopping", "When should I stop, on a tolerance or when nothing changes?")
    script.asks("ties", "If a point has equal distance to two centroids, which one wins?")
    script.asks_for_plan().wait(10)
    script.says(
        "My plan: first compute the squared distances from points to centroids by broadcasting, then assign each point "
        "with argmin, then update each centroid as the mean of its members, and stop when no centroid changes.",
        Act.STATES_PLAN,
    )
    script.phase(Phase.CODE)
    script.says("I use broadcasting for the distances because a loop over the points would be slow.", Act.EXPLAINS)
    script.types_slowly(GOOD_CODE.split("\n\n\nif __name__", maxsplit=1)[0] + "\n")
    script.says("An empty cluster keeps its old centroid, since the mean of no points is NaN.", Act.EXPLAINS)
    script.says("I convert the points to float so that integer input does not truncate the mean.", Act.EXPLAINS)
    script.says("It stops when nothing changes, because the assignment would then stay the same.", Act.EXPLAINS)
    script.types(GOOD_CODE)
    script.says("For the toy points I expect labels 0 0 1 1, two clusters.")
    script.runs().phase(Phase.VERIFY)
    script.runs("submit").phase(Phase.DISCUSS)
    script.says("The time is O(n*k*d) per iteration, and memory is O(n*k).", Act.CLAIMS_COMPLEXITY)
    script.follow_up(
        "convergence",
        "Each step decreases the inertia or leaves it, and there are finitely many assignments, so it must stop.",
    )
    script.follow_up(
        "choosing-k",
        "I would look at the elbow of the inertia and compare with the silhouette instead of only the inertia, because "
        "inertia always falls with k; the silhouette costs more time.",
    )
    script.follow_up(
        "at-scale",
        "Mini-batches rather than full passes: less memory but more noise. The n by k distance matrix does not fit in "
        "memory, so I would compute distances in chunks, and monitor the inertia.",
    )
    script.says("A limitation: it fails when clusters are not round, and it depends on the start, a local optimum.")
    return script.phase(Phase.WRAP_UP).ends()


def average(script: Script) -> Script:
    script.opens().wait(20)
    script.asks("returns", "What should the function return, labels or centroids?")
    script.asks_for_plan().wait(10)
    script.says("I will compute distances to the centroids, then assign the points and take the mean.", Act.STATES_PLAN)
    script.phase(Phase.CODE)
    script.types_slowly(EDGE_BROKEN_CODE, seconds=500)
    script.says("I use broadcasting so that there is no loop over the points.", Act.EXPLAINS)
    script.runs()
    script.runs("submit", failing=["empty_cluster", "large_values"]).phase(Phase.VERIFY)
    script.says("One check fails, the mean of an empty cluster is NaN, the guard is missing.", Act.EXPLAINS)
    script.hint(1).wait(60)
    script.types(GOOD_CODE.split("\n\n\nif __name__", maxsplit=1)[0] + "\n")
    script.runs("submit", failing=["large_values"]).phase(Phase.DISCUSS)
    script.follow_up("convergence", "The inertia never rises, I think, so at some point it ends.")
    script.follow_up("choosing-k", "I would plot the elbow of the inertia for several k.")
    script.follow_up("at-scale", "Use more machines perhaps, I have not done that with clusters.")
    return script.phase(Phase.WRAP_UP).ends()


def weak(script: Script) -> Script:
    script.opens().wait(60).asks_for_plan().wait(20)
    script.says("I will just start.")
    script.phase(Phase.CODE)
    script.types_slowly(LOOP_CODE, seconds=700)
    failing = [name for name, *_ in CHECKS if name != "input_unchanged"]
    script.runs(failing=failing)
    script.hint(1).wait(60).hint(2).wait(60)
    script.types(LOOP_CODE.replace("<", "<="))
    script.runs(failing=failing).types(LOOP_CODE.replace("<", ">"))
    script.runs(failing=failing).types(LOOP_CODE.replace("<", ">="))
    script.runs("submit", failing=failing).phase(Phase.DISCUSS)
    script.follow_up("convergence", "I do not know.")
    script.follow_up("choosing-k", "You can try some values.")
    return script.phase(Phase.WRAP_UP).ends("time_up")


def silent(script: Script) -> Script:
    """The strong candidate's work without a word."""
    script.mute = True
    return strong(script)


def bluffer(script: Script) -> Script:
    script.opens().wait(20).asks_for_plan()
    script.says(
        "My plan is to use broadcasting for the distances, then assign the points to clusters, then update centroids, "
        "because vectorised code is faster. I have done k-means many times in production.",
        Act.STATES_PLAN,
    )
    script.phase(Phase.CODE)
    script.says("I keep the code simple because simple clusters are robust, and it definitely works.", Act.EXPLAINS)
    script.types_slowly(LOOP_CODE, seconds=600)
    script.says("This works now, all checks pass, because the centroids converge.", Act.CLAIMS_DONE)
    failing = [name for name, *_ in CHECKS if name != "input_unchanged"]
    script.runs("submit", failing=failing)
    script.says("It is done, the solution is correct since clustering always converges to the points.", Act.CLAIMS_DONE)
    script.runs("submit", failing=failing).phase(Phase.DISCUSS)
    script.follow_up("convergence", "K-means always finds the global optimum because the clusters are convex.")
    script.follow_up("choosing-k", "I choose k by experience with clusters, because experience is better than plots.")
    script.follow_up("at-scale", "I would scale it to the cloud with GPUs, because that is faster.")
    return script.phase(Phase.WRAP_UP).ends()


def hint_seeker(script: Script) -> Script:
    script.opens().wait(20).asks_for_plan()
    script.says("Can I have a hint?", Act.ASKS_HINT)
    script.phase(Phase.CODE)
    for level in (1, 2, 3, 4):
        script.hint(level).wait(45)
    script.types_slowly(GOOD_CODE.split("\n\n\nif __name__", maxsplit=1)[0] + "\n", seconds=300)
    script.runs().runs("submit").phase(Phase.DISCUSS)
    script.follow_up("convergence", "Because the hint says so.")
    script.follow_up("choosing-k", "Maybe the elbow.")
    return script.phase(Phase.WRAP_UP).ends()


def nonsense(script: Script) -> Script:
    script.opens().wait(20).asks_for_plan()
    script.says("fine")
    script.phase(Phase.CODE).types("qwerty asdf ((\nzzz\nlorem ipsum\nfoo bar\nbaz\n")
    script.says("lorem ipsum dolor sit amet")
    script.runs("submit", error="SyntaxError: invalid syntax").phase(Phase.DISCUSS)
    script.follow_up("convergence", "purple monkeys eat bananas")
    script.follow_up("choosing-k", "fine")
    return script.wait(600).phase(Phase.WRAP_UP).ends()


def empty(script: Script) -> Script:
    return script.opens().wait(30 * 60).ends("time_up")


CAST: dict[str, Callable[[Script], Script]] = {
    "strong": strong,
    "average": average,
    "weak": weak,
    "silent": silent,
    "bluffer": bluffer,
    "hint_seeker": hint_seeker,
    "nonsense": nonsense,
    "empty": empty,
}


@pytest.fixture(scope="session")
def question() -> Question:
    return msgspec.convert(QUESTION, Question)


@pytest.fixture
def script(question: Question) -> Script:
    return Script(question)


@pytest.fixture
def write(question: Question) -> Callable[..., Script]:
    """Start a session with options."""

    def write_session(**options: Any) -> Script:
        return Script(options.pop("question", question), **options)

    return write_session


@pytest.fixture(scope="session")
def cast() -> dict[str, Callable[[Script], Script]]:
    return CAST


@pytest.fixture(scope="session")
def codes() -> dict[str, str]:
    return {"good": GOOD_CODE, "edge_broken": EDGE_BROKEN_CODE, "loops": LOOP_CODE, "starter": STARTER}
