"""The 28 criteria as data: title, weight by kind of question, what the full grade looks like, and how to practise it.

Weights are shares of a dimension; they and the words here also make the page that explains the grading.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from question_bank.package import Dimension, Kind
from rubric import grades_talk, grades_work
from rubric.debrief import CriterionResult
from rubric.judging import Case, Judged, SignalBroken
from rubric.signals import REGISTRY


class Drill(Struct, frozen=True):
    """How to practise a criterion."""

    title: str
    do: str
    minutes: int
    done_when: str


class Criterion(Struct, frozen=True, kw_only=True):
    """One small check, graded 0, 1, 2 or not assessed."""

    id: str
    title: str
    dimension: Dimension
    weight: float
    weight_end_to_end: float | None = None
    full: str
    """What the full grade looks like, as an instruction to the candidate."""
    strength: str
    """What is said when it was met."""
    drill: Drill
    judge: Callable[[Case], Judged]

    def weight_for(self, kind: Kind) -> float:
        """Share of the dimension for a kind of question."""
        if kind == "end_to_end" and self.weight_end_to_end is not None:
            return self.weight_end_to_end
        return self.weight

    @property
    def signals(self) -> tuple[str, ...]:
        """Signals that feed it."""
        return tuple(signal.id for signal in REGISTRY if self.id in signal.feeds)


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        id="U1",
        title="Settles what is asked",
        dimension="problem_solving",
        weight=0.20,
        full=(
            "Before writing code, ask for at least three things that the prompt leaves open, or restate the task "
            "and ask for one that matters."
        ),
        strength="You settled what was open before you wrote code.",
        drill=Drill(
            "Ask first",
            (
                "Take a prompt and write down five things that it leaves open: input, output, edge policy, "
                "limits, what is measured. Ask for the three that change the code."
            ),
            10,
            "Three facts asked for before the first line of code.",
        ),
        judge=grades_work.sets_the_contract,
    ),
    Criterion(
        id="U2",
        title="Plans, and the plan holds",
        dimension="problem_solving",
        weight=0.15,
        full="Name the parts of the solution in order before coding, and build those parts.",
        strength="You laid out the parts before coding and built them.",
        drill=Drill(
            "Plan aloud",
            "Say the solution as three to five steps, each with what goes in and what comes out, before typing.",
            8,
            "A plan of at least two steps comes before the code, and the code has a place for each.",
        ),
        judge=grades_work.plans_and_keeps_to_it,
    ),
    Criterion(
        id="U3",
        title="Foresees edge cases and uses what was said",
        dimension="problem_solving",
        weight=0.20,
        full="Name two edge cases before a check fails on them, and follow every rule that the interviewer stated.",
        strength="You met edge cases before they bit.",
        drill=Drill(
            "Edge list",
            (
                "Before the first run, write three inputs that could break the code: empty, single, equal, huge, "
                "missing. Say what should happen for each."
            ),
            10,
            "All edge checks pass in the first submit.",
        ),
        judge=grades_work.foresees_edges,
    ),
    Criterion(
        id="U4",
        title="Finds faults by reasoning",
        dimension="problem_solving",
        weight=0.20,
        full="When something fails, say what the cause is and repair it with one change, without a hint.",
        strength="You found faults by reasoning rather than by trial.",
        drill=Drill(
            "One cause, one change",
            "On each red run, write one sentence that names the cause before touching the code.",
            15,
            "Each failure is repaired in the next run.",
        ),
        judge=grades_work.debugs_by_reasoning,
    ),
    Criterion(
        id="U5",
        title="Works independently",
        dimension="problem_solving",
        weight=0.15,
        full="Get a working solution with at most one nudge.",
        strength="You needed little or no help.",
        drill=Drill(
            "Ten minutes before a hint",
            "When stuck, first try a smaller input by hand and print the shapes; ask for a hint only after that.",
            25,
            "A session with hint cost of at most 0.25.",
        ),
        judge=grades_work.works_independently,
    ),
    Criterion(
        id="U6",
        title="Uses the time",
        dimension="problem_solving",
        weight=0.10,
        full="Submit a working solution early enough to check and discuss it, and leave it working.",
        strength="You finished with time to check and discuss.",
        drill=Drill(
            "Simple first",
            "Write the plainest version that passes, submit it, then improve it. Watch the time for each phase.",
            30,
            "A working submit before two thirds of the time are gone.",
        ),
        judge=grades_work.uses_the_time,
    ),
    Criterion(
        id="K1",
        title="Knows the core ideas",
        dimension="ml_knowledge",
        weight=0.58,
        weight_end_to_end=0.52,
        full=(
            "Explain at least three ideas that the method rests on, and half of those you are asked about, "
            "without a misconception."
        ),
        strength="You explained what the method rests on.",
        drill=Drill(
            "Why it works",
            (
                "Explain the method in five sentences: what it minimises or computes, why each step is there, "
                "when it fails."
            ),
            10,
            "Three ideas of the question said in own words, none of them wrong.",
        ),
        judge=grades_talk.knows_core_ideas,
    ),
    Criterion(
        id="K2",
        title="Answers follow-ups",
        dimension="ml_knowledge",
        weight=0.30,
        weight_end_to_end=0.25,
        full="Say two of three points that a good answer to the follow-ups holds.",
        strength="Your follow-up answers held what matters.",
        drill=Drill(
            "Follow-ups again",
            "Answer each follow-up of this session once more in three sentences, then compare with the model answer.",
            12,
            "Each answer holds all points of the model answer.",
        ),
        judge=grades_talk.answers_follow_ups,
    ),
    Criterion(
        id="K3",
        title="Weighs choices",
        dimension="ml_knowledge",
        weight=0.05,
        weight_end_to_end=0.04,
        full="For two choices, name the alternative and what each costs.",
        strength="You weighed your choices against others.",
        drill=Drill(
            "Instead of what?",
            (
                "For each choice in your code, say the alternative and what it would cost in time, memory, "
                "variance or clarity."
            ),
            8,
            "Two choices with an alternative and its cost.",
        ),
        judge=grades_talk.weighs_choices,
    ),
    Criterion(
        id="K4",
        title="Judges results critically",
        dimension="ml_knowledge",
        weight=0.03,
        weight_end_to_end=0.15,
        full=(
            "Say when the method fails and how you would choose and check it; with data: split before fitting, a "
            "metric that fits the use, a baseline, a reasoned threshold."
        ),
        strength="You looked at results critically.",
        drill=Drill(
            "Would I trust it?",
            (
                "For one solution, name a case where it fails, how to choose its main parameter, and a check "
                "that would catch a wrong result."
            ),
            10,
            "Two of the three said without being asked.",
        ),
        judge=grades_talk.judges_critically,
    ),
    Criterion(
        id="K5",
        title="Thinks of practice",
        dimension="ml_knowledge",
        weight=0.04,
        weight_end_to_end=0.04,
        full="Name two practical sides: scale, cost, monitoring, libraries, people, uncertainty.",
        strength="You thought of how it would be used in practice.",
        drill=Drill(
            "A thousand times larger",
            "Say what changes when the data is a thousand times larger, and what you would watch in production.",
            8,
            "Two practical sides named with a consequence.",
        ),
        judge=grades_talk.thinks_of_practice,
    ),
    Criterion(
        id="C1",
        title="Is correct",
        dimension="code",
        weight=0.35,
        full="All core checks and nine of ten checks pass in the last submit.",
        strength="Your solution does what was asked.",
        drill=Drill(
            "From scratch once more",
            "Close this page and write the solution again from an empty file, then submit.",
            25,
            "All core checks pass in the first submit.",
        ),
        judge=grades_work.is_correct,
    ),
    Criterion(
        id="C2",
        title="Keeps the contract and is robust",
        dimension="code",
        weight=0.15,
        full="Nine of ten edge, contract and numeric checks pass, and arguments are left as they were.",
        strength="Your solution holds at its borders.",
        drill=Drill(
            "Break it",
            "Write five inputs meant to break your solution and make it survive them.",
            15,
            "All edge, contract and numeric checks pass.",
        ),
        judge=grades_work.is_robust,
    ),
    Criterion(
        id="C3",
        title="Is efficient",
        dimension="code",
        weight=0.15,
        weight_end_to_end=0.05,
        full="Work on whole arrays where an accepted solution does, and pass the speed checks.",
        strength="Your solution works on whole arrays.",
        drill=Drill(
            "One loop less",
            (
                "Take the deepest loop over the data and replace it by an operation on arrays; write the shapes "
                "beside each line."
            ),
            15,
            "The speed checks pass and no loop runs over the data that the reference does without.",
        ),
        judge=grades_work.is_efficient,
    ),
    Criterion(
        id="C4",
        title="Is organised",
        dimension="code",
        weight=0.10,
        full="Short functions with telling names, no code twice, and a line that says shapes or a policy.",
        strength="Your code is easy to follow.",
        drill=Drill(
            "Names and parts",
            "Give each step a function of its own and write the shapes of its arguments into one line.",
            10,
            "No function of more than 35 lines and no name that says nothing.",
        ),
        judge=grades_work.is_organised,
    ),
    Criterion(
        id="C5",
        title="Is clean",
        dimension="code",
        weight=0.10,
        weight_end_to_end=0.20,
        full=(
            "Leave no debug prints, dead code or unused names; seed a local generator; with data: keep the steps "
            "in a pipeline."
        ),
        strength="You left clean code.",
        drill=Drill(
            "Two minutes of tidying",
            "Before the last submit, take out what is not used and read the code once from the top.",
            5,
            "Nothing left over in the last submit.",
        ),
        judge=grades_work.is_clean,
    ),
    Criterion(
        id="C6",
        title="Checks its own work",
        dimension="code",
        weight=0.15,
        full="Before submitting, check in two ways: run it, compare with a slow version or a known result, assert.",
        strength="You checked your own work before submitting.",
        drill=Drill(
            "Check before submit",
            "Write one example whose result you know, one edge case and one assert before each submit.",
            10,
            "Two kinds of own check before the first submit.",
        ),
        judge=grades_work.verifies_own_work,
    ),
    Criterion(
        id="C7",
        title="Ends as good as it got",
        dimension="code",
        weight=0.0,
        full="Submit the last version, and do not end with one that is worse than an earlier one.",
        strength="You ended with your best version.",
        drill=Drill(
            "Stop while it is green",
            "In the last five minutes change nothing that you cannot run and submit once more.",
            5,
            "The last submit is as good as the best.",
        ),
        judge=grades_work.ends_as_good_as_it_got,
    ),
    Criterion(
        id="M1",
        title="Gives the plan and the reasons",
        dimension="communication",
        weight=0.25,
        full="Say the plan, and give three choices a reason each.",
        strength="You gave reasons for your choices.",
        drill=Drill(
            "Because",
            "Whenever you choose something, end the sentence with the reason.",
            10,
            "Three different choices with a reason.",
        ),
        judge=grades_talk.gives_plan_and_reasons,
    ),
    Criterion(
        id="M2",
        title="Explains where it matters",
        dimension="communication",
        weight=0.25,
        full="Explain most of the decisions that shape the code, without being asked.",
        strength="You explained the decisions that matter.",
        drill=Drill(
            "One sentence at each decision",
            "While coding, stop at each decision for one sentence; be silent in between.",
            20,
            "Six of ten key decisions explained unasked.",
        ),
        judge=grades_talk.explains_where_it_matters,
    ),
    Criterion(
        id="M3",
        title="Answers what was asked",
        dimension="communication",
        weight=0.25,
        full="Answer nearly every question of the interviewer, and begin with the answer.",
        strength="You answered what was asked.",
        drill=Drill(
            "Answer first",
            (
                "Begin each answer with yes, no, a number or the choice; then explain. If you do not know, say "
                "so and what you would try."
            ),
            8,
            "No question is left open.",
        ),
        judge=grades_talk.answers_what_was_asked,
    ),
    Criterion(
        id="M4",
        title="Is honest about the state",
        dimension="communication",
        weight=0.15,
        full="After a failure say what failed and what is next, and claim only what a run has shown.",
        strength="You said openly what worked and what did not.",
        drill=Drill(
            "Red run, one sentence",
            "After each red run say what failed, what you know and what you try next.",
            10,
            "Half of the red runs are followed by such a sentence, and no claim is contradicted.",
        ),
        judge=grades_talk.is_honest_about_state,
    ),
    Criterion(
        id="M5",
        title="Works with the interviewer",
        dimension="communication",
        weight=0.10,
        full="Take up hints, corrections and questions with a change or an answer within a few minutes.",
        strength="You took up what the interviewer offered.",
        drill=Drill(
            "Take it up",
            "Repeat each hint in your own words and say what you change because of it.",
            8,
            "Three of four hints and questions are met by a change or an answer.",
        ),
        judge=grades_talk.works_with_the_interviewer,
    ),
    Criterion(
        id="A1",
        title="Builds what was asked",
        dimension="algorithms",
        weight=0.30,
        full="All core checks pass: the main rule of the method is right.",
        strength="You built the method that was asked for.",
        drill=Drill(
            "The main rule",
            "Write only the defining step of the method, with a three-row example worked out by hand.",
            15,
            "All core checks pass.",
        ),
        judge=grades_work.builds_the_algorithm,
    ),
    Criterion(
        id="A2",
        title="Explains and derives it",
        dimension="algorithms",
        weight=0.25,
        full="Say two of three points when asked about your own lines or how the method works.",
        strength="You could explain your own lines.",
        drill=Drill(
            "Line by line",
            (
                "Take the five densest lines of your solution and say for each the shapes, and what would break "
                "without it."
            ),
            12,
            "Each line explained without looking anything up.",
        ),
        judge=grades_work.explains_the_algorithm,
    ),
    Criterion(
        id="A3",
        title="Knows its cost and numerics",
        dimension="algorithms",
        weight=0.15,
        full="State the cost rightly, and guard against or name the numerical risk.",
        strength="You knew cost and numerical risks.",
        drill=Drill(
            "Cost and risk",
            (
                "For three methods, write time and memory in the letters of the problem, and one numerical risk "
                "with its guard."
            ),
            10,
            "Time and memory agree with the reference.",
        ),
        judge=grades_work.knows_cost_and_numerics,
    ),
    Criterion(
        id="A4",
        title="Does the work alone",
        dimension="algorithms",
        weight=0.20,
        full="Reach a working solution without strong hints, rows of the same error or blind small edits.",
        strength="You got there on your own.",
        drill=Drill(
            "Think, then run",
            "Before each run, say what you expect to see. If it differs, find out why before editing.",
            20,
            "No failure comes three times in a row.",
        ),
        judge=grades_work.does_own_work,
    ),
    Criterion(
        id="A5",
        title="Extends it",
        dimension="algorithms",
        weight=0.10,
        full="When asked to go beyond the task, say two of three points of a good answer.",
        strength="You could take the method further.",
        drill=Drill(
            "One step further",
            "Sketch one extension: weights, batches, another distance, a gradient. Say what changes in the code.",
            15,
            "The extension runs, or its changes are named line by line.",
        ),
        judge=grades_work.extends_the_algorithm,
    ),
)

BY_ID: Mapping[str, Criterion] = {criterion.id: criterion for criterion in CRITERIA}


def grade(case: Case, criterion: Criterion) -> CriterionResult:
    """Grade one criterion. Never raises for a broken signal."""
    kind = case.view.question.kind
    judged = _judge(case, criterion)
    return CriterionResult(
        id=criterion.id,
        title=criterion.title,
        grade=judged.grade,
        weight=criterion.weight_for(kind),
        reason=judged.reason if judged.grade is not None else "Not assessed.",
        evidence=judged.evidence,
        missed=criterion.full if judged.grade in {0, 1} else "",
        signals=criterion.signals,
        not_assessed_because=judged.reason if judged.grade is None else "",
    )


def _judge(case: Case, criterion: Criterion) -> Judged:
    if not case.view.has_substance:
        return Judged(None, "There is no work on the question in this session that could be read.")
    try:
        return criterion.judge(case)
    except SignalBroken as broken:
        return Judged(None, str(broken))
    except Exception as error:  # noqa: BLE001 - whatever breaks here is our fault and must not become a grade
        return Judged(None, str(SignalBroken(f"{type(error).__name__} in {criterion.id}")))
