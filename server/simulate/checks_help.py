"""Hints and silence: help for whoever wants it, in order, at a price that is said, and never pressed on anybody."""

import re

from agent.folding_runs import failure_of
from runner.report import Verdict
from server.simulate.checklist import Places, asked
from server.simulate.seen import Seen, Turn, is_activity
from transcripts.events import CandidateSaid, HintRequested, Move, Phase, RunRequested, RunStopped, SuiteRan, TimerFired

_HELP = "hints and silence"
_BEFORE_TALK = frozenset({Phase.INTRODUCE, Phase.CLARIFY, Phase.PLAN, Phase.CODE, Phase.VERIFY})
_CONSENT = re.compile(r"^\W*(?:yes|yeah|sure|ok|okay|please|go ahead)\b", re.IGNORECASE)
_COST = re.compile(r"\b(?:debrief|cost|noted|counts?)\b")
_SAME_RUNS = 3
_LATE_MS = 6_000
"""A served interview looks at its clock in steps."""
_PATIENCE_MS = {
    Phase.CLARIFY: 120_000, Phase.PLAN: 120_000, Phase.CODE: 240_000, Phase.VERIFY: 180_000, Phase.DISCUSS: 120_000,
}  # fmt: skip
_MOST_NUDGES = 2


def _hints(turn: Turn) -> list[int]:
    return [int(line.said.about.removeprefix("hint:")) for line in turn.lines if line.said.move is Move.HINT]


def _wants_hint(turn: Turn) -> bool:
    if isinstance(turn.cause, HintRequested):
        return True
    offered = turn.waiting is not None and turn.waiting.said.move is Move.OFFER_HINT
    return "hint" in turn.words.lower() or (offered and _CONSENT.match(turn.words) is not None)


@asked(_HELP, "gives no hint unasked")
def gives_no_hint_unasked(seen: Seen) -> Places:
    """Look at each hint."""
    for turn in seen.turns:
        if _hints(turn):
            yield _wants_hint(turn), turn.seq


@asked(_HELP, "answers each request for a hint")
def answers_each_request(seen: Seen) -> Places:
    """Look at the button: a hint, or word that there is none, or none now."""
    for turn in seen.turns:
        if isinstance(turn.cause, HintRequested):
            yield bool({Move.HINT, Move.NO_MORE_HINTS, Move.DEFLECT} & set(turn.moves)), turn.seq


@asked(_HELP, "gives the hint that was accepted")
def gives_the_accepted_hint(seen: Seen) -> Places:
    """Look at offers that were taken."""
    for turn in seen.spoken:
        offered = turn.waiting is not None and turn.waiting.said.move is Move.OFFER_HINT
        if offered and _CONSENT.match(turn.words) and turn.phase in _BEFORE_TALK:
            yield bool(_hints(turn)), turn.seq


@asked(_HELP, "keeps a declined hint to itself")
def keeps_a_declined_hint(seen: Seen) -> Places:
    """Look at offers that were turned down."""
    for turn in seen.spoken:
        offered = turn.waiting is not None and turn.waiting.said.move is Move.OFFER_HINT
        if offered and turn.words.lower().startswith("no"):
            yield not _hints(turn), turn.seq


@asked(_HELP, "says what a hint costs")
def says_what_a_hint_costs(seen: Seen) -> Places:
    """Look at hints and at offers."""
    for line in seen.lines:
        if line.said.move in {Move.HINT, Move.OFFER_HINT}:
            yield _COST.search(line.own) is not None, line.seq


@asked(_HELP, "climbs the ladder of hints step by step")
def climbs_the_ladder(seen: Seen) -> Places:
    """Look at the levels, one after the other."""
    levels = sorted(hint.level for hint in seen.question.hints)
    given = [(level, turn.seq) for turn in seen.turns for level in _hints(turn)]
    for n, (level, seq) in enumerate(given):
        yield n < len(levels) and level == levels[n], seq


@asked(_HELP, "gives a hint in the package's words")
def gives_hints_in_full(seen: Seen) -> Places:
    """Look at each hint."""
    texts = {hint.level: hint.text for hint in seen.question.hints}
    for line in seen.lines:
        if line.said.move is Move.HINT:
            yield texts[int(line.said.about.removeprefix("hint:"))] in line.text, line.seq  # type: ignore[index]


@asked(_HELP, "gives no hint in the discussion")
def gives_no_hint_in_the_discussion(seen: Seen) -> Places:
    """Look at requests there."""
    for turn in seen.turns:
        if turn.phase not in _BEFORE_TALK and isinstance(turn.cause, HintRequested):
            yield not _hints(turn), turn.seq


@asked(_HELP, "offers a hint to whoever is stuck")
def offers_a_hint_when_stuck(seen: Seen) -> Places:
    """Look at each third run in a row that ends in the same way, while there is a hint left."""
    failure, n_same, n_given = "", 0, 0
    for turn in seen.turns:
        n_given += len(_hints(turn))
        if isinstance(turn.cause, SuiteRan) and turn.cause.report.verdict not in {
            Verdict.RUNNER_FAULT, Verdict.NOT_RUN,
        }:  # fmt: skip
            now = failure_of(turn.cause.report)
            n_same = (n_same + 1 if now == failure else 1) if now else 0
            failure = now
            is_stuck = n_same > 0 and n_same % _SAME_RUNS == 0
            if is_stuck and turn.phase in _BEFORE_TALK and n_given < len(seen.question.hints):
                yield Move.OFFER_HINT in turn.moves, turn.seq


@asked(_HELP, "nudges only after a long silence")
def nudges_after_long_silence(seen: Seen) -> Places:
    """Look at what it said because of silence."""
    quiet_since = 0
    for turn in seen.turns:
        silent = [line for line in turn.lines if line.said.reason.rule == "silent_for_long"]
        if silent:
            yield turn.at_ms - quiet_since >= _PATIENCE_MS.get(turn.phase, 0), turn.seq
        if is_activity(turn.cause) or turn.lines:
            quiet_since = turn.at_ms


@asked(_HELP, "notices a long silence")
def notices_a_long_silence(seen: Seen) -> Places:
    """Look at silences as long as its patience; two words in one stretch are enough.

    Whoever was told once in the discussion to take their time is left to think for twice as long.
    """
    quiet_since, n_nudges, runs_going, encouraged = 0, 0, 0, False
    for turn in seen.turns:
        patience = _PATIENCE_MS.get(turn.phase)
        if patience is not None and encouraged and not n_nudges:
            patience *= 2
        silence = turn.at_ms - quiet_since
        if patience is not None and silence >= patience and n_nudges < _MOST_NUDGES and not runs_going:
            yield silence <= patience + _LATE_MS, turn.seq
        if isinstance(turn.cause, RunRequested):
            runs_going += 1
        elif isinstance(turn.cause, SuiteRan | RunStopped):
            runs_going -= 1
        n_nudges = _counted_nudges(turn, n_nudges)
        in_talk = turn.phase is Phase.DISCUSS
        encouraged = in_talk and (encouraged or any(one.said.reason.rule == "silent_for_long" for one in turn.lines))
        if is_activity(turn.cause) or turn.lines:
            quiet_since = turn.at_ms


def _counted_nudges(turn: Turn, before: int) -> int:
    """Count the words in one stretch of silence; a new question begins another."""
    if is_activity(turn.cause) or turn.phases or {Move.FOLLOW_UP, Move.PROBE} & set(turn.moves):
        return 0
    return before + (isinstance(turn.cause, TimerFired) and turn.cause.timer == "nudge")


@asked(_HELP, "speaks at most twice into one silence")
def speaks_twice_at_most(seen: Seen) -> Places:
    """Count what it said because of silence."""
    n_said = 0
    for turn in seen.turns:
        if is_activity(turn.cause):
            n_said = 0
        for line in turn.lines:
            if line.said.reason.rule == "silent_for_long":
                n_said += 1
                yield n_said <= _MOST_NUDGES, line.seq
            if line.said.move in {Move.FOLLOW_UP, Move.PROBE}:
                n_said = 0


@asked(_HELP, "meets not knowing with patience")
def meets_not_knowing_with_patience(seen: Seen) -> Places:
    """Look at answers that give up: no second question about the same, and something friendly or the next one."""
    for turn in seen.spoken:
        gives_up = re.match(r"\W*i (?:don't know|have no idea)", turn.words, re.IGNORECASE) is not None
        if gives_up and isinstance(turn.cause, CandidateSaid) and turn.waiting is not None and not turn.ends:
            yield bool(turn.lines) and Move.FOLLOW_UP_MORE not in turn.moves, turn.seq
