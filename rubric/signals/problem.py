"""Signals on setting the problem: facts asked, restated, assumed, planned, edge cases foreseen."""

import re
from collections.abc import Sequence

from msgspec import Struct

from question_bank.code_facts import compiled, holds
from rubric import pointing
from rubric.parts import Utterance
from rubric.signals.signal import Seen, no, signal, yes
from rubric.speech import ASSUMPTION, EDGE_FAMILIES, NUMBER, ORDER, PLAN, RESTATEMENT, find_said, terms_of
from rubric.view import View
from transcripts.events import Act, Move, Phase

_N_PLAN_TERMS = 2
_FIRM_KINDS = ("edge", "numeric", "contract", "honesty")
_EDGE_KINDS = frozenset(("edge", "numeric", "honesty"))


@signal("Facts asked for before the code was started", reads=("words", "question"), feeds=("U1",))
def facts_asked_in_time(view: View) -> Seen:
    """Ids of the facts that were asked for, or assumed aloud, in time."""
    return _facts(view, in_time=True)


@signal("Facts asked for after the code was started", reads=("words", "question"), feeds=("U1",))
def facts_asked_late(view: View) -> Seen:
    """Ids of the facts that came up late."""
    return _facts(view, in_time=False)


def _facts(view: View, *, in_time: bool) -> Seen:
    asked = {
        name: utterance
        for name, (utterance, _) in view.facts_seen.items()
        if utterance is not None and view.before_code(utterance.seq) is in_time
    }
    evidence = tuple(pointing.said(utterance) for utterance in asked.values())
    when = "before" if in_time else "after"
    if not evidence and in_time:
        end = view.first_code.seq if view.first_code else None
        evidence = (pointing.absence(view, "no question about the task", end_seq=end),)
    return Seen(tuple(asked), f"Open points that you raised {when} the code was started: {len(asked)}.", evidence)


@signal("Facts that matter to a check, asked in time", reads=("words", "question"), feeds=("U1",))
def weighty_facts_asked(view: View) -> Seen:
    """How many of the facts asked in time decide a check or a follow-up."""
    found = [
        utterance
        for name, (utterance, _) in view.facts_seen.items()
        if utterance is not None and view.question.fact(name).touches and view.before_code(utterance.seq)
    ]
    return Seen(
        len(found), f"Of those, some decide a check or a follow-up: {len(found)}.", tuple(map(pointing.said, found))
    )


@signal("Facts told that the code uses", reads=("words", "code", "question"), feeds=("U3",))
def facts_used(view: View) -> Seen:
    """Share of the facts told that the code shows."""
    told = _told(view)
    if not told or not view.code_known:
        return Seen(None, "No fact was told that shows in code.")
    used = {name: lines for name in told if (lines := fact_lines(view, name)) is not None}
    return Seen(
        round(len(used) / len(told), 3),
        f"Facts told that show in the code: {len(used)} of {len(told)}.",
        tuple(
            pointing.code(view, lines, f"uses the answer to “{fact_title(view, name)}”") for name, lines in used.items()
        ),
    )


@signal("Facts told that the code goes against", reads=("words", "code", "runs", "question"), feeds=("U3",))
def facts_ignored(view: View) -> Seen:
    """Ids of facts told whose checks still failed at the end and that the code does not show."""
    if not view.submits:
        return Seen(None, "Nothing was submitted.")
    failed = {result.name for result in view.submits[-1].checks if result.verdict != "passed"}
    ignored = {
        name: sorted(failed & _touched_checks(view, name))
        for name in _told(view)
        if fact_lines(view, name) is None and failed & _touched_checks(view, name)
    }
    evidence = [pointing.check(view.submits[-1], checks[0]) for checks in ignored.values()]
    return Seen(tuple(ignored), f"Facts told and then left out: {len(ignored)}.", tuple(evidence))


def _told(view: View) -> list[str]:
    return [
        name
        for name, (_, answer) in view.facts_seen.items()
        if answer is not None and view.question.fact(name).code_shows
    ]


def _touched_checks(view: View, name: str) -> set[str]:
    return {part.partition(":")[2] for part in view.question.fact(name).touches if part.startswith("check:")}


def fact_title(view: View, name: str) -> str:
    """A fact as one would ask for it."""
    asks = view.question.fact(name).asks
    return asks[0] if asks else name.replace("-", " ").replace("_", " ")


def fact_matters(view: View, name: str) -> bool:
    """Say whether it could be seen that a fact was not known: a check on it failed, or the code shows nothing of it."""
    asked = [_touched_checks(view, other) for other in view.facts_seen]
    touched = _touched_checks(view, name) - frozenset().union(*asked)
    bitten = any(
        result.name in touched and result.verdict not in {"passed", "not_run"}
        for run in view.runs
        if not run.explores
        for result in run.checks
    )
    if bitten or not touched:
        return bitten
    shows = view.question.fact(name).code_shows
    return bool(shows) and not view.submits and view.has_code and fact_lines(view, name) is None


def fact_lines(view: View, name: str) -> tuple[int, int] | None:
    """Lines of the last code that show a fact."""
    for pattern in view.question.fact(name).code_shows:
        expression = compiled(pattern, re.MULTILINE)
        found = expression.search(view.final.source) if expression else None
        if found:
            first = view.final.source.count("\n", 0, found.start()) + 1
            return first, first + found.group().rstrip("\n").count("\n")
    return None


@signal("Restates the task in own words", reads=("words",), feeds=("U1",))
def restates(view: View) -> Seen:
    """Says before the code what goes in, what comes out or what is aimed at."""
    for utterance, sentence in view.sentences():
        if (
            view.before_code(utterance.seq)
            and RESTATEMENT.search(sentence.flat)
            and len(sentence.terms) > _N_PLAN_TERMS
        ):
            return yes("The task is put in own words.", (pointing.said(utterance, sentence),), "medium")
    return no("The task is not put in own words.")


@signal("States assumptions", reads=("words",), feeds=("U1",))
def assumptions(view: View) -> Seen:
    """How many assumptions are stated as such."""
    found = [
        pointing.said(utterance, sentence)
        for utterance, sentence in view.sentences()
        if ASSUMPTION.search(sentence.flat) and view.before_code(utterance.seq)
    ]
    return Seen(len(found), f"Assumptions stated: {len(found)}.", tuple(found), "medium")


class Part(Struct, frozen=True):
    """One step of a plan."""

    text: str
    terms: frozenset[str]


def plans(view: View) -> list[Utterance]:
    """Utterances that lay out an approach, at any time."""
    return [utterance for utterance in view.utterances if _lays_out(utterance)]


def _lays_out(utterance: Utterance) -> bool:
    sentences = [sentence for sentence in utterance.sentences if sentence.own and sentence.on_task]
    if not sentences or all(sentence.asks for sentence in sentences):
        return False
    flat = " ".join(sentence.flat for sentence in sentences)
    terms = frozenset().union(*(sentence.terms for sentence in sentences))
    says_so = Act.STATES_PLAN in utterance.acts
    sounds_so = PLAN.search(flat) is not None and (len(ORDER.findall(flat)) > 1 or len(sentences) > 1)
    asked = (
        utterance.phase is Phase.PLAN
        and utterance.replies_to is not None
        and utterance.replies_to.move is Move.ASK_PLAN
    )
    enough = len(terms) > _N_PLAN_TERMS
    return enough and (says_so or sounds_so or (asked and len(_parts([utterance])) > 1))


def early_plans(view: View) -> list[Utterance]:
    """The plan: what was laid out before the first piece of the solution, and nothing that was said later."""
    return [utterance for utterance in plans(view) if view.before_code(utterance.seq)]


def _parts(utterances: Sequence[Utterance]) -> list[Part]:
    parts: list[Part] = []
    for utterance in utterances:
        for sentence in utterance.sentences:
            if not sentence.own or not sentence.on_task or sentence.asks:
                continue
            for text in _BETWEEN_STEPS.split(sentence.text):
                terms = (terms_of(text) & sentence.terms) - _EMPTY_STEPS
                if terms and not any(terms <= known.terms for known in parts):
                    parts.append(Part(text, terms))
    return parts


_EMPTY_STEPS = terms_of("plan step approach code function data test solution")
"""Words that name no step of their own."""
_BETWEEN_STEPS = re.compile(
    r"[,;:]|\bthen\b|\bnext\b|\bafter (?:that|this)\b|\bfinally\b|\band\b|\d[.)]\s|->|\n", re.IGNORECASE
)
_MOST_STEPS = 8


@signal("Steps of a plan said before the code", reads=("words",), feeds=("U2", "M1"))
def plan_before_code(view: View) -> Seen:
    """How many steps the plan names, 0 without a plan."""
    early = early_plans(view)
    if not early:
        end = view.first_code.seq if view.first_code else None
        return Seen(0, "No plan was said before the code.", (pointing.absence(view, "no plan", end_seq=end),))
    n_steps = min(len(_parts(early)), _MOST_STEPS)
    steps = "one step" if n_steps == 1 else f"{n_steps} steps"
    return Seen(n_steps, f"A plan came before the code, with {steps}.", tuple(map(pointing.said, early)))


@signal("Steps of a plan said only while coding", reads=("words",), feeds=("U2",))
def plan_late(view: View) -> Seen:
    """How many utterances lay out the approach after the start, unasked."""
    late = [
        utterance
        for utterance in plans(view)
        if not view.before_code(utterance.seq) and utterance.phase in {Phase.PLAN, Phase.CODE}
    ]
    return Seen(
        len(late), f"Times the approach is laid out while coding: {len(late)}.", tuple(map(pointing.said, late))
    )


@signal("Share of the plan that the code realises", reads=("words", "code", "question"), feeds=("U2",))
def plan_realised(view: View) -> Seen:
    """Share of the plan's steps that can be found in the code; None when none of them can be told from code."""
    parts = _parts(early_plans(view))
    if not parts or not view.code_known or not view.has_code:
        return Seen(None, "There is no plan, or no code to hold it against.")
    found = [(part, lines) for part in parts if (lines := _where_built(view, part)) is not None]
    if not found:
        return Seen(None, "The plan's words cannot be matched with the code.")
    share = round(len(found) / len(parts), 3)
    evidence = tuple(pointing.code(view, lines, f"planned: {part.text.strip(' .')}") for part, lines in found)
    return Seen(share, f"Steps of it that can be found in the code: {len(found)} of {len(parts)}.", evidence, "medium")


def _where_built(view: View, part: Part) -> tuple[int, int] | None:
    """Lines that a step of the plan led to: by the question's decisions and facts, or by the code's own words."""
    for decision in view.question.decisions:
        if find_said(decision.phrases, part.text) and (lines := holds(decision.code, view.final.source)):
            return lines
    for fact in view.question.facts:
        named = terms_of(" ".join(fact.terms)) & part.terms
        if len(named) > 1 and (lines := fact_lines(view, fact.id)):
            return lines
    shared = {at: len(found) for at, line in view.final.own_lines if (found := part.terms & terms_of(line))}
    best = max(shared, key=lambda at: (shared[at], -at), default=None)
    return (best, best) if best is not None else None


@signal("Edge cases named before they bit", reads=("words", "runs", "question"), feeds=("U3",))
def edges_named_early(view: View) -> Seen:
    """Kinds of edge case that were named before any check on them failed."""
    return _edges(view, early=True)


@signal("Edge cases named after they bit", reads=("words", "runs", "question"), feeds=("U3",))
def edges_named_late(view: View) -> Seen:
    """Kinds of edge case that were named only after a check had failed."""
    return _edges(view, early=False)


def _edges(view: View, *, early: bool) -> Seen:
    first_bite = min(
        (
            run.seq
            for run in view.runs
            for result in run.checks
            if result.kind in _FIRM_KINDS and result.verdict in {"failed", "error"}
        ),
        default=view.last_seq + 1,
    )
    named: dict[str, object] = {}
    evidence = []
    for name, (utterance, _) in view.facts_seen.items():
        checks = _touched_checks(view, name)
        kinds = {spec.kind for spec in view.question.checks if spec.name in checks}
        if utterance and kinds & _EDGE_KINDS and (utterance.seq < first_bite) is early:
            named.setdefault(f"fact:{name}", utterance)
            evidence.append(pointing.said(utterance))
    for utterance, sentence in view.sentences():
        for family, pattern in EDGE_FAMILIES.items():
            known = family in named
            if not known and (utterance.seq < first_bite) is early and pattern.search(sentence.flat):
                named[family] = utterance
                evidence.append(pointing.said(utterance, sentence))
    when = "before" if early else "only after"
    distinct = {getattr(utterance, "seq", 0) for utterance in named.values()}
    value = tuple(sorted(named)) if len(distinct) > 1 else tuple(sorted(named))[: len(distinct)]
    return Seen(value, f"Edge cases named {when} a check failed on one: {len(value)}.", tuple(evidence), "medium")


@signal("Works a small case out by hand", reads=("words",), feeds=("U2",))
def hand_example(view: View) -> Seen:
    """Says a small case with numbers and what comes out."""
    for utterance, sentence in view.sentences():
        if len(NUMBER.findall(sentence.text)) > _N_PLAN_TERMS and re.search(
            r"\b(for example|say|e g|example|would (?:be|give)|should (?:be|give)|gives?|gets?|becomes?)\b",
            sentence.flat,
        ):
            return yes("A small case is worked out with numbers.", (pointing.said(utterance, sentence),), "medium")
    return no("No case is worked out with numbers.")


SIGNALS = (
    facts_asked_in_time,
    facts_asked_late,
    weighty_facts_asked,
    facts_used,
    facts_ignored,
    restates,
    assumptions,
    plan_before_code,
    plan_late,
    plan_realised,
    edges_named_early,
    edges_named_late,
    hand_example,
)
