"""Submissions that are no solution, each with a verdict and words of its own that say what to do about it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from question_bank.load import load_bank
from question_bank.suite import run_suite
from runner.report import RunReport, Verdict
from runner.sandbox import Sandbox
from runner.sandbox_warmfork import WarmForkSandbox
from tests.acceptance.test_bad_input import thinkaloud

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]

SOFTMAX = "softmax-stable"
BANK = load_bank()
QUESTION = BANK.get(SOFTMAX)
SHORT = msgspec.structs.replace(
    QUESTION, limits=msgspec.structs.replace(QUESTION.limits, cpu_seconds=1.0, wall_seconds=2.0)
)
PARTS = "import numpy as np\ndef softmax(scores, axis=-1):\n    "


def body(text: str) -> str:
    return PARTS + text


CASES: dict[str, tuple[str, str, str]] = {
    # What cannot be read as Python
    "empty": ("", "error", "The file is empty; it should define softmax(scores, axis=-1)."),
    "blank": ("\n \t\n", "error", "The file is empty"),
    "comments": ("# to do\n", "error", "The file holds comments alone"),
    "null byte": ("x = 1\n\0", "error", "line 2 holds a null byte"),
    "binary": (b"\x89PNG\r\n\x1a\n\xff\xfe".decode("utf-8", "surrogateescape"), "error", "bytes that are not UTF-8"),
    "a megabyte": ("x = 1\n" * 180_000, "error", "1,080,000 characters; at most 200,000"),
    "syntax": (body("return (\n"), "error", "SyntaxError: '(' was never closed (line 3)"),
    "tabs and spaces": ("def softmax(x):\n\tif x:\n        return x\n", "error", "TabError"),
    "nested too deeply": ("x = " + "-" * 100_000 + "1", "error", "nested too deeply"),
    "many parentheses": ("x = " + "(" * 5_000 + ")" * 5_000, "error", "too many nested parentheses"),
    # What does not define the function
    "nothing": ("x = 3\n", "error", "does not define `softmax`; it should define softmax(scores, axis=-1)."),
    "another name": ("def sofmax(x): return x\n", "error", "It defines `sofmax`."),
    "deleted again": (body("return scores\ndel softmax\n"), "error", "The file defines no function `softmax`"),
    "no function": ("softmax = 3\n", "error", "`softmax` is not a function but an object of type int"),
    "no parameters": ("def softmax():\n    return 1\n", "error", "does not accept a call with 1 argument"),
    "too many parameters": ("def softmax(a, b, c):\n    return 1\n", "error", "missing 2 required positional"),
    "keyword only": ("def softmax(*, scores):\n    return 1\n", "error", "does not accept a call with 1 argument"),
    "a class": ("class softmax: pass\n", "error", "takes no arguments"),
    # What breaks while it is loaded
    "missing library": (f"import nothing_like_it\n{PARTS}return scores", "error", "No module named 'nothing_like_it'"),
    "forbidden library": (f"import scipy\n{PARTS}return scores", "forbidden", "without `scipy` (line 1 imports it)"),
    "raises on load": (f"raise ValueError('no')\n{PARTS}return scores", "error", "ValueError: no"),
    "exits on load": (f"raise SystemExit(3)\n{PARTS}return scores", "error", "SystemExit"),
    "ends itself on load": (f"import os\nos._exit(0)\n{PARTS}return scores", "error", "ended itself (exit code 0)"),
    "recursion on load": (f"def f(): f()\nf()\n{PARTS}return scores", "error", "RecursionError"),
    "prints on load": (f"while True: print('x' * 999)\n{PARTS}return scores", "output_limit", "prints without end"),
    "sleeps on load": (f"import time\ntime.sleep(99)\n{PARTS}return scores", "time_limit", "waiting or sleeping"),
    "computes on load": (f"while True: pass\n{PARTS}return scores", "time_limit", "CPU time"),
    # What breaks in the call
    "prints forever": (body("while True: print('x' * 999)"), "output_limit", "prints without end"),
    "sleeps forever": (body("import time; time.sleep(99)"), "time_limit", "waiting or sleeping"),
    "computes forever": (body("while True: pass"), "time_limit", "CPU time"),
    "ten gigabytes": (body("return np.ones((10 << 30) // 8)"), "memory_limit", "more than the 768 MiB"),
    "exits": (body("raise SystemExit(3)"), "error", "asked to exit (3)"),
    "interrupts": (body("raise KeyboardInterrupt"), "error", "KeyboardInterrupt on line 3"),
    "ends itself": (body("import os; os._exit(0)"), "error", "ended itself (exit code 0)"),
    "recursion": (body("return softmax(scores)"), "error", "RecursionError on line 3"),
    "crash": (body("import ctypes; ctypes.string_at(0)"), "error", "segmentation fault"),
    "another process": (body("import os; os.fork()"), "forbidden", "no process can be made"),
    "waits for input": (body("return input()"), "error", "no keyboard"),
    "error without words": (
        "class Own(Exception):\n    def __str__(self): raise ValueError\n" + body("raise Own()"),
        "error",
        "raised Own on line 5: What it says cannot be shown",
    ),
    # What comes back and is no answer
    "None": (body("pass"), "failed", "None (is a return statement missing?)"),
    "generator": (body("yield 1"), "error", "a generator; return the values themselves"),
    "coroutine": ("async " + PARTS.partition("\n")[2] + "return scores", "error", "`async` and was not awaited"),
    "itself": (body("return softmax"), "error", "a function (softmax)"),
    "list in itself": (body("a = []; a.append(a); return a"), "error", "a list that holds itself"),
    "dict in itself": (body("a = {}; a['a'] = a; return a"), "error", "a dict that holds itself"),
    "NaN": (body("return scores * np.nan"), "failed", "holds NaN where it should not"),
    "complex": (body("return scores * 1j"), "error", "dtype complex128"),
    "objects": (body("return scores.astype(object)"), "error", "dtype object"),
    "ragged": (body("return [[1.0], [1.0, 2.0]]"), "failed", "cannot be read as one array"),
    "matrix": (body("return np.matrix(scores)"), "failed", "has shape (1, 4), where (4,) is expected"),
    "masked": (body("return np.ma.masked_array(scores, scores > 0)"), "error", "a masked array; fill it"),
    "text": (body("return ['passed'] * 4"), "failed", "holds strings (dtype <U6)"),
    "too much": (body("return np.ones(20 << 20)"), "error", "160 MiB of data; at most 64 MiB"),
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with WarmForkSandbox(n_spares=1) as back_end:
        yield back_end


def judged(sandbox: Sandbox, source: str, purpose: str = "submit") -> RunReport:
    return run_suite(SHORT, BANK.folder_of(SOFTMAX), source, purpose, sandbox)[0]


def words_of(report: RunReport) -> str:
    """What the report says first: of the run as a whole, else of the first check that did not pass."""
    failed = next((check for check in report.checks if check.verdict is not Verdict.PASSED), None)
    return report.error or (failed.message if failed else "")


@pytest.mark.parametrize("purpose", ["run", "submit"])
@pytest.mark.parametrize("case", CASES)
def test_each_has_its_own_verdict_and_words(sandbox: Sandbox, case: str, purpose: str) -> None:
    source, verdict, says = CASES[case]
    report = judged(sandbox, source, purpose)
    assert report.verdict.value == verdict
    assert says in words_of(report)
    assert len(words_of(report)) < 2_000
    assert "harness" not in words_of(report)


GOOD = (
    "import numpy as np\ndef softmax(scores, axis=-1):\n"
    "    scores = np.asarray(scores, dtype=float)\n"
    "    weights = np.exp(scores - scores.max(axis=axis, keepdims=True))\n"
    "    return weights / weights.sum(axis=axis, keepdims=True)\n"
)


@pytest.mark.parametrize("change", [lambda s: "\ufeff" + s, lambda s: s.replace("\n", "\r\n"), lambda s: s.rstrip()])
def test_marks_and_line_ends_of_other_systems_do_no_harm(sandbox: Sandbox, change) -> None:
    assert judged(sandbox, change(GOOD), "run").verdict is Verdict.PASSED


def test_a_visible_check_says_what_was_given_expected_and_got(sandbox: Sandbox) -> None:
    first = judged(sandbox, body("return np.asarray(scores) + 0.0"), "run").checks[0]
    assert first.given
    assert first.expected.startswith("array (4,) float64: [0.1")
    assert first.got.startswith("array (4,) float64: [0.")
    assert "the largest difference is" in first.message
    raised = judged(sandbox, body("raise ValueError('no')"), "run").checks[0]
    assert raised.given.startswith("array (4,) float64: [0.")
    assert raised.line == 3


TELLTALE = """
import warnings
import numpy as np
def softmax(scores, axis=-1):
    text = repr(np.asarray(scores).ravel()[:3].tolist())
    print(text)
    warnings.warn(text)
    display(text)
    {leak}
"""


@pytest.mark.parametrize(
    "leak",
    [
        "raise ValueError(text)",
        "raise type(text, (Exception,), {})()",
        "raise PermissionError(1, text)",
        "return np.zeros(int(abs(np.nan_to_num(np.asarray(scores, dtype=float))).sum()) % 90_000 + 10_000)",
        "return text",
        "raise SystemExit(text)",
        "import os; os._exit(77)",
        "exec(compile('\\n' * 70_000 + '1 / 0', 'solution.py', 'exec'))",
        "return np.array([text])",
    ],
)
def test_a_submit_tells_nothing_of_hidden_data(sandbox: Sandbox, leak: str) -> None:
    report = judged(sandbox, TELLTALE.format(leak=leak))
    assert (report.stdout, report.stderr, report.figures) == ("", "", ())
    assert (report.tables, report.warnings, report.own_tests) == ((), (), ())
    hidden = [check for check in report.checks if check.hidden]
    assert hidden
    for check in hidden:
        assert (check.given, check.expected, check.got) == ("", "", "")
        assert "[" not in check.message
        assert "77" not in check.message
        assert check.line is None or check.line <= 9
        numbers = [word.strip("(,.)") for word in check.message.split()]
        # Shapes that the code chose lie between these.
        assert not [number for number in numbers if number.isdigit() and 10_000 <= int(number) < 100_000]


OWN_TESTS = GOOD + (
    "assert softmax([0.0]) == [2.0]\nassert softmax([0.0]) == [1.0]\n"
    "def test_rows(): assert softmax(np.zeros((2, 2))).sum() == 2\n"
)


def test_own_tests_are_reported_apart_and_change_no_verdict(sandbox: Sandbox) -> None:
    report = judged(sandbox, OWN_TESTS, "run")
    assert report.verdict is Verdict.PASSED
    assert [test.verdict.value for test in report.own_tests] == ["failed", "passed", "passed"]
    assert all(check.verdict is Verdict.PASSED for check in report.checks)
    assert judged(sandbox, OWN_TESTS).own_tests == ()


def test_reports_are_the_same_bytes(sandbox: Sandbox) -> None:
    source = OWN_TESTS + (
        "import warnings\nclass A: pass\nwarnings.warn(repr(A()))\ndisplay(A(), {A, int, str})\n"
        "def test_a():\n    assert A() == [A(), object()]\nassert A() is None\n"
        "def test_b():\n    raise ValueError(A())\n"
    )
    first, second = (msgspec.json.encode(judged(sandbox, source, "run")) for _ in range(2))
    assert first == second
    assert b"0x7" not in first


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.mark.parametrize("case", ["empty", "no parameters", "generator", "ten gigabytes", "syntax", "NaN"])
def test_the_command_gives_the_same_words(case: str, data_folder: Path, tmp_path: Path) -> None:
    source, verdict, says = CASES[case]
    file = tmp_path / "solution.py"
    file.write_text(source, encoding="utf-8")
    done = thinkaloud("run", SOFTMAX, str(file), "--json", data_folder=data_folder)
    assert done.returncode == 0, done.stderr
    report = msgspec.convert(json.loads(done.stdout)["report"], RunReport)
    assert report.verdict.value == verdict
    assert says in words_of(report)
    shown = thinkaloud("run", SOFTMAX, str(file), data_folder=data_folder)
    assert f"Verdict: {verdict.replace('_', ' ')}" in shown.stdout
    assert says.split("\n")[0][:30] in " ".join(shown.stdout.split())


NO_TEXT: dict[str, tuple[str, bytes, str]] = {
    "an image": ("solution.py", b"\x89PNG\r\n\x1a\n\0\xff", "not a text file: line 1 holds bytes that are not UTF-8"),
    "an image by its name": ("solution.png", b"\x89PNG\r\n\x1a\n\0\xff", "not a text file: line 1"),
    "an archive": ("solution.py", b"PK\x03\x04\x80\x81", "not a text file: line 1"),
    "UTF-16": ("solution.py", "x = 1".encode("utf-16"), "not a text file: line 1"),
    "Latin-1": ("solution.py", "x = 1\n# caf\u00e9\n".encode("latin-1"), "not a text file: line 2"),
    "zero byte": ("solution.py", b"x = 1\n\0", "not a Python file: line 2 holds a null byte"),
    "no bytes": ("solution.py", b"", "The file is empty; it should define"),
    "long": ("solution.py", b"#" * 1_500_000, "The code has 1,500,000 characters; at most 200,000"),
}


@pytest.mark.parametrize("case", NO_TEXT)
def test_the_command_reports_on_what_is_no_text_as_on_any_submission(
    case: str, data_folder: Path, tmp_path: Path
) -> None:
    name, content, says = NO_TEXT[case]
    file = tmp_path / name
    file.write_bytes(content)
    done = thinkaloud("run", SOFTMAX, str(file), "--json", data_folder=data_folder)
    assert (done.returncode, done.stderr) == (0, "")
    report = msgspec.convert(json.loads(done.stdout)["report"], RunReport)
    assert report.verdict is Verdict.ERROR
    assert says in report.error
    assert {check.verdict for check in report.checks} == {Verdict.NOT_RUN}


def test_the_command_shows_own_tests_one_by_one(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "solution.py"
    file.write_text(OWN_TESTS, encoding="utf-8")
    shown = thinkaloud("run", SOFTMAX, str(file), "--visible", data_folder=data_folder).stdout
    assert "Your own tests: 2 of 3 passed." in shown
    assert "✗ assert softmax([0.0]) == [2.0]" in shown
    assert "✓ test_rows" in shown
    told = json.loads(thinkaloud("run", SOFTMAX, str(file), "--visible", "--json", data_folder=data_folder).stdout)
    assert [test["kind"] for test in told["report"]["own_tests"]] == ["assertion", "assertion", "function"]
