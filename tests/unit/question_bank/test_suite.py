import msgspec
import pytest

from question_bank.load import load_question
from question_bank.suite import load_checks, refuse, run_suite
from runner.report import Verdict
from runner.sandbox import SandboxUnavailable

PLAIN = "import numpy as np\ndef total(numbers):\n    return float(np.sum(numbers))\n"


def run(toy, sandbox, source, purpose="submit", **options):
    return run_suite(load_question(toy), toy, source, purpose, sandbox, **options)[0]


def verdicts(report):
    return {check.name: check.verdict.value for check in report.checks}


def test_a_right_submission_passes_every_check_in_one_process(toy, sandbox):
    report = run(toy, sandbox, PLAIN)
    assert report.verdict is Verdict.PASSED
    assert verdicts(report) == {"small": "passed", "empty": "passed", "draws": "passed"}
    assert sandbox.n_opened == 1
    assert not sandbox.programs[0].as_main


def test_a_run_shows_output_and_visible_checks_only(toy, sandbox):
    report = run(toy, sandbox, PLAIN + "if __name__ == '__main__':\n    print('mine')\n", "run")
    assert report.stdout == "mine\n"
    assert list(verdicts(report)) == ["small"]
    assert [program.as_main for program in sandbox.programs] == [True, False]


def test_what_hidden_checks_print_and_raise_is_not_shown(toy, sandbox):
    report = run(toy, sandbox, "def total(numbers):\n    print(numbers)\n    raise ValueError(f'data {numbers}')\n")
    assert report.stdout == ""
    assert report.verdict is Verdict.ERROR
    visible, hidden = report.checks[0], report.checks[1]
    assert "data [1. 2.]" in visible.message
    assert hidden.message == "Your code raised ValueError on line 3."
    assert hidden.line == 3


def test_a_wrong_answer_shows_data_for_visible_checks_only(toy, sandbox):
    report = run(toy, sandbox, "def total(numbers):\n    return 5.0\n")
    visible, hidden = report.checks[0], report.checks[1]
    assert report.verdict is Verdict.FAILED
    assert (visible.given, visible.got) == ("[1, 2]", "5.0")
    assert "largest difference is 2" in visible.message
    assert hidden.verdict is Verdict.FAILED
    assert (hidden.given, hidden.expected, hidden.got) == ("", "", "")
    assert not any(sign.isdigit() for sign in hidden.message)


def test_a_syntax_error_is_one_message_with_its_line(toy, sandbox):
    report = run(toy, sandbox, "def total(numbers):\n    return (\n")
    assert report.verdict is Verdict.ERROR
    assert report.error_line == 2
    assert "SyntaxError" in report.error
    assert set(verdicts(report).values()) == {"not_run"}
    assert sandbox.n_opened == 0


@pytest.mark.parametrize("source", ["\x00", "(" * 5000, "x = 1\n" * 60_000])
def test_what_is_not_python_is_refused_without_running(toy, sandbox, source):
    assert run(toy, sandbox, source).verdict is Verdict.ERROR
    assert sandbox.n_opened == 0


def test_an_odd_escape_is_not_an_error(toy, sandbox):
    assert run(toy, sandbox, PLAIN + "pattern = '\\d'\n").verdict is Verdict.PASSED


def test_an_error_while_loading_leaves_the_checks_not_run(toy, sandbox):
    report = run(toy, sandbox, PLAIN + "1 / 0\n")
    assert report.verdict is Verdict.ERROR
    assert report.error_line == 4
    assert set(verdicts(report).values()) == {"not_run"}


def test_an_error_in_the_own_test_code_still_runs_the_visible_checks(toy, sandbox):
    report = run(toy, sandbox, PLAIN + "if __name__ == '__main__':\n    1 / 0\n", "run")
    assert report.verdict is Verdict.ERROR
    assert "ZeroDivisionError" in report.error
    assert verdicts(report) == {"small": "passed"}


@pytest.mark.parametrize(
    "line",
    [
        "import scipy",
        "import scipy.linalg as x",
        "from scipy import stats",
        "__import__('scipy')",
        "importlib.import_module('scipy.stats')",
    ],
)
def test_a_forbidden_import_is_refused_with_its_line(toy, sandbox, line):
    report = run(toy, sandbox, f"{PLAIN}{line}\n")
    assert report.verdict is Verdict.FORBIDDEN
    assert report.error_line == 4
    assert "`scipy`" in report.error
    assert sandbox.n_opened == 0


def test_a_module_of_a_similar_name_is_not_forbidden():
    assert refuse("import scipython\nfrom .scipy import x\n", ["scipy"]) is None


def test_after_a_stop_the_other_checks_get_a_fresh_process(toy, sandbox):
    report = run(
        toy,
        sandbox,
        "def total(numbers):\n    if len(numbers) == 0:\n        raise SystemExit\n    return float(sum(numbers))\n",
    )
    assert verdicts(report) == {"small": "passed", "empty": "error", "draws": "passed"}
    assert sandbox.n_opened == 2


def test_an_endless_loop_is_not_waited_for_at_every_check(toy, sandbox):
    report = run(toy, sandbox, "def total(numbers):\n    raise TimeoutError\n")
    assert verdicts(report) == {"small": "time_limit", "empty": "time_limit", "draws": "not_run"}
    assert report.verdict is Verdict.TIME_LIMIT


def test_reports_of_the_same_code_are_the_same_bytes_and_salt_draws_other_cases(toy, sandbox):
    source = PLAIN + "seen = []\n"
    first, second = (msgspec.json.encode(run(toy, sandbox, source)) for _ in range(2))
    assert first == second
    drawn = []

    class Spy(type(sandbox)):
        def open(self, program, limits):
            box = super().open(program, limits)
            call = box.call
            box.call = lambda entry, args=(), kwargs=None: drawn.append(args[0]) or call(entry, args, kwargs)
            return box

    for salt in ("", "", "other"):
        run(toy, Spy(), source, salt=salt)
    cases = [tuple(numbers) for numbers in drawn if len(numbers) == 5]
    assert cases[0] == cases[1] != cases[2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("numbers = rng.random(5)", "numbers = undefined"),
        ("def draws(", "def other("),
        ("from question_bank", "from question_bonk"),
        ("def draws(", "def draws("[:-1]),
    ],
)
def test_a_broken_check_is_our_fault(toy, sandbox, old, new):
    path = toy / "checks.py"
    path.write_text(path.read_text().replace(old, new))
    report = run(toy, sandbox, PLAIN)
    assert report.verdict is Verdict.RUNNER_FAULT
    assert Verdict.FAILED not in {check.verdict for check in report.checks}


def test_a_check_cannot_swallow_what_the_candidate_did(toy, sandbox):
    path = toy / "checks.py"
    path.write_text(
        path.read_text().replace(
            "    numbers = rng.random(5)\n",
            "    numbers = rng.random(5)\n"
            "    try:\n        candidate.call(numbers)\n    except Exception:\n        pass\n",
        )
    )
    assert verdicts(run(toy, sandbox, "def total(numbers):\n    return numbers[7]\n"))["draws"] == "error"


def test_a_machine_without_a_sandbox_is_nobodys_failure(toy, sandbox):
    class Unavailable(type(sandbox)):
        def open(self, program, limits):
            raise SandboxUnavailable("There is no wall.", "Build one.")

    report = run(toy, Unavailable(), PLAIN)
    assert report.verdict is Verdict.RUNNER_FAULT
    assert "There is no wall. Build one." in report.error
    assert set(verdicts(report).values()) == {"not_run"}


def test_an_unexpected_fault_of_the_back_end_is_ours(toy, sandbox):
    class Faulty(type(sandbox)):
        def open(self, program, limits):
            box = super().open(program, limits)
            box.load = lambda: 1 / 0
            return box

    assert run(toy, Faulty(), PLAIN).verdict is Verdict.RUNNER_FAULT


def test_data_files_are_laid_beside_the_code(toy, sandbox):
    (toy / "data").mkdir()
    (toy / "data" / "numbers.csv").write_bytes(b"1\n")
    path = toy / "question.toml"
    path.write_text(
        path.read_text().replace(
            "forbidden_imports", 'data = [{ name = "numbers.csv", says = "x" }]\nforbidden_imports'
        )
    )
    run(toy, sandbox, PLAIN)
    assert sandbox.programs[0].files == {"numbers.csv": b"1\n"}


def test_checks_are_read_again_when_they_change_and_leave_no_byte_code(toy):
    before = load_checks(toy)
    assert set(before) == {"small", "empty", "draws"}
    path = toy / "checks.py"
    path.write_text(path.read_text().replace("def draws", "def _draws"))
    assert set(load_checks(toy)) == {"small", "empty"}
    assert not list(toy.rglob("*.pyc"))


def test_the_first_check_that_did_not_pass_gives_the_verdict(toy, sandbox):
    report = run(toy, sandbox, "def total(numbers):\n    return float(numbers[0] + sum(numbers[1:]))\n")
    assert verdicts(report) == {"small": "passed", "empty": "error", "draws": "passed"}
    assert report.verdict is Verdict.ERROR


def test_code_without_the_function_is_told_so_once_and_still_runs_as_a_script(toy, sandbox):
    report = run(toy, sandbox, "print('so far')\n", "run")
    assert report.stdout == "so far\n"
    assert report.verdict is Verdict.ERROR
    assert "`total`" in report.error
    assert verdicts(report) == {"small": "not_run"}
    assert run(toy, sandbox, "x = 1\n").error == report.error


@pytest.mark.parametrize(
    "source", ["total = sum\n", "from math import fsum as total\n", "if True:\n    def total(x): return sum(x)\n"]
)
def test_the_function_may_be_bound_in_any_way(toy, sandbox, source):
    assert run(toy, sandbox, source).checks[0].verdict is not Verdict.NOT_RUN
