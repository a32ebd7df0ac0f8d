"""Signals on honesty about the state: what is said of failures, of success before it is shown, and of limits."""

import re

from rubric import pointing
from rubric.code_reading import same_code
from rubric.parts import Run, Sentence, Utterance
from rubric.signals.signal import Seen, signal
from rubric.signals.talk import distinct
from rubric.speech import CAUSE, CLAIM_GREEN, CLAIM_OK, DOUBT, EVASION, FAILURE, HYPOTHETICAL, LIMIT, REASON
from rubric.view import View
from transcripts.events import Move

_REPORT_MS = 120_000
_EXAMPLES = re.compile(r"\b(examples?|visible)\b")


@signal("Says what failed and what is next", reads=("words", "runs"), feeds=("M4",))
def state_reports(view: View) -> Seen:
    """Share of red runs after which the candidate says what failed, why, or what to try."""
    red = [run for run in view.runs if run.red and not run.explores]
    if not red:
        return Seen(None, "Nothing failed that could be reported.")
    reports = [(run, *_report(view, run)) for run in red]
    share = round(sum(worth for _, _, worth in reports) / len(red), 3)
    told = [utterance for _, utterance, worth in reports if utterance is not None and worth >= _UNASKED]
    asked = [utterance for _, utterance, worth in reports if utterance is not None and worth < _UNASKED]
    evidence = [pointing.said(utterance) for utterance in (*told, *asked)]
    evidence = evidence or [pointing.run(run) for run in red[:2]]
    text = f"Red runs that were spoken about: {len(told)} of {len(red)}."
    if asked:
        text += f" Only when asked: {len(asked)}."
    return Seen(share, text, tuple(evidence), "medium")


_UNASKED = 1.0
_WHEN_ASKED = 0.4


def _report(view: View, run: Run) -> tuple[Utterance | None, float]:
    """What was said about a red run before the next one: unasked counts whole, in answer to a question in part."""
    following = next((other.seq for other in view.runs if other.seq > run.seq), view.last_seq + 1)
    asked_at = next(
        (turn.seq for turn in view.turns if turn.move in _ON_RUN and run.seq < turn.seq < following), view.last_seq + 1
    )
    answer: Utterance | None = None
    for utterance in view.utterances:
        if not run.seq < utterance.seq < following:
            continue
        for sentence in utterance.sentences:
            speaks = sentence.own and sentence.on_task and not sentence.asks and not EVASION.search(sentence.flat)
            cue = any(pattern.search(sentence.flat) for pattern in (FAILURE, REASON, CAUSE))
            soon = utterance.at_ms - run.at_ms <= _REPORT_MS
            if speaks and cue and soon and utterance.seq < asked_at:
                return utterance, _UNASKED
            if speaks and FAILURE.search(sentence.flat) and CAUSE.search(sentence.flat):
                return utterance, _UNASKED
            if speaks and utterance.seq > asked_at:
                answer = answer or utterance
    return answer, _WHEN_ASKED if answer is not None else 0.0


_ON_RUN = (Move.PROBE, Move.REMARK_ON_RUN)


@signal("Claims that a run then contradicted", reads=("words", "runs"), feeds=("M4",))
def overclaims(view: View) -> Seen:
    """How often it was said to work, without doubt, and the next submit was red."""
    found: list[tuple[Utterance, Sentence, Run]] = []
    for utterance in view.utterances:
        following = next((run for run in view.runs if run.seq > utterance.seq), None)
        if following is None or not following.red or following.explores:
            continue
        for sentence in utterance.sentences:
            claims = CLAIM_OK.search(sentence.flat) and not DOUBT.search(sentence.flat)
            if claims and not sentence.text.rstrip().endswith("?") and all(run != following for *_, run in found):
                found.append((utterance, sentence, following))
    evidence = tuple(
        part for utterance, sentence, run in found for part in (pointing.said(utterance, sentence), pointing.run(run))
    )
    return Seen(len(found), f"Claims that the next run contradicted: {len(found)}.", evidence, "medium")


@signal("Claims a result that the record does not show", reads=("words", "runs"), feeds=("M4", "G11"))
def contradicted_results(view: View) -> Seen:
    """How often it was said that everything passed when the last run says otherwise."""
    found: list[tuple[Utterance, Sentence, Run]] = []
    for utterance in view.utterances:
        last = next((run for run in reversed(view.runs) if run.seq < utterance.seq), None)
        if last is None or not last.red:
            continue
        examples_pass = all(result.hidden or result.verdict == "passed" for result in last.checks)
        unchanged = last.report.purpose == "submit" and same_code(last.code, view.code_before(utterance.seq))
        for sentence in utterance.sentences:
            green = CLAIM_GREEN.search(sentence.flat) or (unchanged and CLAIM_OK.search(sentence.flat))
            claims = green and not DOUBT.search(sentence.flat) and not HYPOTHETICAL.search(sentence.flat)
            if claims and "?" not in sentence.text and not (examples_pass and _EXAMPLES.search(sentence.flat)):
                found.append((utterance, sentence, last))
    evidence = tuple(
        part for utterance, sentence, run in found for part in (pointing.said(utterance, sentence), pointing.run(run))
    )
    return Seen(len(found), f"Claimed results that differ from the record: {len(found)}.", evidence)


@signal("Names a limit of the own work", reads=("words",), feeds=("M4",))
def own_limits(view: View) -> Seen:
    """How many limits or open doubts about the own solution are named; saturates."""
    found = distinct(
        [
            (utterance, sentence)
            for utterance, sentence in view.sentences()
            if LIMIT.search(sentence.flat)
            and not view.before_code(utterance.seq)
            and not sentence.asks
            and not EVASION.search(sentence.flat)
            and (_OWN.search(sentence.flat) or not _on_follow_up(utterance))
        ]
    )
    n_found = min(len(found), 2)
    evidence = tuple(pointing.said(utterance, sentence) for utterance, sentence in found[:2])
    return Seen(n_found, f"Limits of the own work named: {n_found}.", evidence, "medium")


_OWN = re.compile(r"\b(i|my|mine|we|our|this (?:code|solution|version|implementation|function))\b")


def _on_follow_up(utterance: Utterance) -> bool:
    return utterance.replies_to is not None and utterance.replies_to.move in {Move.FOLLOW_UP, Move.FOLLOW_UP_MORE}


SIGNALS = (
    state_reports,
    overclaims,
    contradicted_results,
    own_limits,
)
