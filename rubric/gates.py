"""The twelve gates: conditions that cap a level or the recommendation. They lower and never lift."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from question_bank.package import Dimension
from rubric import pointing
from rubric.debrief import Evidence, Gate, Recommendation
from rubric.judging import TWO_THIRDS, Case, SignalBroken
from rubric.levels import Cap, Level

Levels = Mapping[Dimension, Level | None]


class Fired(Struct, frozen=True, kw_only=True):
    """What a gate does when its condition holds."""

    effect: str
    caps: tuple[tuple[Dimension, Level], ...] = ()
    overall: Recommendation | None = None
    evidence: tuple[Evidence, ...] = ()


class GateRule(Struct, frozen=True):
    """A gate as data. Gates on levels look at the levels that the earlier ones left."""

    id: str
    title: str
    says: str
    """The condition in words, for the page that explains the grading."""
    check: Callable[[Case, Levels], Fired | None]


_HALF = 0.5
_POOR = 0.3
_COSTLY = 1.5
_NUDGE = 0.25
_PARTIAL_LEVEL = 3
_WALKTHROUGH_LEVEL = 4
_N_TINY = 3
_SHORT_MS = 600_000
_SHORT_SHARE = 0.25
_COVERED = 0.6
_N_THIN = 2


def _correctness(case: Case, levels: Levels) -> Fired | None:
    del levels
    final, best, core = case.number("final_share"), case.number("best_share"), case.core
    broken = case.denied("defines_entry")
    evidence = case.evidence("final_share", "core_share", "defines_entry")
    if final is None or best is None:
        if broken:
            return Fired(
                effect="The last code cannot be called: code at most level 1.", caps=(("code", 1),), evidence=evidence
            )
        return None
    if best < _POOR:
        return Fired(
            effect="Fewer than three in ten checks pass: code at level 1.", caps=(("code", 1),), evidence=evidence
        )
    if max(final, best) < _HALF or (core is not None and core < _HALF) or broken:
        return Fired(
            effect="Half of the checks, or the main rule, fail: code at most level 2.",
            caps=(("code", 2),),
            evidence=evidence,
        )
    if case.holds("broke_after_best"):
        return Fired(
            effect="It ended worse than it had been: code at most level 2."
            if final < _HALF
            else "It ended worse than it had been: code at most level 3.",
            caps=(("code", 2 if final < _HALF else 3),),
            evidence=case.evidence("broke_after_best"),
        )
    if final < 1:
        return Fired(
            effect="Some checks fail at the end: code at most level 3.", caps=(("code", 3),), evidence=evidence
        )
    return None


def _algorithm_absent(case: Case, levels: Levels) -> Fired | None:
    del levels
    core = case.core
    wrong = core is not None and core < TWO_THIRDS
    absent = core is None and case.view.complete and case.view.coding_reached and not case.count("visible_share")
    if not (wrong or absent):
        return None
    evidence = case.evidence("core_share", "final_share") or (pointing.absence(case.view, "no submit"),)
    return Fired(
        effect=(
            "The method is missing or its main rule is wrong at the end: problem solving and algorithms at most "
            "level 2, no hire."
        ),
        caps=(("algorithms", 2), ("problem_solving", 2)),
        overall="no_hire",
        evidence=evidence,
    )


def _hints(case: Case, levels: Levels) -> Fired | None:
    del levels
    cost, highest = case.count("hint_cost"), case.count("highest_hint")
    evidence = case.evidence("highest_hint", "hint_cost")
    several = len(case.view.hints) > 1
    if cost >= _COSTLY or highest >= _WALKTHROUGH_LEVEL or (highest >= _PARTIAL_LEVEL and several):
        return Fired(
            effect="Much of the way came from hints: problem solving and algorithms at most level 2.",
            caps=(("algorithms", 2), ("problem_solving", 2)),
            evidence=evidence,
        )
    if highest >= _PARTIAL_LEVEL:
        return Fired(
            effect="One hint gave a part of the solution: problem solving and algorithms at most level 3.",
            caps=(("algorithms", 3), ("problem_solving", 3)),
            evidence=evidence,
        )
    return None


def _green_by_trial(case: Case, levels: Levels) -> Fired | None:
    del levels
    own = case.number("own_code_points")
    green = (case.core or 0) >= 1
    if green and case.holds("pasted_whole"):
        explained = case.number("ideas_share")
        if explained is not None and explained < _POOR:
            return Fired(
                effect=(
                    "The solution came in one piece and could not be explained, so it shows little that is your own: "
                    "problem solving, algorithms and communication at most level 2, code at most level 3, no hire."
                ),
                caps=(("algorithms", 2), ("problem_solving", 2), ("communication", 2), ("code", 3)),
                overall="no_hire",
                evidence=case.evidence("pasted_whole", "ideas_share"),
            )
    if not green or own is None or own >= _HALF or case.count("tiny_edit_cycles") < _N_TINY:
        return None
    return Fired(
        effect="It passes by trial and could not be explained: algorithms and knowledge at most level 2, no hire.",
        caps=(("algorithms", 2 if own else 1), ("ml_knowledge", 2)),
        overall="no_hire",
        evidence=case.evidence("own_code_points", "tiny_edit_cycles"),
    )


def _fatal_misconception(case: Case, levels: Levels) -> Fired | None:
    del levels
    if not case.count("fatal_misconceptions"):
        return None
    return Fired(
        effect="A misconception that undoes the answer was held: knowledge at most level 2.",
        caps=(("ml_knowledge", 2),),
        evidence=case.evidence("fatal_misconceptions"),
    )


def _leak(case: Case, levels: Levels) -> Fired | None:
    del levels
    if not case.count("leaks"):
        return None
    return Fired(
        effect="The evaluation is not honest at the end: knowledge and problem solving at most level 2, no hire.",
        caps=(("ml_knowledge", 2), ("problem_solving", 2)),
        overall="no_hire",
        evidence=case.evidence("leaks"),
    )


def _forbidden(case: Case, levels: Levels) -> Fired | None:
    del levels
    if not case.count("forbidden_use"):
        return None
    return Fired(
        effect="A library that the question rules out does the work: code and algorithms at most level 2.",
        caps=(("code", 2), ("algorithms", 2)),
        evidence=case.evidence("forbidden_use"),
    )


def _very_weak(case: Case, levels: Levels) -> Fired | None:
    at_one = [name for name in ("code", "ml_knowledge", "algorithms") if levels.get(name) == 1]
    if not at_one:
        return None
    code = levels.get("code")
    if len(at_one) > 1 and code is not None and code <= _WEAK:
        return Fired(
            effect="Two of code, knowledge and algorithms are very weak: strong no hire.",
            overall="strong_no_hire",
            evidence=case.evidence("final_share", "follow_up_points"),
        )
    return Fired(
        effect="Code, knowledge or algorithms is very weak: no hire.",
        overall="no_hire",
        evidence=case.evidence("final_share", "follow_up_points"),
    )


_WEAK = 2
_N_VERY_STRONG = 3


def _strong_hire(case: Case, levels: Levels) -> Fired | None:
    known = [level for level in levels.values() if level is not None]
    enough = sum(level > _N_VERY_STRONG for level in known) >= _N_VERY_STRONG
    if enough and min(known) >= _N_VERY_STRONG and case.count("hint_cost") <= _NUDGE and len(known) == len(levels):
        return None
    return Fired(
        effect="A strong hire needs three dimensions at level 4, none below 3, and at most one nudge: at most hire.",
        overall="hire",
    )


def _talk_cannot_lift(case: Case, levels: Levels) -> Fired | None:
    del case
    talk = levels.get("communication")
    rest = [level for name, level in levels.items() if name != "communication" and level is not None]
    if talk is None or not rest or talk <= sum(rest) / len(rest) + 1:
        return None
    return Fired(
        effect=(
            "Talk cannot lift: for the recommendation, communication counts at most one level above the mean of "
            "the rest."
        )
    )


def _grader_text(case: Case, levels: Levels) -> Fired | None:
    del levels
    if not case.count("grader_text") and not case.count("contradicted_results"):
        return None
    return Fired(
        effect=(
            "Text that speaks to a grader was left out, and claimed results were held against the record; no "
            "level was changed by the former."
        ),
        evidence=case.evidence("grader_text", "contradicted_results"),
    )


GATES: tuple[GateRule, ...] = (
    GateRule(
        "G1",
        "Code that fails",
        (
            "Fewer than half of the checks or of the core checks pass, the file cannot be called, or it ended "
            "broken; any failing check keeps code below level 4."
        ),
        _correctness,
    ),
    GateRule(
        "G2",
        "The method is missing",
        "Fewer than two thirds of the core checks pass at the end, or nothing was submitted.",
        _algorithm_absent,
    ),
    GateRule(
        "G3",
        "Much help",
        "Hints cost 1.5 or more, the walkthrough was given, or a partial solution and another hint.",
        _hints,
    ),
    GateRule(
        "G4",
        "Passing without knowing why",
        (
            "All core checks pass, but after three or more blind small edits or with a solution that came in one "
            "piece, and most points of the questions that were asked were not said."
        ),
        _green_by_trial,
    ),
    GateRule(
        "G5",
        "A fatal misconception",
        "A misconception that undoes the answer is held to the end.",
        _fatal_misconception,
    ),
    GateRule("G6", "A leak", "A check of honest evaluation gets a wrong answer at the end; a crash is no leak.", _leak),
    GateRule("G7", "A ruled-out library", "The code imports what the question rules out.", _forbidden),
    GateRule("G8", "Very weak in a main dimension", "Code, knowledge or algorithms is at level 1.", _very_weak),
    GateRule(
        "G9", "What a strong hire needs", "Three dimensions at level 4, none below 3, at most one nudge.", _strong_hire
    ),
    GateRule(
        "G10",
        "Talk cannot lift",
        "Communication lies more than one level above the mean of the others.",
        _talk_cannot_lift,
    ),
    GateRule(
        "G11",
        "Text for the grader",
        "Words or code speak to whoever grades, or claim a result that the record does not show.",
        _grader_text,
    ),
)
ON_LEVELS = frozenset({"G8", "G9", "G10"})
"""Gates that look at levels, after the others have capped them."""


def apply_gates(case: Case, levels: Levels, *, on_levels: bool) -> list[tuple[GateRule, Fired | None]]:
    """Check the gates on the work, or those on the levels. A gate whose signal broke does not fire."""
    found: list[tuple[GateRule, Fired | None]] = []
    for rule in GATES:
        if (rule.id in ON_LEVELS) is on_levels:
            try:
                found.append((rule, rule.check(case, levels) if case.view.has_substance or rule.id == "G11" else None))
            except SignalBroken:
                found.append((rule, None))
    return found


def caps_of(fired: Sequence[tuple[GateRule, Fired | None]]) -> list[Cap]:
    """Collect the caps on dimensions."""
    return [Cap(name, level, rule.id) for rule, effect in fired if effect for name, level in effect.caps]


def as_gates(fired: Sequence[tuple[GateRule, Fired | None]]) -> tuple[Gate, ...]:
    """Write the gates down for the debrief, in the order of the rules."""
    order = [rule.id for rule in GATES]
    found = [
        Gate(
            id=rule.id,
            title=rule.title,
            fired=effect is not None,
            effect=effect.effect if effect else "",
            evidence=effect.evidence if effect else (),
        )
        for rule, effect in fired
    ]
    return tuple(sorted(found, key=lambda gate: order.index(gate.id)))


def too_thin(case: Case, coverage: Mapping[Dimension, float], code_level: Level | None) -> str:
    """G12: say why there is too little for a recommendation, or give an empty text."""
    view = case.view
    if not view.has_substance:
        return "There is no work on the question in this session that could be graded."
    discussed = bool(view.submits) and case.talked_through
    short = min(_SHORT_MS, round(view.length_ms * _SHORT_SHARE))
    if view.last_ms < short and not discussed:
        return f"The session lasted {pointing.clock(view.last_ms)}, which is too short for a recommendation."
    if code_level is None:
        return "The code could not be assessed, and no recommendation is given without it."
    thin = [name for name, share in coverage.items() if share < _COVERED]
    if len(thin) >= _N_THIN:
        return "In two or more dimensions less than 60 % of the criteria could be assessed."
    return ""
