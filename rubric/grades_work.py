"""Grades of the criteria that rest on the work: problem solving (U), code (C), algorithms (A).

Each takes a case and gives 2, 1, 0 or `not assessed`, with the reason and the evidence.
"""

from rubric import pointing
from rubric.debrief import Evidence, Grade
from rubric.judging import A_FIFTH, TWO_THIRDS, Case, Judged, at_least, at_most, band, not_assessed
from rubric.signals.solution import readable

_NO_CODE = "There is no code of your own that could be read."
_NOT_REACHED = "The interview did not come to the code."
_NOTHING_RUN = "Nothing was run, so there was nothing to repair."
_ENOUGH_FACTS = 3
_ENOUGH_STREAK = 3
_ENOUGH_TINY = 3
_HALF_TIME = 0.5


def sets_the_contract(case: Case) -> Judged:
    """U1."""
    if not case.past_the_start:
        return not_assessed("The session ended before the code was started, so asking was not over.")
    in_time, late = case.count("facts_asked_in_time"), case.count("facts_asked_late")
    wanted = min(_ENOUGH_FACTS, len(case.view.question.facts)) or 1
    framed = case.holds("restates") or case.count("assumptions") > 0
    credit = in_time + late / 2
    grade = band(credit, full=wanted, half=1)
    if grade == 1 and framed and case.count("weighty_facts_asked"):
        grade = 2
    if grade == 0 and framed:
        grade = 1
    return Judged(
        grade,
        _asking_in_words(case, wanted, framed=framed),
        case.evidence("facts_asked_in_time", "restates", "assumptions", "facts_asked_late"),
    )


def _asking_in_words(case: Case, wanted: int, *, framed: bool) -> str:
    parts = [case.reasons("facts_asked_in_time")]
    if case.count("facts_asked_in_time") < wanted:
        parts.append(f"A strong candidate raises about {wanted} that matter.")
    if case.count("facts_asked_late"):
        parts.append(case.reasons("facts_asked_late"))
    if framed:
        parts.append(case.reasons("restates" if case.holds("restates") else "assumptions"))
    return " ".join(parts)


def plans_and_keeps_to_it(case: Case) -> Judged:
    """U2."""
    if not case.past_the_start:
        return not_assessed("The session ended before a plan was due.")
    steps, late = case.count("plan_before_code"), case.count("plan_late")
    realised = case.number("plan_realised")
    grade: Grade = 0
    if steps:
        grade = 2 if steps > 1 and realised is not None and at_least(realised, _PLAN_REALISED) else 1
    elif late:
        grade = 1
    if case.code_contradicts:
        grade = at_most(grade, 1)
    return Judged(
        grade,
        case.reasons("plan_before_code", *(("plan_realised",) if steps else ("plan_late",) if late else ())),
        case.evidence("plan_before_code", "plan_realised", *(("plan_late",) if not steps else ())),
    )


_PLAN_REALISED = 0.3


def foresees_edges(case: Case) -> Judged:
    """U3."""
    if not case.past_the_start:
        return not_assessed(_NOT_REACHED)
    named = min(case.count("edges_named_early"), 2)
    held = case.number("edges_held_at_first")
    credit = named + (band(held, full=1, half=_HALF_TIME) if held is not None else 0)
    credit += min(case.count("edges_named_late"), 2) / 2
    grade = band(credit, full=2, half=1)
    ignored = case.count("facts_ignored")
    robust = case.number("robust_share")
    shaky = any(share is not None and not at_least(share, _HALF_TIME) for share in (held, robust))
    if ignored or case.code_contradicts or shaky:
        grade = at_most(grade, 1)
    parts = [case.reasons("edges_named_early")]
    if held is not None:
        parts.append(f"In the first submit: {case.reasons('edges_held_at_first')}")
    if ignored:
        parts.append(case.reasons("facts_ignored"))
    used = ("edges_named_early", "edges_held_at_first", *(("facts_ignored",) if ignored else ()))
    return Judged(grade, " ".join(parts), case.evidence(*used, "facts_used") or _nothing(case, "no edge case named"))


def debugs_by_reasoning(case: Case) -> Judged:
    """U4."""
    if case.number("failures_left") is None:
        return not_assessed(_NOTHING_RUN)
    good, other, left = (case.count(name) for name in ("reasoned_repairs", "other_repairs", "failures_left"))
    if not good + other + left:
        if case.works_in_part:
            return Judged(2, "Nothing failed that had to be repaired.", case.evidence("final_share", "visible_share"))
        return not_assessed("No run came to a result that would have had to be repaired.")
    all_repaired: Grade = 2 if good >= max(other, 1) else 1
    some_left: Grade = 1 if good > 0 or (other > 0 and case.works_in_part) else 0
    grade = some_left if left else all_repaired
    if case.count("error_streak") >= _ENOUGH_STREAK or case.count("tiny_edit_cycles") >= _ENOUGH_TINY:
        grade = at_most(grade, 1)
    used = ("reasoned_repairs", "other_repairs", "failures_left")
    return Judged(grade, case.reasons(*used), case.evidence(*used, "error_streak"))


def works_independently(case: Case) -> Judged:
    """U5."""
    if not case.view.has_code:
        return not_assessed("There is no work on the solution for which help could have been needed.")
    cost = case.count("hint_cost")
    grade = _grade(2 - band(cost, full=_COSTLY, half=_MORE_THAN_A_NUDGE))
    if not case.works_in_part:
        grade = at_most(grade, 1 if cost <= _ONE_NUDGE else 0)
        evidence = case.evidence("hint_cost", "core_share", "visible_share")
        return Judged(grade, f"{case.reasons('hint_cost')} The solution does not work yet.", evidence or _whole(case))
    evidence = case.evidence("hint_cost") or _nothing(case, "no hint was given")
    return Judged(grade, case.reasons("hint_cost"), evidence)


_ONE_NUDGE = 0.25
_MORE_THAN_A_NUDGE = 0.26
_COSTLY = 1.01


def uses_the_time(case: Case) -> Judged:
    """U6."""
    state = case.text("finish_state")
    view = case.view
    if not view.complete and state in {"open", "partly"}:
        used = view.last_ms / view.length_ms if view.length_ms else 0.0
        if view.ending != "left_early" or used < _HALF_TIME:
            return not_assessed("The session broke off before the time was used.")
    grade: Grade = 0
    if state == "finished":
        grade = 2
    elif state in {"working", "partly"}:
        grade = 1
    if case.denied("last_code_submitted"):
        grade = at_most(grade, 1)
    return Judged(grade, case.reasons("finish_state"), case.evidence("finish_state", "last_code_submitted"))


def is_correct(case: Case) -> Judged:
    """C1."""
    final, core = case.number("final_share"), case.core
    if final is None or core is None:
        return _never_submitted(case)
    grade = 2 if at_least(core, 1) and at_least(final, 0.9) else band(min(core, final), full=2, half=_HALF_TIME)
    if case.denied("defines_entry"):
        grade = at_most(grade, 1)
    reason = f"In the last submit: {case.reasons('final_share')}"
    return Judged(grade, reason, case.evidence("final_share", "core_share"))


def _never_submitted(case: Case) -> Judged:
    visible = case.number("visible_share")
    if visible is not None:
        grade: Grade = 1 if at_least(visible, 1) else 0
        if not case.view.complete and not grade:
            return not_assessed("Nothing was submitted before the session broke off.")
        return Judged(grade, "Only run on the visible examples, never submitted.", case.evidence("visible_share"))
    if case.view.complete and case.view.coding_reached:
        return Judged(0, "Nothing was run or submitted.", (pointing.absence(case.view, "no run and no submit"),))
    return not_assessed("Nothing was run or submitted before the session broke off.")


def is_robust(case: Case) -> Judged:
    """C2."""
    if case.count("forbidden_use"):
        return Judged(0, case.reasons("forbidden_use"), case.evidence("forbidden_use"))
    share = case.number("robust_share")
    if share is None:
        return not_assessed("No edge, contract or numeric check was run on a submit.")
    grade = band(share, full=0.9, half=_HALF_TIME)
    used = ["robust_share"]
    if case.holds("caller_mutation"):
        grade = at_most(grade, 1)
        used.append("caller_mutation")
    return Judged(grade, case.reasons(*used), case.evidence(*used))


def is_efficient(case: Case) -> Judged:
    """C3."""
    extra, speed = case.number("loops_over_reference"), case.number("speed_share")
    if not case.works_in_part:
        return not_assessed("Speed says something only about code that works.")
    if extra is None and speed is None:
        return not_assessed(_NO_CODE)
    fast = None if speed is None else at_least(speed, 1)
    lean = None if extra is None else extra == 0
    parts = [part for part in (fast, lean) if part is not None]
    grade: Grade = 2 if all(parts) else (1 if any(parts) else 0)
    if fast is None and extra == 1:
        grade = 1
    used = [name for name, part in (("speed_share", fast), ("loops_over_reference", lean)) if part is not None]
    return Judged(grade, case.reasons(*used), case.evidence(*used))


def is_organised(case: Case) -> Judged:
    """C4."""
    if not readable(case.view):
        return not_assessed(_NO_CODE)
    flagged = [name for name in ("longest_function", "deep_nesting", "branching") if case.count(name) > 0]
    flagged += [name for name in ("decomposition", "documented") if case.denied(name)]
    flagged += ["duplicates"] if case.holds("duplicates") else []
    flagged += ["poor_names"] if case.count("poor_names") > 1 else []
    grade = 2 - band(len(flagged), full=_MANY_FLAGS, half=2)
    used = flagged or ["longest_function", "decomposition"]
    reason = f"Fine but for this: {case.reasons(*flagged)}" if flagged and grade > 1 else case.reasons(*used)
    return Judged(_grade(grade), reason, case.evidence(*used) or _whole(case))


_MANY_FLAGS = 4


def is_clean(case: Case) -> Judged:
    """C5."""
    if not readable(case.view):
        return not_assessed(_NO_CODE)
    flags = case.count("leftovers")
    used = ["leftovers"]
    if case.holds("global_seeding") and not case.view.end_to_end:
        flags += 1
        used.append("global_seeding")
    if case.view.end_to_end:
        flags += case.denied("pipeline_used")
        flags += 2 * case.denied("split_before_fit")
        used += ["pipeline_used", "split_before_fit"]
    return Judged(_grade(2 - band(flags, full=3, half=1)), case.reasons(*used), case.evidence(*used) or _whole(case))


def verifies_own_work(case: Case) -> Judged:
    """C6."""
    kinds = case.number("own_check_kinds")
    if kinds is None:
        return not_assessed(_NO_CODE)
    used = ["own_check_kinds"]
    if case.holds("expected_in_advance"):
        kinds += 1
        used.append("expected_in_advance")
    if case.holds("strong_own_checks") and not kinds:
        kinds += 1
        used.append("strong_own_checks")
    if case.number("own_tests_run"):
        used.append("own_tests_run")
    if case.holds("own_test_caught"):
        # A test that found something is worth more than one that was only there, and most when it was acted upon.
        kinds += 1 + case.holds("own_test_fixed")
        used += ["own_test_caught", "own_test_fixed"]
    evidence = case.evidence(*used) or _nothing(case, "no run and no check of its own before the first submit")
    return Judged(band(kinds, full=2, half=1), case.reasons(*used), evidence)


def ends_as_good_as_it_got(case: Case) -> Judged:
    """C7."""
    worse = case.signal("broke_after_best").value
    if worse is None:
        return not_assessed("Nothing was submitted.")
    return Judged(0 if worse else 2, case.reasons("broke_after_best"), case.evidence("broke_after_best"))


def builds_the_algorithm(case: Case) -> Judged:
    """A1."""
    if case.core is None:
        return _never_submitted(case)
    used = "core_share" if case.number("core_share") is not None else "final_share"
    return Judged(
        band(case.core, full=1, half=_HALF_TIME),
        f"In the last submit: {case.reasons(used)}",
        case.evidence(used, "defines_entry"),
    )


def explains_the_algorithm(case: Case) -> Judged:
    """A2."""
    share = case.number("algorithm_points")
    if share is None:
        return not_assessed("Nobody asked about your own code or how the algorithm works.")
    used = ["algorithm_points"]
    grade = band(share, full=TWO_THIRDS, half=A_FIFTH)
    if case.mostly_wrong:
        grade = 0
        used.insert(0, "wrong_answers")
    return Judged(grade, case.reasons(*used), case.evidence(*used))


def knows_cost_and_numerics(case: Case) -> Judged:
    """A3."""
    claim = case.signal("complexity_claims_true").value
    share, risks = case.number("numeric_share"), case.count("numeric_risks")
    searched = case.view.end_to_end and case.holds("search_explained")
    if claim is None and share is None and not risks and not searched and not case.asked_about_cost:
        return not_assessed("Neither cost nor numerics came up.")
    safe = at_least(share, 1) if share is not None else (risks > 0 and case.count("guards") > 0)
    grade = _grade(int(claim is True or searched) + int(safe))
    if claim is None and share is not None and not searched and not case.asked_about_cost:
        # Nobody asked what it costs, so the checks alone speak.
        grade = band(share, full=1, half=_HALF_TIME)
    if claim is False:
        grade = at_most(grade, 1) if safe else 0
    used = ["complexity_claims_true", "numeric_share" if share is not None else "numeric_risks"]
    used += ["search_explained"] if searched else []
    evidence = case.evidence(*used) or _nothing(case, "cost and numerical risks were not spoken about")
    return Judged(grade, case.reasons(*used), evidence)


def does_own_work(case: Case) -> Judged:
    """A4."""
    if not case.view.has_code or not case.view.runs:
        return not_assessed("There is no work with runs to look at.")
    cost, tiny, streak = (case.count(name) for name in ("hint_cost", "tiny_edit_cycles", "error_streak"))
    faults = [
        band(cost, full=_COSTLY, half=_MORE_THAN_A_NUDGE),
        band(tiny, full=_ENOUGH_TINY, half=2),
        band(streak, full=4, half=3),
    ]
    grade = _grade(2 - max(faults))
    used = ["hint_cost", "tiny_edit_cycles", "error_streak"]
    if case.count("other_repairs") > case.count("reasoned_repairs"):
        grade = at_most(grade, 1)
        used.insert(0, "other_repairs")
    if not case.works_in_part:
        grade = at_most(grade, 1 if cost <= _ONE_NUDGE else 0)
    return Judged(grade, case.reasons(*used), case.evidence(*used) or case.evidence("final_share", "visible_share"))


def extends_the_algorithm(case: Case) -> Judged:
    """A5."""
    share = case.number("extension_points")
    if share is None:
        return not_assessed("No question that goes beyond the task was asked.")
    grade = band(share, full=TWO_THIRDS, half=A_FIFTH)
    return Judged(grade, case.reasons("extension_points"), case.evidence("extension_points"))


def _grade(value: int) -> Grade:
    return 2 if value > 1 else (1 if value == 1 else 0)


def _whole(case: Case) -> tuple[Evidence, ...]:
    return (pointing.whole_code(case.view),) if case.view.code_known else ()


def _nothing(case: Case, what: str) -> tuple[Evidence, ...]:
    return (pointing.absence(case.view, what),)
