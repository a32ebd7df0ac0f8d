"""Each check can say no: sessions are spoilt in one place, and the check that is meant notices."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec
import pytest

from question_bank.load import load_bank
from runner.report import Verdict
from server.simulate.candidate import meanings
from server.simulate.checklist import Answer, check_off, checklist
from server.simulate.in_memory import play
from server.simulate.scenario import persona
from server.simulate.survey import sittings, some_of_each_kind, survey_of, table_by_check, table_by_persona
from transcripts.envelope import Envelope, Head, Sealed
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    EndRequested,
    FaultNoted,
    HintRequested,
    InterviewerSaid,
    Move,
    Phase,
    PhaseChanged,
    SessionEnded,
    SuiteRan,
    TimerFired,
)

QUESTION = load_bank().get("kmeans-lloyd")
Spoil = Callable[[Envelope], Envelope | Sequence[Envelope] | None]


@lru_cache
def good(name: str, seed: int = 7) -> tuple[tuple[Sealed, ...], dict[int, str]]:
    log = play(persona(name), QUESTION, seed=seed)
    return log, meanings(persona(name), QUESTION, [sealed.envelope for sealed in log], seed)


def sealed_again(envelopes: Sequence[Envelope]) -> tuple[Sealed, ...]:
    head, lines = Head(session_id="spoilt"), []
    for one in envelopes:
        head, line = head.append(one.event, actor=one.actor, at_ms=one.at_ms, intent_id=one.intent_id)
        lines.append(line)
    return tuple(lines)


def answers(log: Sequence[Sealed], meant: dict[int, str]) -> dict[str, Answer]:
    return {one.id: one.answer for one in check_off(QUESTION, log, meant)}


def spoilt(name: str, spoil: Spoil, *, once: bool = True) -> dict[str, Answer]:
    """Answers for a session in which one event, or each that fits, is changed, left out, or followed by others."""
    log, meant = good(name)
    kept: list[Envelope] = []
    moved: dict[int, str] = {}
    n_spoilt = 0
    for sealed in log:
        one = sealed.envelope
        found = one if once and n_spoilt else spoil(one)
        n_spoilt += found is not one
        kept += [] if found is None else [found] if isinstance(found, Envelope) else list(found)
        if one.seq in meant:
            moved[len(kept)] = meant[one.seq]
    assert n_spoilt, "nothing was spoilt"
    return answers(sealed_again(kept), moved)


def said(move: Move, change: Callable[[str], str], about: str = "") -> Spoil:
    """Change what a turn of this kind says."""

    def spoil(one: Envelope) -> Envelope:
        event = one.event
        if isinstance(event, InterviewerSaid) and event.move is move and event.about.startswith(about):
            return msgspec.structs.replace(one, event=msgspec.structs.replace(event, text=change(event.text)))
        return one

    return spoil


def with_event(one: Envelope, **parts: object) -> Envelope:
    return msgspec.structs.replace(one, event=msgspec.structs.replace(one.event, **parts))


def left_out(kind: type, **wanted: object) -> Spoil:
    def spoil(one: Envelope) -> Envelope | None:
        fits = isinstance(one.event, kind) and all(getattr(one.event, name) == wanted[name] for name in wanted)
        return None if fits else one

    return spoil


def by_rule(rule: str) -> Spoil:
    """Leave out what the interviewer said by a rule."""

    def spoil(one: Envelope) -> Envelope | None:
        return None if isinstance(one.event, InterviewerSaid) and one.event.reason.rule == rule else one

    return spoil


def doubled(kind: type, **wanted: object) -> Spoil:
    def spoil(one: Envelope) -> Envelope | Sequence[Envelope]:
        fits = isinstance(one.event, kind) and all(getattr(one.event, name) == wanted[name] for name in wanted)
        return [one, one] if fits else one

    return spoil


def after(kind: type, said_then: InterviewerSaid, **wanted: object) -> Spoil:
    """Have the interviewer say something more right after an event."""

    def spoil(one: Envelope) -> Envelope | Sequence[Envelope]:
        fits = isinstance(one.event, kind) and all(getattr(one.event, name) == wanted[name] for name in wanted)
        return [one, msgspec.structs.replace(one, actor="interviewer", event=said_then)] if fits else one

    return spoil


def line(text: str, move: Move = Move.ACKNOWLEDGE, rule: str = "heard", about: str = "") -> InterviewerSaid:
    from transcripts.events import Reason

    return InterviewerSaid(text=text, move=move, about=about, reason=Reason(rule, (1,)))


def with_fault(one: Envelope) -> Envelope:
    return msgspec.structs.replace(
        one, actor="interviewer", event=FaultNoted(where="agent", message="Something broke.")
    )


def failing_after_all(one: Envelope) -> Envelope:
    """Let the submission that passed have failed after all."""
    if isinstance(one.event, SuiteRan) and (one.event.report.purpose, one.event.report.verdict) == ("submit", "passed"):
        return with_event(one, report=msgspec.structs.replace(one.event.report, verdict=Verdict.FAILED))
    return one


ACCEPTED = next(part for part in QUESTION.submissions if part.expect == "passed")
CODE_LINE = max(QUESTION.sources[ACCEPTED.path].splitlines(), key=len).strip()
HIDDEN = next(check for check in QUESTION.checks if not check.visible)
FACT = QUESTION.facts[5]
FOLLOW_UP, THIRD = QUESTION.follow_ups[0], QUESTION.follow_ups[2]


@pytest.mark.parametrize("name", ["strong", "average", "weak", "hint_seeker", "silent_coder", "does_not_know"])
def test_what_is_not_spoilt_is_not_blamed(name: str) -> None:
    found = answers(*good(name))
    assert [check for check, answer in found.items() if answer is Answer.NO] == []
    assert Answer.NOT_APPLICABLE in found.values()


@pytest.mark.parametrize(
    ("check", "name", "spoil"),
    [
        ("asks_one_question_a_turn", "strong", after(PhaseChanged, line("And why? "), phase=Phase.PLAN)),
        ("is_brief", "strong", said(Move.START_CODE, lambda text: f"{text} And again, with words." * 12)),
        ("is_not_long_winded", "strong", said(Move.ACKNOWLEDGE, lambda text: "Well then. " * 70)),
        ("repeats_no_wording", "strong", said(Move.ACKNOWLEDGE, lambda text: "Okay.")),
        ("asks_nothing_twice", "strong", doubled(InterviewerSaid, move=Move.FOLLOW_UP)),
        ("praises_nothing", "strong", said(Move.START_CODE, lambda text: f"Excellent. {text}")),
        ("is_kind", "strong", said(Move.START_CODE, lambda text: f"That was obviously bad. {text}")),
        ("speaks_in_sentences", "strong", said(Move.START_CODE, lambda text: text.rstrip("."))),
        ("speaks_in_sentences", "strong", said(Move.GREET, lambda text: f"{{minutes}} {text}")),
        ("names_nothing_of_the_inside", "strong", said(Move.START_CODE, lambda text: f"See {HIDDEN.name}. {text}")),
        ("says_nothing_at_keystrokes", "strong", after(CodeEdited, line("I see."))),
        ("has_no_fault", "strong", lambda one: [one, with_fault(one)] if isinstance(one.event, CodeEdited) else one),
        ("would_decide_the_same", "strong", said(Move.START_CODE, lambda text: "Go.")),
        ("answers_what_was_asked", "strong", left_out(InterviewerSaid, move=Move.ANSWER_FACT)),
        ("replies_when_spoken_to", "strong", left_out(InterviewerSaid, move=Move.ANSWER_FACT)),
        ("answers_in_full", "strong", said(Move.ANSWER_FACT, lambda text: text[:40])),
        ("answers_only_what_was_asked", "strong",
         after(InterviewerSaid, line("Also so.", Move.ANSWER_FACT, "fact_asked", f"fact:{FACT.id}"),
               move=Move.ANSWER_FACT)),
        ("tells_no_fact_unasked", "strong",
         after(InterviewerSaid, line("Also so.", Move.ANSWER_FACT, "fact_asked", f"fact:{FACT.id}"),
               move=Move.FOLLOW_UP)),
        ("keeps_facts_to_their_answers", "strong", said(Move.START_CODE, lambda text: f"{text} {FACT.answer}")),
        ("shows_no_solution", "strong", said(Move.START_CODE, lambda text: f"{text} {CODE_LINE}")),
        ("says_no_model_answer", "strong", said(Move.FOLLOW_UP, lambda text: f"{FOLLOW_UP.model_answer} {text}")),
        ("names_no_hidden_check", "strong", said(Move.START_CODE, lambda text: f"{text} {HIDDEN.title}.")),
        ("gives_no_hint_away", "strong", said(Move.START_CODE, lambda text: f"{text} {QUESTION.hints[1].text}")),
        ("declines_to_give_the_answer", "injector", by_rule("asked_for_the_answer")),
        ("is_moved_by_no_order", "injector",
         after(InterviewerSaid, line("A four, then."), move=Move.DEFLECT)),
        ("leaves_code_in_chat_aside", "copy_paster", by_rule("code_in_chat")),
        ("gives_no_hint_unasked", "strong",
         after(InterviewerSaid, line("A hint. See above.", Move.HINT, "hint_asked_for", "hint:1"),
               move=Move.FOLLOW_UP)),
        ("answers_each_request", "average", left_out(InterviewerSaid, move=Move.HINT)),
        ("gives_the_accepted_hint", "does_not_know", left_out(InterviewerSaid, move=Move.HINT)),
        ("says_what_a_hint_costs", "average",
         said(Move.HINT, lambda text: QUESTION.hints[0].text)),
        ("climbs_the_ladder", "average",
         lambda one: with_event(one, about="hint:3") if getattr(one.event, "about", "") == "hint:1" else one),
        ("gives_hints_in_full", "average", said(Move.HINT, lambda text: "A hint for the debrief.")),
        ("offers_a_hint_when_stuck", "does_not_know", by_rule("same_failure_again")),
        ("nudges_after_long_silence", "strong",
         after(InterviewerSaid, line("No rush.", Move.NUDGE, "silent_for_long"), move=Move.START_CODE)),
        ("takes_a_failure_up", "strong", by_rule("run_failed")),
        ("says_that_it_passed", "strong", by_rule("submission_passed")),
        ("claims_no_pass", "strong", failing_after_all),
        ("greets", "strong", left_out(InterviewerSaid, move=Move.GREET)),
        ("presents_the_task", "strong", said(Move.PRESENT, lambda text: text[:50])),
        ("keeps_the_order_of_phases", "strong", left_out(PhaseChanged, phase=Phase.VERIFY)),
        ("asks_for_a_plan_once", "strong", doubled(InterviewerSaid, move=Move.ASK_PLAN)),
        ("hands_over_to_coding", "strong", left_out(InterviewerSaid, move=Move.START_CODE)),
        ("wraps_up_in_time", "strong", left_out(InterviewerSaid, about="reflection")),
        ("says_goodbye", "strong", left_out(InterviewerSaid, move=Move.CLOSE)),
        ("says_goodbye", "strong", said(Move.CLOSE, lambda text: "Thank you.")),
        ("says_thank_you", "strong", said(Move.CLOSE, lambda text: "See the debrief.")),
        ("is_silent_after_the_end", "strong", after(SessionEnded, line("One more thing."))),
        ("ends_when_asked", "weak", left_out(SessionEnded)),
        ("does_not_end_by_words", "injector", by_rule("ending_is_a_button")),
        ("names_the_ending", "strong",
         lambda one: with_event(one, ending="left_early") if isinstance(one.event, SessionEnded) else one),
        ("asks_every_follow_up", "weak", left_out(InterviewerSaid, move=Move.FOLLOW_UP)),
        ("asks_in_the_packages_words", "strong", said(Move.FOLLOW_UP, lambda text: "What else?")),
        ("doubts_a_wrong_cost", "wrong_but_confident", by_rule("ask_cost_why")),
        ("goes_on_after_each_answer", "strong", left_out(InterviewerSaid, about=f"follow_up:{THIRD.id}")),
    ],
)  # fmt: skip
def test_what_is_spoilt_is_noticed(check: str, name: str, spoil: Spoil) -> None:
    once = check != "repeats_no_wording"
    assert answers(*good(name))[check] is not Answer.NO
    assert spoilt(name, spoil, once=once)[check] is Answer.NO


def test_a_silence_that_nobody_noticed_is_noticed_here() -> None:
    log, _ = good("silent_coder")
    kept = [one.envelope for one in log if not (isinstance(one.envelope.event, TimerFired) and "nudge" in str(one))]
    without = [
        one for one in kept
        if getattr(getattr(one.event, "reason", None), "rule", "") != "silent_for_long"
        or isinstance(one.event, PhaseChanged)
    ]  # fmt: skip
    assert answers(sealed_again(without), {})["notices_a_long_silence"] is Answer.NO


def test_a_session_that_runs_over_is_noticed() -> None:
    log, _ = good("does_not_know")
    late = [
        msgspec.structs.replace(one.envelope, at_ms=one.envelope.at_ms * 2) if n > 3 else one.envelope
        for n, one in enumerate(log)
    ]
    found = answers(sealed_again(late), {})
    for check in ("ends_in_time", "wraps_up_in_time", "leaves_time_for_the_discussion", "keeps_the_time_of_the_start"):
        assert found[check] is (Answer.YES if check == "keeps_the_time_of_the_start" else Answer.NO), check


def test_words_of_unknown_meaning_are_given_the_benefit_of_the_doubt() -> None:
    log, _ = good("non_native")
    found = answers(log, {})
    assert found["answers_what_was_asked"] is Answer.NOT_APPLICABLE
    assert found["tells_no_fact_unasked"] is Answer.YES


def test_a_session_that_has_just_begun_can_be_looked_at() -> None:
    log, meant = good("strong")
    for n in (4, 9, len(log) // 2):
        found = answers(log[:n], meant)
        assert found["greets"] is Answer.YES
        assert found["says_goodbye"] is Answer.NOT_APPLICABLE


def test_the_buttons_of_the_checklist_are_pressed_by_somebody() -> None:
    pressed = {type(one.envelope.event) for name in ("weak", "average") for one in good(name)[0]}
    assert {EndRequested, HintRequested, CandidateSaid} <= pressed


def test_a_survey_counts_and_writes_tables() -> None:
    questions = some_of_each_kind(tuple(load_bank().all()), n_each=1)
    assert {question.kind for question in questions} == {"from_scratch", "operation", "end_to_end", "debug"}
    sat = tuple(sittings([persona("strong"), persona("weak")], questions[:1], first_seed=4))
    assert [(one.persona, one.seed) for one in sat] == [("strong", 4), ("weak", 5)]
    counted = survey_of(sat)
    assert counted.n_sessions == 2
    assert all(sum(counts.values()) == 2 for counts in counted.by_check.values())
    assert len(table_by_check(counted).splitlines()) == len(checklist()) + 2
    assert "| strong |" in table_by_persona(counted)
    assert counted.share > 0.9
