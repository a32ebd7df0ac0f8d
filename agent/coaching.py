"""What the coach says in practice: what an interviewer looks for at a point, what was seen, and what was missing.

It speaks of how one works and counts what was left out. It never says what a fact, a hint, a check or a good answer
holds: a test compares every line with every question. Must not know when it is asked.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from agent.state import InterviewState
from question_bank.package import Fact, Kind
from transcripts.events import Phase

AHEAD: Mapping[Phase, tuple[str, ...]] = MappingProxyType(
    {
        Phase.CLARIFY: (
            "Before any code is there, an interviewer looks for questions that change what you would build.",
            "What counts now is to find what the text leaves open, and to ask for it in your own words.",
        ),
        Phase.PLAN: (
            "An interviewer wants to hear the idea in a few steps, in their order, with a reason for the choice.",
            "A plan is looked at for its steps and for the reasons behind them. Two or three sentences do.",
        ),
        Phase.CODE: (
            "While you write, an interviewer follows what you say: which part you are on, and why it is written so.",
            "Now it is about code that somebody else can follow, and about hearing you think while it grows.",
        ),
        Phase.VERIFY: (
            "An interviewer looks for tests of your own now: what goes in, what should come out, and why this case.",
            "To pass once proves little. What counts is which cases you choose, and what each of them would show.",
        ),
        Phase.DISCUSS: (
            "In the discussion an interviewer listens for reasons and for limits, said in a few words.",
            "Give the point first, then the reason, then an example. To say what you are not sure of is no fault.",
        ),
        Phase.WRAP_UP: (
            "This is the last question. Until the end you can still go through a part again, with its whole time.",
        ),
    }
)
"""What is looked for in a phase, whatever the question."""
AHEAD_BY_KIND: Mapping[Phase, Mapping[Kind, str]] = MappingProxyType(
    {
        Phase.CLARIFY: {
            "from_scratch": "Think of what goes in, what comes out, what is unusual, and how much there is of it.",
            "operation": "Think of what goes in and comes out, and of the values that hardly ever occur.",
            "end_to_end": "Think of what one row stands for, and of what will be done with the result.",
            "debug": "Think of what the code is meant to do, and of what you may change.",
        },
        Phase.PLAN: {
            "from_scratch": "How you would check it belongs to it.",
            "operation": "Say of each step what it takes and what it gives.",
            "end_to_end": "Say how you would know that the result is of use.",
            "debug": "Say what you suspect, and how you would find out before you change anything.",
        },
        Phase.CODE: {
            "from_scratch": "Run it in small pieces, and early.",
            "operation": "Run it as soon as the plain case is there.",
            "end_to_end": "Get something through to the end first, and improve it afterwards.",
            "debug": "Keep each change small, and run it often.",
        },
        Phase.VERIFY: {
            "from_scratch": "Work one case out by hand.",
            "operation": "Say before a run what you expect of it.",
            "end_to_end": "Look into the result as well as at it.",
            "debug": "Show that the mistake is gone, and that nothing else went with it.",
        },
    }
)
"""What comes on top for a kind of question."""
AGAIN: Mapping[Phase, tuple[str, ...]] = MappingProxyType(
    {
        Phase.CLARIFY: (
            "Go through the text line by line this time, and ask for what your code could not know.",
            "Go by sides this time: what comes in, what goes out, what is unusual, how much there is.",
            "One thing at a time now, and write each answer down.",
        ),
        Phase.PLAN: (
            "Say the plan as you would to somebody who writes the code for you.",
            "Number the steps this time, and give each of them a reason.",
            "Begin with the idea in one sentence, and let the steps follow.",
        ),
        Phase.CODE: (
            "Say what a part is for before you write it, this time.",
            "This time, run it after each part that can be run.",
            "Begin with the names and what each takes and gives, then fill them in.",
        ),
        Phase.VERIFY: (
            "Write a few cases down before you run anything, and what you expect of each.",
            "Say of each case which mistake it would show.",
            "Think of somebody who wants to break your code. What they would try is your list.",
        ),
        Phase.DISCUSS: (
            "Keep answers short this time: the point, the reason, an example.",
            "Say to each answer when it would not hold.",
            "Take a breath before each answer, and say the main thing first.",
        ),
    }
)
"""What to do differently, when a phase is tried again."""
MOMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "typing_early": (
            "You began to type before a plan was heard. An approach is cheap to change as long as it is only words.",
            "The code has begun and the plan is still in your head. An interviewer cannot follow what was not said.",
        ),
        "first_failure": (
            "A run that fails is not held against you. What you expected, what came, and where they part is looked at.",
            "Failing is part of it. An interviewer looks at how you narrow it down, and whether you guess or look.",
        ),
        "open_choice": (
            "Where the task leaves a choice, the reason counts more than what you choose.",
            "A free choice is a chance to show how you weigh things. Name the other way too.",
        ),
        "silence": (
            "Quiet thinking is fine for a while. After that, one sentence on what holds you up says much.",
            "An interviewer cannot see you think. Say which two ways you are deciding between.",
        ),
        "hint": (
            "After a hint, say what it changes in your plan. Taking it up well is looked at, more than having asked.",
            "A hint is best met with a word on what you do with it.",
        ),
        "asked_for_answer": (
            "Asking for the solution shows little. Asking about one step that you name shows how far you are.",
            "Say what you have tried and where it stops. From there, an interviewer can help without giving it away.",
        ),
    }
)
"""What is worth a word when it happens for the first time."""

_KINDS_OF_FACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "how much there is",
        re.compile(r"\b(?:size|large|big|scale|memory|fast|speed|slow|many rows)\b"),
    ),
    ("what comes back", re.compile(r"\b(?:return|returned|output|result|give back|print)\b")),
    (
        "unusual cases",
        re.compile(
            r"\b(?:empty|ties?|zeros?|missing|nan|none|negative|duplicates?|equal|edge|single|constant|unseen|invalid|"
            r"unknown|fewer|longer|larger than|never)\b"
        ),
    ),
    ("exactness", re.compile(r"\b(?:overflow|stable|stability|precision|tolerance|exact|rounding|float32|float64)\b")),
    (
        "what comes in",
        re.compile(r"\b(?:input|shape|dtype|type|types|format|columns?|rows?|integers?|strings?|sorted)\b"),
    ),
)
"""Kinds by the words that people ask with; the first that fits counts."""
_OTHER_KIND = "how it is meant to work"
_WORDS_FOR_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_REASON = re.compile(r"\b(?:because|since|so that|otherwise|therefore|in order to|to avoid|that way|which means)\b")
_ORDER = re.compile(r"\b(?:first|firstly|then|next|after|afterwards|finally|last|step|second|start|begin)\b|\d[.)]")
_COST = re.compile(r"\bo\s?\(|\b(?:linear|quadratic|complexity|memory|running time|costs?|constant time|log n)\b")
_TESTS = re.compile(r"\b(?:tests?|check|verify|examples?|cases?|compare|assert|expect)\b")
_LEAST_STEPS = 2


def looking_ahead(state: InterviewState, phase: Phase) -> tuple[str, ...]:
    """Say what an interviewer looks for in a phase."""
    if state.progress.n_retries and phase in AGAIN:
        return AGAIN[phase]
    special = AHEAD_BY_KIND.get(phase, {}).get(state.question.kind, "")
    return tuple(f"{line} {special}".strip() for line in AHEAD.get(phase, ()))


def looking_back(state: InterviewState, phase: Phase) -> tuple[str, ...]:
    """Say what was seen in a phase that ends, and what was missing; nothing for those without a task."""
    match phase:
        case Phase.CLARIFY:
            return _on_questions(state)
        case Phase.PLAN:
            return _on_plan(state)
        case Phase.CODE:
            return _on_code(state)
        case Phase.VERIFY:
            return _on_checking(state)
        case Phase.DISCUSS:
            return _on_discussion(state)
        case Phase.INTRODUCE | Phase.WRAP_UP:
            return ()


def after_answer(state: InterviewState, follow_up: str) -> tuple[str, ...]:
    """Say how much of a question was answered, when something was left out."""
    points = state.question.follow_up(follow_up).points
    n_said = sum(f"{follow_up}/{point.id}" in state.progress.points for point in points)
    if not points or n_said == len(points):
        return ()
    share = f"{number(n_said)} of {number(len(points))}"
    return (
        f"That answer held {share} points that an interviewer would listen for.",
        f"Of {number(len(points))} points behind that question, {number(n_said)} came up.",
        f"An interviewer would tick {share} points there.",
        f"Points heard in that answer: {share}.",
    )


def kind_of(fact: Fact) -> str:
    """Name the kind of a fact in words that give nothing of it away."""
    asked = f"{fact.id.replace('-', ' ').replace('_', ' ')} {' '.join(fact.asks[:2])}".lower()
    return next((name for name, pattern in _KINDS_OF_FACTS if pattern.search(asked)), _OTHER_KIND)


def number(n: int) -> str:
    """Write a small number as a word."""
    return _WORDS_FOR_NUMBERS[n] if 0 <= n < len(_WORDS_FOR_NUMBERS) else str(n)


def _on_questions(state: InterviewState) -> tuple[str, ...]:
    facts = state.question.facts
    missed = [fact for fact in facts if fact.id not in state.progress.facts_told]
    if not facts:
        return ()
    if not missed:
        return (
            f"Seen: you found all {number(len(facts))} things that the text leaves open.",
            "You asked about everything that was open.",
        )
    kinds = Counter(kind_of(fact) for fact in missed)
    listed = ", ".join(f"{number(n)} on {kind}" for kind, n in kinds.most_common())
    n_found = number(len(facts) - len(missed))
    return (
        f"Seen: of {number(len(facts))} open things you found {n_found}. Missing: {listed}.",
        f"Your questions brought {n_found} of {number(len(facts))} open things to light. Not asked for: {listed}.",
        f"The open things that you found are {n_found} of {number(len(facts))}. Still unknown to you: {listed}.",
    )


def _on_plan(state: InterviewState) -> tuple[str, ...]:
    said = state.talk.heard_in_phase.lower()
    if not said.strip():
        return (
            "Missing: a plan. Nothing was said about the approach before the code.",
            "Once more there was no plan to hear. Two sentences would do.",
        )
    parts = {
        "an order of steps": len(_ORDER.findall(said)) >= _LEAST_STEPS,
        "a reason": bool(_REASON.search(said)),
        "what it costs": bool(_COST.search(said)) or bool(state.progress.cost_claims),
        "how you would check it": bool(_TESTS.search(said)),
    }
    return _seen_and_missing("In your plan", parts)


def _on_code(state: InterviewState) -> tuple[str, ...]:
    said = state.talk.heard_in_phase.lower()
    n_words = len([line for line in said.splitlines() if line.strip()])
    n_runs = state.work.n_runs - state.work.n_runs_at_phase
    parts = {
        f"{_times(n_words)} that you spoke" if n_words else "a word while you wrote": n_words > 0,
        "a reason for what you did": bool(_REASON.search(said)),
        f"{_times(n_runs)} that you ran it" if n_runs else "a run before you went on": n_runs > 0,
    }
    return _seen_and_missing("While you coded", parts)


def _on_checking(state: InterviewState) -> tuple[str, ...]:
    said = state.talk.heard_in_phase.lower()
    parts = {
        "cases of your own": bool(_TESTS.search(said)),
        "why these": bool(_REASON.search(said)),
        "a submission": state.work.n_submits > 0,
    }
    return _seen_and_missing("In the checking", parts)


def _on_discussion(state: InterviewState) -> tuple[str, ...]:
    asked = [one for one in state.question.follow_ups if one.id in state.progress.follow_ups_asked and one.points]
    if not asked:
        return ()
    left = [sum(f"{one.id}/{point.id}" not in state.progress.points for point in one.points) for one in asked]
    n_points = sum(len(one.points) for one in asked)
    n_said = n_points - sum(left)
    most = max(left)
    worst = ""
    if most and len(asked) > 1 and left.index(most) < len(_ORDINALS):
        worst = f" Most was left open in the {_ORDINALS[left.index(most)]} question."
    share = f"{number(n_said)} of {number(n_points)}"
    return (
        f"Over {_questions(len(asked))}, your answers held {share} points that an interviewer would listen for.{worst}",
        f"Heard in the discussion: {share} points, over {_questions(len(asked))}.{worst}",
        f"The discussion brought {share} points.{worst}",
    )


def _seen_and_missing(where: str, parts: Mapping[str, bool]) -> tuple[str, ...]:
    seen = _listed([part for part, there in parts.items() if there])
    missing = _listed([part for part, there in parts.items() if not there])
    if not missing:
        return (f"{where} there was all that one looks for: {seen}.", f"{where}, seen: {seen}.")
    if not seen:
        return (f"{where}, missing: {missing}.", f"{where} these were not there: {missing}.")
    return (
        f"{where}, seen: {seen}. Missing: {missing}.",
        f"{where} there was {seen}. What was not there: {missing}.",
    )


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] if parts else ""


def _times(n: int) -> str:
    return "one time" if n == 1 else f"{number(n)} times"


def _questions(n: int) -> str:
    return "one question" if n == 1 else f"{number(n)} questions"
