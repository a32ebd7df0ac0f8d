"""Signals on hints, time and integrity: what help cost, where the time went, how it ended."""

from rubric import pointing
from rubric.code_reading import n_changed_lines, n_new_lines
from rubric.parts import Hint, PhaseSpan, Utterance
from rubric.signals.runs import last_submit, share_of
from rubric.signals.signal import Seen, no, signal, yes
from rubric.view import View
from transcripts.events import Move, Phase

HINT_COST = {1: 0.25, 2: 0.5, 3: 1.0, 4: 1.5}
"""What one hint of a level costs: a nudge, a direction, a part of the solution, the walkthrough."""
_UPTAKE_MS = 240_000
_PASTE_LINES = 15
_PASTE_LEAST = 8
_PASTE_SHARE = 0.8
_OVER_BUDGET = 1.5
_WORKS = 0.5
_LEAST_BUDGET_MS = 60_000


def cost_of(hint: Hint) -> float:
    """Cost of a hint; nothing in practice, and nothing for one that says what the candidate had just said."""
    return 0.0 if hint.known or hint.free else HINT_COST.get(hint.level, HINT_COST[4])


@signal("Cost of hints", reads=("hints",), feeds=("U5", "A4", "G3", "G9"))
def hint_cost(view: View) -> Seen:
    """Sum over the hints that were given."""
    total = round(sum(map(cost_of, view.hints)), 2)
    return Seen(
        total, f"Hints: {len(view.hints)}, cost {total:g}.", tuple(pointing.turn(hint.turn) for hint in view.hints)
    )


@signal("Highest hint", reads=("hints",), feeds=("G3",))
def highest_hint(view: View) -> Seen:
    """Level of the strongest hint that cost something, 0 without one."""
    paid = [hint for hint in view.hints if cost_of(hint)]
    best = max(paid, key=lambda hint: hint.level, default=None)
    if best is None:
        return Seen(0, "No hint was needed.")
    return Seen(best.level, f"The strongest hint was of level {best.level}.", (pointing.turn(best.turn),))


@signal("Hints and pushback taken up", reads=("hints", "code", "words"), feeds=("M5",))
def uptake(view: View) -> Seen:
    """Share of hints, corrections and questions about the work that were met by a change or an answer."""
    wanted = (Move.HINT, Move.CORRECT_ASSUMPTION, Move.PROBE)
    turns = [turn for turn in view.turns if turn.move in wanted]
    turns = [turn for turn in turns if view.complete or view.last_ms - turn.at_ms >= _UPTAKE_MS]
    if not turns:
        return Seen(None, "There was no hint, correction or question about the work.")
    met = []
    for turn in turns:
        until = _until(view, turn.at_ms, _UPTAKE_MS)
        answered = any(
            turn.seq < utterance.seq and utterance.at_ms <= until and utterance.on_task for utterance in view.utterances
        )
        before = view.code_before(turn.seq)
        changed = any(
            turn.seq < edit.seq and edit.at_ms <= until and n_changed_lines(before, edit.code) for edit in view.edits
        )
        if changed or answered:
            met.append(turn)
    share = round(len(met) / len(turns), 3)
    missed = [turn for turn in turns if turn not in met]
    evidence = tuple(pointing.turn(turn) for turn in (*missed, *met)[:4])
    return Seen(share, f"Hints and questions taken up: {len(met)} of {len(turns)}.", evidence, "medium")


def _until(view: View, start_ms: int, length_ms: int) -> int:
    """Give the end of a span of the candidate's own time: while a run is waited for, it stands still."""
    until = start_ms + length_ms
    for run in view.runs:
        if start_ms <= run.requested_ms <= until:
            until += run.at_ms - run.requested_ms
    return until


def budget_ms(view: View, phase: Phase) -> int:
    """Time that a phase should take, scaled to the agreed length."""
    scale = view.started.length_minutes / view.question.minutes if view.question.minutes else 1.0
    return round(view.question.phases.of(phase) * scale * 60_000)


def visits(view: View) -> dict[Phase, tuple[PhaseSpan, ...]]:
    """Visits to each phase, in the order of first visits."""
    found: dict[Phase, tuple[PhaseSpan, ...]] = {}
    for span in view.phases:
        found[span.phase] = (*found.get(span.phase, ()), span)
    return found


def spent_ms(spans: tuple[PhaseSpan, ...]) -> int:
    """Time over all visits."""
    return sum(span.end_ms - span.start_ms for span in spans)


@signal("Phases that took much longer than planned", reads=("time", "question"))
def phase_overruns(view: View) -> Seen:
    """Phases that took more than one and a half times their budget."""
    over = {
        phase: spans[0]
        for phase, spans in visits(view).items()
        if spent_ms(spans) > _OVER_BUDGET * max(budget_ms(view, phase), _LEAST_BUDGET_MS)
    }
    return Seen(
        tuple(phase.value for phase in over),
        f"Phases that took much longer than planned: {len(over)}.",
        tuple(pointing.phase(view, span, f"went past its budget: {phase.value}") for phase, span in over.items()),
    )


@signal("State at the end", reads=("runs", "time"), feeds=("U6",))
def finish_state(view: View) -> Seen:
    """`finished`: a working submit and the discussion reached; `working`: a working submit; `open`: none."""
    last = last_submit(view)
    works = last is not None and share_of(last, *(("core",) if _has_core(view) else ())) >= 1
    if works and last is not None:
        if view.reached(Phase.DISCUSS) or view.reached(Phase.WRAP_UP):
            return Seen("finished", "The main rule worked, with time to discuss it.", (pointing.run(last),))
        return Seen("working", "The main rule worked, with no time left to discuss it.", (pointing.run(last),))
    if last is not None and share_of(last) >= _WORKS:
        return Seen("partly", "The last submit works in part.", (pointing.run(last),))
    evidence = (pointing.run(last),) if last else (pointing.absence(view, "no submit"),)
    return Seen("open", "No working solution was submitted.", evidence)


def _has_core(view: View) -> bool:
    return any(spec.kind == "core" for spec in view.question.checks)


@signal("Text that speaks to a grader", reads=("words", "code"), feeds=("G11",))
def grader_text(view: View) -> Seen:
    """How many such passages were cut out."""
    n_removed = len(view.removed)
    evidence = [pointing.said(_only_words(view, part.seq), part.text) for part in view.removed if not part.in_code]
    return Seen(n_removed, f"Passages that speak to a grader and were left out: {n_removed}.", tuple(evidence))


def _only_words(view: View, seq: int) -> Utterance:
    return Utterance(
        seq=seq,
        at_ms=view.at_ms[seq],
        text="",
        sentences=(),
        pieces=(),
        acts=frozenset(),
        items=frozenset(),
        phase=Phase.INTRODUCE,
        replies_to=None,
        spoken=False,
    )


@signal("Many lines at once", reads=("code", "time"))
def paste_bursts(view: View) -> Seen:
    """Edits that brought in many lines at once. Shown only."""
    found = []
    before = view.question.starter
    for edit in view.edits:
        if edit.code.count("\n") - before.count("\n") > _PASTE_LINES:
            found.append(edit)
        before = edit.code
    return Seen(
        len(found),
        f"Edits that brought in more than {_PASTE_LINES} lines at once: {len(found)}.",
        tuple(
            pointing.code_at_event(view, edit.seq, (1, edit.code.count("\n") + 1), "many lines at once")
            for edit in found
        ),
    )


@signal("The solution came in one piece", reads=("code", "time"), feeds=("G4",))
def pasted_whole(view: View) -> Seen:
    """Most of the solution was brought in by one edit. No fault in itself: people write in editors of their own."""
    if not view.has_code or not view.code_known:
        return Seen(None, "There is no code of your own.")
    whole = n_new_lines(view.question.starter, view.code)
    before = view.question.starter
    for edit in view.edits:
        n_lines = n_new_lines(before, edit.code, given=view.question.starter)
        if n_lines >= _PASTE_LEAST and n_lines >= _PASTE_SHARE * whole:
            lines = (1, edit.code.count("\n") + 1)
            return yes("Most of the solution came in one edit.", (pointing.code_at_event(view, edit.seq, lines),))
        before = edit.code
    return no("The solution was written step by step.")


SIGNALS = (
    pasted_whole,
    hint_cost,
    highest_hint,
    uptake,
    phase_overruns,
    finish_state,
    grader_text,
    paste_bursts,
)
