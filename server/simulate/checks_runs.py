"""What the interviewer makes of runs: a failure is taken up once, nothing of a hidden check is told, a pass is said."""

from agent.folding_runs import failure_of
from runner.report import Verdict
from server.simulate.checklist import Places, asked
from server.simulate.seen import Seen, Turn
from transcripts.events import Move, Phase, SuiteRan

_RUNS = "runs"
_WORKING = frozenset({Phase.CODE, Phase.VERIFY})
_OURS = frozenset({Verdict.RUNNER_FAULT, Verdict.NOT_RUN})


def _reports(seen: Seen) -> list[tuple[Turn, SuiteRan]]:
    return [
        (turn, turn.cause)
        for turn in seen.turns
        if isinstance(turn.cause, SuiteRan) and turn.cause.report.verdict not in _OURS
    ]


def _phase_then(turn: Turn) -> Phase:
    """Give the phase in which a report was spoken of; a submission moves on before."""
    return turn.phases[0] if turn.phases else turn.phase


@asked(_RUNS, "takes a new failure up")
def takes_a_failure_up(seen: Seen) -> Places:
    """Look at runs that fail in another way than the one before, of code that was written."""
    before = ""
    for turn, ran in _reports(seen):
        failure = failure_of(ran.report)
        written = turn.code.strip() != seen.question.starter.strip()
        if failure and failure != before and turn.phase in _WORKING and written:
            took_up = any(line.is_question or line.said.move is Move.REMARK_ON_RUN for line in turn.lines)
            yield took_up, turn.seq
        before = failure


@asked(_RUNS, "lets the same failure rest")
def lets_the_same_failure_rest(seen: Seen) -> Places:
    """Look at runs that fail as the one before did: no second remark."""
    before = ""
    for turn, ran in _reports(seen):
        failure = failure_of(ran.report)
        if failure and failure == before:
            remarks = [line for line in turn.lines if line.said.about.startswith("check:")]
            yield not remarks, turn.seq
        before = failure


@asked(_RUNS, "says which example does not pass")
def says_which_example(seen: Seen) -> Places:
    """Look at remarks on visible checks."""
    for turn, ran in _reports(seen):
        visible = {check.name: check for check in ran.report.checks if not check.hidden}
        for line in turn.lines:
            name = line.said.about.removeprefix("check:")
            if line.said.move is Move.REMARK_ON_RUN and name in visible:
                yield visible[name].title in line.text, line.seq


@asked(_RUNS, "tells of a hidden check no more than its kind")
def tells_no_hidden_check(seen: Seen) -> Places:
    """Look at everything said about a report with hidden failures."""
    for turn, ran in _reports(seen):
        hidden = [check for check in ran.report.checks if check.hidden and check.verdict is not Verdict.PASSED]
        if hidden and turn.lines:
            own = " ".join(line.own for line in turn.lines).lower()
            secrets = [secret.lower() for check in hidden for secret in (check.title, check.name) if secret]
            yield not any(secret in own for secret in secrets), turn.seq


@asked(_RUNS, "does not say what caused a failure")
def says_no_cause(seen: Seen) -> Places:
    """Look at remarks: the report's own words about what is wrong are the candidate's to read."""
    for turn, ran in _reports(seen):
        told = [text for check in ran.report.checks for text in (check.message, check.expected, check.got) if text]
        for line in turn.lines:
            if line.said.move is Move.REMARK_ON_RUN:
                yield not any(text in line.text for text in told), line.seq


@asked(_RUNS, "says that a submission passed, and goes on to talk")
def says_that_it_passed(seen: Seen) -> Places:
    """Look at submissions that pass."""
    for turn, ran in _reports(seen):
        if ran.report.purpose == "submit" and ran.report.verdict is Verdict.PASSED and turn.phase in _WORKING:
            said = any(line.said.reason.rule == "submission_passed" for line in turn.lines)
            yield said and Phase.DISCUSS in turn.phases, turn.seq


@asked(_RUNS, "does not say that a submission passed which did not")
def claims_no_pass(seen: Seen) -> Places:
    """Look at runs that do not pass."""
    for turn, ran in _reports(seen):
        if ran.report.verdict is not Verdict.PASSED:
            claims = any(line.said.reason.rule in {"submission_passed", "run_passed_again"} for line in turn.lines)
            yield not claims, turn.seq


@asked(_RUNS, "asks for tests once the examples pass")
def asks_for_tests(seen: Seen) -> Places:
    """Look at the first run that passes while coding."""
    for turn, ran in _reports(seen):
        if ran.report.purpose == "run" and ran.report.verdict is Verdict.PASSED and turn.phase is Phase.CODE:
            yield any(line.is_question for line in turn.lines) and Phase.VERIFY in turn.phases, turn.seq


@asked(_RUNS, "asks at most two questions about the code while checking")
def asks_little_while_checking(seen: Seen) -> Places:
    """Count them for each visit to checking."""
    n_asked = 0
    for turn in seen.turns:
        if Phase.VERIFY in turn.phases:
            n_asked = 0
        if _phase_then(turn) is Phase.VERIFY:
            for line in turn.lines:
                if line.said.about.startswith("trigger:"):
                    n_asked += 1
                    yield n_asked <= 2, line.seq  # noqa: PLR2004 - as the sentence above says
