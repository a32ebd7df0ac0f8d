"""Grades of the criteria that rest on what was said: knowledge (K) and communication (M).

Counts saturate and need words of the task, so more talk adds nothing; where the submits show that the main rule is not
met, knowledge that was only talked about does not reach the full grade.
"""

from rubric import pointing
from rubric.debrief import Evidence, Grade
from rubric.judging import A_FIFTH, TWO_THIRDS, Case, Judged, at_least, at_most, band, not_assessed

_NO_DISCUSSION = "The interview did not come to where this would have shown."
_ENOUGH_IDEAS = 3
_ENOUGH_REASONS = 3
_HALF = 0.5
_DATA_SIGNALS = (
    "metric_fit",
    "split_before_fit",
    "baseline",
    "threshold_source",
    "search_explained",
    "looked_at_data",
)


def knows_core_ideas(case: Case) -> Judged:
    """K1."""
    ideas = case.count("concepts")
    if not ideas and not case.talked_through:
        return not_assessed(_NO_DISCUSSION)
    if case.count("fatal_misconceptions"):
        return Judged(0, case.reasons("fatal_misconceptions"), case.evidence("fatal_misconceptions"))
    grade = band(ideas, full=_ENOUGH_IDEAS, half=1)
    share = case.number("ideas_share")
    if not grade and case.core is not None and at_least(case.core, 1):
        grade = 1
    if share is not None:
        grade = at_most(grade, band(share, full=_HALF, half=A_FIFTH))
    if case.count("misconceptions") or _only_talk(case):
        grade = at_most(grade, 1)
    used = ["concepts", "ideas_share"] if share is not None else ["concepts"]
    used += ["misconceptions"] if case.count("misconceptions") else []
    if case.mostly_wrong:
        grade = 0
        used.insert(0, "wrong_answers")
    evidence = (
        case.evidence(*used) or case.evidence("core_share") or _nothing(case, "no idea of the question explained")
    )
    return Judged(grade, case.reasons(*used), evidence)


def answers_follow_ups(case: Case) -> Judged:
    """K2."""
    share = case.number("follow_up_points")
    if share is None:
        return not_assessed("No follow-up was asked.")
    grade = band(share, full=TWO_THIRDS, half=A_FIFTH)
    return Judged(grade, case.reasons("follow_up_points"), case.evidence("follow_up_points"))


def weighs_choices(case: Case) -> Judged:
    """K3."""
    return _families(case, "tradeoffs", "no choice was weighed against another")


def judges_critically(case: Case) -> Judged:
    """K4."""
    if not case.view.end_to_end:
        return _families(case, "evaluation_sense", "nothing said on when it fails or how to check it")
    known = [name for name in _DATA_SIGNALS if case.signal(name).value is not None]
    if not known or not case.past_the_start:
        return not_assessed(_NO_DISCUSSION)
    met = [name for name in known if case.holds(name)]
    grade = band(len(met) / len(known), full=0.7, half=0.35)
    used = [*met, *(name for name in known if name not in met)]
    if case.count("leaks"):
        grade = at_most(grade, 1)
        used.insert(0, "leaks")
    return Judged(grade, case.reasons(*used[:4]), case.evidence(*used) or _nothing(case, "none of it"))


def thinks_of_practice(case: Case) -> Judged:
    """K5."""
    return _families(case, "practice_sense", "nothing said on scale, cost or use in practice")


def _families(case: Case, signal_id: str, absent: str) -> Judged:
    n_found = case.count(signal_id)
    if not n_found and not case.talked_through:
        return not_assessed(_NO_DISCUSSION)
    grade = band(n_found, full=2, half=1)
    if _only_talk(case):
        grade = at_most(grade, 1)
    return Judged(grade, case.reasons(signal_id), case.evidence(signal_id) or _nothing(case, absent))


def _only_talk(case: Case) -> bool:
    """Say that the main rule is not met, and that no answers show the method to be known all the same."""
    share = case.number("follow_up_points")
    return case.code_contradicts and (share is None or not at_least(share, TWO_THIRDS))


def gives_plan_and_reasons(case: Case) -> Judged:
    """M1."""
    if not case.past_the_start:
        return not_assessed("The session ended before there was anything to explain.")
    credit = case.count("reasons") + (1 if case.count("plan_before_code") > 1 else 0)
    return Judged(
        band(credit, full=_ENOUGH_REASONS, half=1),
        case.reasons("plan_before_code", "reasons"),
        case.evidence("reasons", "plan_before_code"),
    )


def explains_where_it_matters(case: Case) -> Judged:
    """M2."""
    share = case.number("decisions_explained")
    if share is not None:
        return Judged(
            band(share, full=0.6, half=0.3), case.reasons("decisions_explained"), case.evidence("decisions_explained")
        )
    remarks = case.number("code_link")
    if remarks is None:
        return not_assessed("There is no code whose decisions could be explained.")
    evidence = case.evidence("code_link") or _nothing(case, "no remark on the code near an edit")
    return Judged(band(remarks, full=3, half=1), case.reasons("code_link"), evidence)


def answers_what_was_asked(case: Case) -> Judged:
    """M3."""
    rate = case.number("reply_rate")
    if rate is None:
        return not_assessed("The interviewer asked nothing.")
    grade = band(rate, full=0.85, half=0.6)
    direct = case.number("directness")
    used = ["reply_rate"]
    if direct is not None:
        used.append("directness")
        grade = grade if at_least(direct, 0.7) else at_most(grade, 1)
    return Judged(grade, case.reasons(*used), case.evidence(*used))


def is_honest_about_state(case: Case) -> Judged:
    """M4."""
    reports = case.number("state_reports")
    limits, overclaims, contradicted = (
        case.count(name) for name in ("own_limits", "overclaims", "contradicted_results")
    )
    if reports is None and not limits and not overclaims and not contradicted:
        return not_assessed("Nothing failed and nothing was claimed, so there was no occasion.")
    good = bool(limits) or (reports is not None and at_least(reports, 0.5))
    some = bool(reports)
    grade: Grade = 2 if good else (1 if some else 0)
    if overclaims:
        grade = at_most(grade, 1 if good and overclaims == 1 else 0)
    if contradicted:
        grade = 0
    used = [name for name in ("contradicted_results", "overclaims", "own_limits") if case.count(name)]
    used += ["state_reports"] if reports is not None else []
    return Judged(grade, case.reasons(*used), case.evidence(*used))


def works_with_the_interviewer(case: Case) -> Judged:
    """M5."""
    share = case.number("uptake")
    if share is None:
        return not_assessed("There was no hint, correction or question about the work.")
    return Judged(band(share, full=0.75, half=0.4), case.reasons("uptake"), case.evidence("uptake"))


def _nothing(case: Case, what: str) -> tuple[Evidence, ...]:
    return (pointing.absence(case.view, what),)
