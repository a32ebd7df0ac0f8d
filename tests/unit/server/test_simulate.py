"""Simulated candidates: scenario files, words from a package, the player that says what comes next, and both stages."""

import ast
import asyncio

import msgspec
import pytest

from agent.drive import replay
from question_bank.load import load_bank
from runner.report import Verdict
from server.simulate.candidate import (
    AskHint,
    Edit,
    End,
    MoveOn,
    Run,
    Say,
    begin,
    deed_of,
    meanings,
    next_deed,
    take_in,
)
from server.simulate.hurried_loop import HurriedLoop
from server.simulate.in_memory import Stage, play
from server.simulate.manner import in_broken_english
from server.simulate.phrasing import Moment, answer_to, code_of, without_results, words_of
from server.simulate.reports import report_on
from server.simulate.scenario import (
    Reply,
    Scenario,
    ScenarioError,
    Step,
    UnknownPersona,
    persona,
    persona_ids,
    read_scenario,
    scenario_from_toml,
)
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    HintRequested,
    InterviewerSaid,
    Move,
    Phase,
    PhaseChanged,
    Reason,
    RunRequested,
    RunStopped,
    SessionEnded,
    SuiteRan,
)
from transcripts.fold import code_at

BANK = {question.id: question for question in load_bank().all()}
KMEANS = BANK["kmeans-lloyd"]
CAST = {
    "average", "copy_paster", "does_not_know", "fluent_bluffer", "hint_seeker", "injector", "non_native", "rambler",
    "silent_coder", "strong", "weak", "wrong_but_confident",
}  # fmt: skip


def scenario(**parts: object) -> Scenario:
    return Scenario(format=1, id="made", says="Made for a test.", **parts)


def moment(made: Scenario | None = None, **parts: object) -> Moment:
    return Moment(scenario=made or scenario(), question=KMEANS, seed=3, place="here", **parts)


def asked(move: Move, about: str, text: str = "What then?") -> InterviewerSaid:
    return InterviewerSaid(text=text, move=move, about=about, reason=Reason("made"))


def envelopes(name: str, seed: int = 7):
    return [sealed.envelope for sealed in play(persona(name), KMEANS, seed=seed)]


# --- scenario files


def test_the_cast_is_the_one_that_is_promised() -> None:
    assert set(persona_ids()) == CAST
    for name in CAST:
        assert persona(name).id == name
        assert persona(name).says.endswith(".")


@pytest.mark.parametrize("name", ["", "nobody", "../strong", "strong.toml", "Strong"])
def test_who_is_not_there_is_named_with_those_who_are(name: str) -> None:
    with pytest.raises(UnknownPersona, match="there are average, copy_paster"):
        persona(name)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("format = 2", "format"),
        ("format = 1", "id"),
        ('format = 1\nid = "a"\nsays = "b"\ncolour = "red"', "colour"),
        ('format = 1\nid = "a"\nsays = "b"\n[[work]]\nsay = ["x"]\nhint = true', "step 1 of work"),
        ('format = 1\nid = "a"\nsays = "b"\n[[clarify]]\nafter = 3.0', "step 1 of clarify"),
        ('format = 1\nid = "a"\nsays = "b"\n[replies.weather]\nsay = []', "weather"),
        ("format = ", "Invalid value"),
    ],
)
def test_what_cannot_be_played_is_refused_by_name(text: str, problem: str) -> None:
    with pytest.raises(ScenarioError, match=problem) as refused:
        scenario_from_toml(text, "mine.toml")
    assert "mine.toml" in str(refused.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path) -> None:
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_scenario(tmp_path / "nothing.toml")


# --- words and code


def test_templates_are_filled_from_the_package() -> None:
    fact = KMEANS.facts[1]
    assert words_of("{fact.2.plain}", moment()) == fact.asks[0]
    assert words_of("{fact.2.ask}", moment()) in fact.asks
    assert words_of("{it.plain} {it.plain}", moment(it=fact)) == f"{fact.asks[0]} {fact.asks[0]}"
    assert words_of("{it.short}", moment(it=fact)) == min(fact.asks, key=len)
    assert words_of("{cost.time} {cost.memory}", moment()) == "O(t*n*k*d) O(n*k)"
    assert words_of("{code.starter}", moment()) == KMEANS.starter
    assert words_of(f"{{fact.{len(KMEANS.facts) + 1}.plain}}", moment()) == KMEANS.facts[0].asks[0]
    for decision in KMEANS.decisions[:2]:
        assert decision.says.rstrip(".")[1:] in words_of("{plan.2}", moment())
        assert decision.says.rstrip(".") in words_of("{decisions.2}", moment())


@pytest.mark.parametrize("question_id", sorted(BANK))
def test_a_wrong_cost_is_one_that_the_interviewer_can_know_to_be_wrong(question_id: str) -> None:
    from question_bank.cost import find_claims

    question = BANK[question_id]
    here = msgspec.structs.replace(moment(), question=question)
    said = words_of("The running time is {cost.wrong}.", here)
    assert [claim.true for claim in find_claims(said, question.complexity)] == [False]


def test_phrases_of_a_scenario_stand_for_words_and_not_for_themselves() -> None:
    made = scenario(phrases={"hello": ("Hi {who}", "Hi {who}"), "who": ("there",), "loop": ("{loop}",)})
    assert words_of("{hello}.", moment(made)) == "Hi there."
    with pytest.raises(ScenarioError, match="stands for itself"):
        words_of("{loop}", moment(made))


@pytest.mark.parametrize("template", ["{nothing}", "{it.ask}", "{answer}", "{asked}", "{code.magic}"])
def test_a_name_that_stands_for_nothing_is_refused(template: str) -> None:
    with pytest.raises(ScenarioError, match="made"):
        words_of(template, moment())


def test_answers_come_whole_in_part_or_wrong() -> None:
    follow_up = KMEANS.follow_ups[0]
    question = asked(Move.FOLLOW_UP, f"follow_up:{follow_up.id}")
    assert answer_to(question, KMEANS) == follow_up.model_answer
    assert follow_up.model_answer.startswith(answer_to(question, KMEANS, "half"))
    assert answer_to(question, KMEANS, "half") != follow_up.model_answer
    assert follow_up.model_answer.startswith(answer_to(question, KMEANS, "first"))
    assert follow_up.wrong[0].says in answer_to(question, KMEANS, "wrong")
    assert all(point.says.rstrip(".")[1:] in answer_to(question, KMEANS, "points") for point in follow_up.points)
    trigger = next(one for one in KMEANS.triggers if one.model_answer)
    assert answer_to(asked(Move.PROBE, f"trigger:{trigger.id}"), KMEANS) == trigger.model_answer
    assert answer_to(asked(Move.PROBE, "complexity"), KMEANS) == "Time is O(t*n*k*d) and memory is O(n*k)."
    assert "tested" in answer_to(asked(Move.PROBE, "reflection"), KMEANS)


@pytest.mark.parametrize("question_id", sorted(BANK))
def test_a_draft_parses_runs_and_gives_nothing_back(question_id: str) -> None:
    question = BANK[question_id]
    draft = code_of("draft", scenario(), question)
    values = [node.value for node in ast.walk(ast.parse(draft)) if isinstance(node, ast.Return) and node.value]
    assert all(isinstance(value, ast.Constant) and value.value is None for value in values)
    assert report_on(question, draft, "submit").verdict is not Verdict.PASSED


def test_results_are_taken_out_of_returns_over_several_lines_and_beside_letters_of_two_bytes() -> None:
    source = (
        'def f(x):\n    "\u00e4"; return (\n        x +\n        1\n    )\n\ndef g(x):\n    return {"\u00fc": [x]}\n'
    )
    draft = without_results(source)
    space: dict[str, object] = {}
    exec(draft, space)
    assert (space["f"](1), space["g"](1)) == (None, None)
    assert "\u00e4" in draft


def test_code_has_names() -> None:
    made = scenario(code={"own": "x = 1\n"})
    assert code_of("own", made, KMEANS) == "x = 1\n"
    assert code_of("accepted", made, KMEANS) != code_of("accepted.2", made, KMEANS)
    assert code_of("border", made, KMEANS) != code_of("border.last", made, KMEANS)
    border = next(part for part in KMEANS.submissions if KMEANS.sources[part.path] == code_of("border", made, KMEANS))
    assert {KMEANS.check(name).kind for name in border.caught_by} & {"core"} == set()


def test_broken_english_keeps_what_counts() -> None:
    said = in_broken_english("The mean does not change, so it is a fixed point. there are no more steps in O(n*k).")
    assert said == "Mean not change, so is fixed point. It has no more steps in O(n*k)."
    assert in_broken_english("What should the function return?") == "What should function return?"


# --- made reports


def test_a_made_report_says_what_the_package_promises() -> None:
    for part in KMEANS.submissions:
        report = report_on(KMEANS, KMEANS.sources[part.path] + "\n# a comment\n", "submit")
        failing = {check.name for check in report.checks if check.verdict is not Verdict.PASSED}
        assert failing == set(part.caught_by)
        assert (report.verdict is Verdict.PASSED) is (part.expect == "passed")
    visible = {check.name for check in KMEANS.checks if check.visible}
    assert {check.name for check in report_on(KMEANS, "x = (", "run").checks} == visible
    assert report_on(KMEANS, "x = (", "run").verdict is Verdict.FAILED


# --- the player


def test_the_player_is_a_function_of_the_log_alone() -> None:
    log = envelopes("non_native")
    part = begin(persona("non_native"), KMEANS, 7)
    for n, envelope in enumerate(log):
        part = take_in(part, envelope)
        assert deed_of(part) == next_deed(persona("non_native"), KMEANS, log[: n + 1], 7)
    assert deed_of(part) is None


@pytest.mark.parametrize("name", sorted(CAST))
def test_the_same_seed_gives_the_same_session_and_another_one_another(name: str) -> None:
    first, again, other = (play(persona(name), KMEANS, seed=seed) for seed in (5, 5, 6))
    assert [sealed.line for sealed in first] == [sealed.line for sealed in again]
    assert [sealed.line for sealed in first] != [sealed.line for sealed in other]
    assert isinstance(first[-1].envelope.event, SessionEnded)
    assert replay(KMEANS, first) == ()


def test_what_was_meant_is_known_for_each_utterance() -> None:
    log = envelopes("non_native")
    meant = meanings(persona("non_native"), KMEANS, log, 7)
    said = {envelope.seq for envelope in log if isinstance(envelope.event, CandidateSaid)}
    assert set(meant) == said
    assert [means for means in meant.values() if means.startswith("fact:")] == [
        f"fact:{KMEANS.facts[n].id}" for n in (0, 1, 2, 1)
    ]
    assert "asks_repeat" in meant.values()
    assert "answer:plan" in meant.values()
    assert meanings(persona("strong"), KMEANS, log, 7).keys() < said


def test_code_is_typed_in_pieces_and_is_whole_in_the_end() -> None:
    log = envelopes("strong")
    edits = [envelope for envelope in log if isinstance(envelope.event, CodeEdited)]
    assert len(edits) > 3
    assert code_at(KMEANS.starter, log) == code_of("accepted", persona("strong"), KMEANS)
    pasted = [one for one in envelopes("copy_paster") if isinstance(one.event, CodeEdited)]
    assert len(pasted) == 1


@pytest.mark.parametrize("question_id", sorted(BANK)[::6])
def test_every_code_of_a_package_can_be_typed_from_every_other(question_id: str) -> None:
    question = BANK[question_id]
    names = ["accepted", "draft", "border.last", "starter"]
    steps = tuple(Step(write=name) for name in (*names, *reversed(names)))
    stage = Stage(question, minutes=180)
    log = [one.envelope for one in play(scenario(work=steps, waits_in=("work",)), question, stage=stage)]
    reached = {code_at(question.starter, log, one.seq) for one in log if isinstance(one.event, CodeEdited)}
    assert {code_of(name, scenario(), question) for name in names} <= reached


def test_a_question_that_comes_in_a_pause_is_answered_first() -> None:
    log = envelopes("strong")
    asking = next(one for one in log if isinstance(one.event, InterviewerSaid) and one.event.move is Move.ASK_PLAN)
    until = [one for one in log if one.seq <= asking.seq]
    deed = next_deed(persona("strong"), KMEANS, until, 7)
    assert isinstance(deed, Say)
    assert deed.means == "answer:plan"
    assert deed.due_ms > asking.at_ms


def test_each_kind_of_step_becomes_its_deed() -> None:
    steps = (Step(hint=True), Step(run="run"), Step(write="accepted"), Step(move_on=True), Step(end=True))
    for step, kind in zip(steps, (AskHint, Run, Edit, MoveOn, End), strict=True):
        stage = Stage(KMEANS)
        deed = next_deed(scenario(clarify=(step,)), KMEANS, stage.envelopes, 7)
        assert isinstance(deed, kind)
        stage.do(deed)
        assert len(stage.log) > 4


def test_steps_for_a_failing_run_are_left_out_when_it_passed() -> None:
    def said(code: str) -> list[str]:
        steps = (
            Step(write=code), Step(run="run"), Step(say=("It fails.",), when="failing"),
            Step(say=("It passes.",), when="passing"), Step(end=True),
        )  # fmt: skip
        log = play(scenario(work=steps), KMEANS)
        return [one.envelope.event.text for one in log if isinstance(one.envelope.event, CandidateSaid)]

    assert said("accepted") == ["It passes."]
    assert said("draft") == ["It fails."]


def test_while_a_run_goes_nothing_is_done_and_a_stopped_one_is_asked_for_again() -> None:
    in_work = scenario(work=(Step(run="run"), Step(hint=True)))
    stage = Stage(KMEANS)
    while not any(isinstance(one.event, SuiteRan) for one in stage.envelopes):
        stage.do(next_deed(in_work, KMEANS, stage.envelopes, 7))
    until = next(n for n, one in enumerate(stage.log) if isinstance(one.envelope.event, SuiteRan))
    going = stage.envelopes[:until]
    requested = next(one for one in reversed(going) if isinstance(one.event, RunRequested))
    assert next_deed(in_work, KMEANS, going, 7) is None
    stopped = msgspec.structs.replace(
        going[-1], seq=going[-1].seq + 1, actor="runner", event=RunStopped(requested_seq=requested.seq)
    )
    again = next_deed(in_work, KMEANS, [*going, stopped], 7)
    assert isinstance(again, Run)
    assert isinstance(next_deed(in_work, KMEANS, stage.envelopes[: until + 1], 7), AskHint)


def test_answers_in_turn_go_by_the_place_of_the_question() -> None:
    made = scenario(replies={"follow_up": Reply(say=("One.", "Two."), in_turn=True), "plan": Reply(say=("{plan}",))})
    log = play(made, KMEANS, seed=2, minutes=60)
    asked_about, answers = "", {}
    for one in log:
        event = one.envelope.event
        if isinstance(event, InterviewerSaid) and event.move is Move.FOLLOW_UP:
            asked_about = event.about.removeprefix("follow_up:")
        elif isinstance(event, CandidateSaid) and asked_about:
            answers[asked_about] = event.text
    places = [one.id for one in KMEANS.follow_ups]
    assert answers
    assert all(text == ("One.", "Two.")[places.index(name) % 2] for name, text in answers.items())


def test_the_silent_one_is_silent_and_the_hint_seeker_gets_every_hint() -> None:
    assert not [one for one in envelopes("silent_coder") if isinstance(one.event, CandidateSaid)]
    log = envelopes("hint_seeker")
    assert sum(isinstance(one.event, HintRequested) for one in log) >= 4
    given = [one for one in log if isinstance(one.event, InterviewerSaid) and one.event.move is Move.HINT]
    assert len(given) == len(KMEANS.hints)


def test_a_session_never_goes_on_for_ever() -> None:
    log = play(scenario(waits_in=("clarify", "plan", "work", "discuss", "wrap_up")), KMEANS, minutes=10)
    assert isinstance(log[-1].envelope.event, SessionEnded)
    assert log[-1].envelope.at_ms == 600_000
    phases = [one.envelope.event.phase for one in log if isinstance(one.envelope.event, PhaseChanged)]
    assert phases[-1] is Phase.WRAP_UP


# --- hurried time


def test_time_that_is_put_forward_makes_what_waits_due() -> None:
    async def waited() -> tuple[float, bool]:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        rung = asyncio.Event()
        loop.call_later(3600, rung.set)
        loop.put_forward(3599)
        await asyncio.sleep(0)
        too_early = rung.is_set()
        loop.put_forward(2)
        loop.put_forward(-100)
        await rung.wait()
        assert loop.now_ms() == pytest.approx(loop.time() * 1000, abs=50)
        return loop.time() - begun, too_early

    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        seconds, too_early = runner.run(waited())
    assert not too_early
    assert 3600 < seconds < 3660
