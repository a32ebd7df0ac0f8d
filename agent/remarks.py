"""What the interviewer makes of edits and runs. It asks what the candidate thinks happens; it never says what happens.

Of a hidden check it names only what kind it is.
"""

from agent import conduct
from agent.announcing import has_more_to_do
from agent.phases import may_follow
from agent.triggers import most_basic_failure, twin_is_open
from agent.turn import Turn
from runner.report import CheckKind, CheckResult, OwnTest, Purpose, RunReport, Verdict
from transcripts.events import Move, Phase

SIGNS_OF_CODING = 40
"""Typed characters, blanks left out, after which the candidate has begun to code."""
SIGNS_OF_CODING_ON = 80
"""Typed characters after the request for a plan that show that the candidate codes without one."""
STUCK_AFTER_RUNS = 3
"""As many runs in a row that end in the same way mean being stuck."""

_KIND_IN_WORDS: dict[CheckKind, str] = {
    "core": "the main rule",
    "edge": "an edge case",
    "numeric": "extreme numbers",
    "speed": "the running time",
    "contract": "the agreed interface",
    "honesty": "how the result is evaluated",
}


def after_edit(turn: Turn) -> None:
    """Notice that the candidate codes; looks at nothing but counts."""
    work, progress = turn.state.work, turn.state.progress
    typed_here = work.n_typed - work.n_typed_at_phase
    match turn.phase:
        case Phase.CLARIFY if typed_here >= SIGNS_OF_CODING:
            if progress.plan_stated:
                turn.go(Phase.CODE, "code_after_early_plan")
            else:
                conduct.notice_moment(turn, "typing_early")
                conduct.go_to_plan(turn, "code_before_plan", "ask_plan_typing")
        case Phase.PLAN if typed_here >= SIGNS_OF_CODING_ON:
            turn.go(Phase.CODE, "code_without_plan")
        case Phase.VERIFY if work.failure and typed_here >= SIGNS_OF_CODING:
            turn.go(Phase.CODE, "back_to_code")
        case _:
            pass


def before_run(turn: Turn, purpose: Purpose) -> None:
    """Whoever runs code is coding; whoever runs what was given looks at the task."""
    if (turn.state.has_written or purpose == "submit") and turn.phase in {Phase.CLARIFY, Phase.PLAN}:
        turn.go(Phase.CODE, "code_is_run")


def while_waiting(turn: Turn, n_ahead: int, *, is_news: bool) -> None:
    """Say that the machine is busy; the first time, also what could be spoken of meanwhile, which is no question."""
    if not is_news:
        return
    text = turn.line("run_waits", before=_runs_before(n_ahead))
    if "run_waits" not in turn.state.progress.rules_used and turn.state.talk.waiting is None:
        key = _topic_while_waiting(turn)
        text = f"{text} {turn.line(key)}" if key else text
    turn.say_text(Move.TIME_CHECK, text, "run_waits", detail=f"{n_ahead} ahead")


def _topic_while_waiting(turn: Turn) -> str:
    """Choose a topic of this phase of which nothing was said or asked yet; empty when there is none."""
    state = turn.state
    if turn.phase not in {Phase.CODE, Phase.VERIFY} or not state.has_written:
        return ""
    if not state.progress.plan_stated and "ask_plan" not in state.progress.rules_used:
        return "meanwhile_plan"
    has_cost = any(claim.startswith("time:") for claim in state.progress.cost_claims)
    if state.question.kind != "end_to_end" and not has_cost:
        return "meanwhile_cost"
    return ""


def _runs_before(n_ahead: int) -> str:
    if n_ahead <= 1:
        return "one run is before yours"
    words = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{words[n_ahead - 2] if n_ahead <= len(words) + 1 else n_ahead} runs are before yours"


def after_run(turn: Turn, report: RunReport) -> None:
    """Take up how a run ended."""
    if report.verdict in {Verdict.RUNNER_FAULT, Verdict.NOT_RUN}:
        turn.say(Move.REMARK_ON_RUN, "run_fault", "our_fault")
    elif turn.phase in {Phase.DISCUSS, Phase.WRAP_UP}:
        if report.verdict is Verdict.PASSED and report.purpose == "submit":
            turn.say(Move.REMARK_ON_RUN, "submit_passed", "submission_passed")
    elif report.verdict is Verdict.PASSED:
        _passed(turn, report)
    else:
        _did_not_pass(turn, report)


def _passed(turn: Turn, report: RunReport) -> None:
    if report.purpose == "submit":
        turn.say(Move.REMARK_ON_RUN, "submit_passed", "submission_passed")
        conduct.go_to_discussion(turn, "submission_passed", turn.line("to_discussion"))
    elif turn.phase is not Phase.VERIFY:
        if not may_follow(turn.phase, Phase.VERIFY):
            return
        turn.go(Phase.VERIFY, "run_passed")
        if not _asks_about_own_test(turn, report) and not conduct.probe(turn):
            turn.ask(Move.PROBE, turn.line("run_passed"), "ask_tests", about="tests")
    elif not _asks_about_own_test(turn, report) and not conduct.probe(turn):
        done = not (_own_failure(report) or has_more_to_do(turn.state.talk.last_words))
        if done and "run_passed_again" not in turn.state.progress.rules_used:
            turn.say(Move.REMARK_ON_RUN, "run_passed_again", "run_passed_again")


def _asks_about_own_test(turn: Turn, report: RunReport) -> bool:
    """Ask once about a test of the candidate's own that does not pass, while ours do."""
    failing = _own_failure(report)
    if failing is None or "own_test_failed" in turn.state.progress.rules_used:
        return False
    line = f" on line {failing.line}" if failing.line else ""
    return turn.ask(Move.REMARK_ON_RUN, turn.line("own_test_failed", line=line), "own_test_failed")


def _own_failure(report: RunReport) -> OwnTest | None:
    failing = (test for test in report.own_tests if test.verdict not in {Verdict.PASSED, Verdict.NOT_RUN})
    return next(failing, None)


def _did_not_pass(turn: Turn, report: RunReport) -> None:
    work = turn.state.work
    if turn.state.has_begun:
        conduct.notice_moment(turn, "first_failure")
    if report.purpose == "submit" and turn.phase is Phase.CODE:
        turn.go(Phase.VERIFY, "submission_came_back")
    if not turn.state.has_begun:
        _ran_without_solution(turn, report)
        return
    if report.purpose == "run" and _met_what_is_left_to_write(turn, report):
        return
    stuck = work.n_same_failures > 0 and work.n_same_failures % STUCK_AFTER_RUNS == 0
    if stuck and conduct.offer_hint(turn, "same_failure_again", "offer_hint_stuck"):
        return
    if conduct.probe(turn):
        return
    if work.failure == work.remarked:
        if report.purpose == "submit":
            # What was said of it stands; but a submission is not left without a word.
            turn.say(Move.REMARK_ON_RUN, "submit_fails_alike", "submission_fails_alike")
        return
    if twin_is_open(turn.state):
        if "still_open" not in turn.state.progress.rules_used:
            turn.say(Move.REMARK_ON_RUN, "still_open", "still_open")
        return
    _remark(turn, report)


def _met_what_is_left_to_write(turn: Turn, report: RunReport) -> bool:
    """Say whether a run ended at a line by which the starter marks what is still to be written."""
    left = "raise NotImplementedError"
    return (
        "NotImplementedError" in report.error and left in turn.state.question.starter and left in turn.state.work.code
    )


def _ran_without_solution(turn: Turn, report: RunReport) -> None:
    """Leave a first look at the given code or the data alone; only a submission of nothing is remarked on."""
    if report.purpose == "submit" and "nothing_written" not in turn.state.progress.rules_used:
        key = "nothing_changed" if turn.state.question.kind == "debug" else "nothing_written"
        turn.say(Move.REMARK_ON_RUN, key, "nothing_written")


def _remark(turn: Turn, report: RunReport) -> None:
    check = most_basic_failure(report)
    verdict = report.verdict if check is None or report.error else check.verdict
    rule = f"run_{verdict.value}"
    match verdict:
        case Verdict.TIME_LIMIT:
            turn.ask(Move.REMARK_ON_RUN, turn.line("run_limit", limit="time limit"), rule)
        case Verdict.MEMORY_LIMIT:
            turn.ask(Move.REMARK_ON_RUN, turn.line("run_limit", limit="memory limit"), rule)
        case Verdict.OUTPUT_LIMIT:
            turn.say(Move.REMARK_ON_RUN, "run_output", rule)
        case Verdict.FORBIDDEN:
            turn.ask(Move.REMARK_ON_RUN, turn.line("run_forbidden"), rule)
        case Verdict.ERROR:
            line = f" on line {report.error_line}" if report.error_line else ""
            turn.ask(Move.REMARK_ON_RUN, turn.line("run_error", line=line), rule)
        case _:
            _remark_on_check(turn, check, rule)


def _remark_on_check(turn: Turn, check: CheckResult | None, rule: str) -> None:
    if check is None:
        text = turn.line("run_error", line="")
        turn.ask(Move.REMARK_ON_RUN, text, rule)
        return
    turn.ask(Move.REMARK_ON_RUN, _about_check(turn, check), rule, about=f"check:{check.name}")


def _about_check(turn: Turn, check: CheckResult) -> str:
    if check.hidden:
        return turn.line("run_failed_hidden", topic=_KIND_IN_WORDS[check.kind])
    return turn.line("run_failed_visible", title=check.title)
