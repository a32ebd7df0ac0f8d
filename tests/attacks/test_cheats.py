"""Wrong answers that try to be taken for right ones: none passes, none looks like our fault, and all bite elsewhere."""

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from question_bank.load import builtin_folder, load_question
from question_bank.suite import run_suite
from runner.report import CheckResult, RunReport, Verdict
from runner.sandbox import Sandbox
from runner.sandbox_warmfork import WarmForkSandbox
from tests.attacks import naive_judges
from tests.questions_here import THAT_RUN_HERE

CHEATS = sorted((Path(__file__).parent / "cheats").glob("*.py"))
FOOLS = {
    path.stem: found[1] for path in CHEATS if (found := re.search(r"^# fools: (.+)$", path.read_text(), re.MULTILINE))
}
SOFTMAX = builtin_folder() / "softmax-stable"
NEVER = {Verdict.PASSED, Verdict.RUNNER_FAULT}
MAX_REPORT_BYTES = 1_000_000

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with WarmForkSandbox() as sandbox:
        yield sandbox


def judged(folder: Path, source: str, sandbox: Sandbox, purpose: str = "submit") -> RunReport:
    report, _ = run_suite(load_question(folder), folder, source, purpose, sandbox)
    assert len(msgspec.json.encode(report)) < MAX_REPORT_BYTES
    return report


def named(report: RunReport, name: str) -> CheckResult:
    return next(check for check in report.checks if check.name == name)


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_no_cheat_passes_or_looks_like_our_fault(path: Path, sandbox: Sandbox):
    report = judged(SOFTMAX, path.read_text(), sandbox)
    assert report.verdict not in NEVER
    assert named(report, "agrees_with_reference").verdict not in NEVER
    for check in report.checks:
        assert check.verdict is not Verdict.RUNNER_FAULT, check


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_no_cheat_passes_a_run_of_the_visible_examples(path: Path, sandbox: Sandbox):
    report = judged(SOFTMAX, path.read_text(), sandbox, "run")
    # Whoever has written the visible answers down passes what is visible, and says so by the code alone.
    assert report.verdict not in (NEVER - ({Verdict.PASSED} if path.stem == "knows_the_examples" else set()))


@pytest.mark.parametrize(("cheat", "judge"), FOOLS.items())
def test_the_cheats_bite_where_tests_live_beside_what_they_test(cheat: str, judge: str):
    assert naive_judges.is_fooled(judge, Path(__file__).parent / "cheats" / f"{cheat}.py")


@pytest.mark.parametrize("judge", naive_judges.JUDGES)
def test_those_judges_tell_wrong_from_right_when_nobody_cheats(judge: str, tmp_path: Path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("def softmax(scores, axis=-1):\n    return scores * 0 + 0.3\n")
    assert not naive_judges.is_fooled(judge, wrong)


STRANGE = {
    "nothing": "None",
    "text": "'passed'",
    "spells": "'\\x1b[2J\\u202e' * 1000",
    "long text": "'x' * 1_000_000",
    "true": "True",
    "minus zero": "-0.0",
    "infinity": "float('inf')",
    "great integer": "2 ** 4000",
    "great integers": "[2 ** 4000, -(2 ** 4000)]",
    "ragged": "[[1.0], [1.0, 2.0]]",
    "mixed": "[1.0, 'a', None, [True]]",
    "deep": "[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]",
    "many": "list(range(20_000))",
    "mapping": "{'labels': 1, 'centroids': None, '': {}}",
    "pair of nothing": "(None, None)",
    "pair of texts": "('a', 'b')",
    "many parts": "tuple(range(50))",
    "array of texts": "np.array(['a', '\\U0010ffff'])",
    "array of truth": "np.ones((3, 3), dtype=bool)",
    "array of nothing": "np.zeros((0, 3, 0))",
    "array of one": "np.array(1.0)",
    "eight dimensions": "np.zeros((1,) * 8)",
    "all of one shape": "np.zeros(np.shape(a[0]) if a else 3)",
    "nan of one shape": "np.full(np.shape(a[0]) if a else 3, np.nan)",
    "infinite of one shape": "np.full(np.shape(a[0]) if a else 3, np.inf)",
    "half precision": "np.full(np.shape(a[0]) if a else 3, 65504, dtype=np.float16)",
    "great unsigned": "np.full(np.shape(a[0]) if a else 3, 2**64 - 1, dtype=np.uint64)",
    "texts of one shape": "np.full(np.shape(a[0]) if a else 3, 'nan')",
    "large array": "np.zeros((2000, 2000))",
    "an argument": "a[0] if a else None",
    "all arguments": "a",
}


@pytest.mark.parametrize("question", THAT_RUN_HERE)
def test_no_answer_however_strange_passes_or_looks_like_our_fault(question: str, sandbox: Sandbox):
    """A third of the strange answers for each question, another third for each; the questions together meet all."""
    folder = builtin_folder() / question
    entry = load_question(folder).entry.name
    chosen = [value for n, value in enumerate(STRANGE) if (n + len(question)) % 3 == 0]

    def complaints(value: str) -> list[str]:
        report = judged(folder, f"import numpy as np\ndef {entry}(*a, **k):\n    return {STRANGE[value]}\n", sandbox)
        faults = [str(check) for check in report.checks if check.verdict is Verdict.RUNNER_FAULT]
        return [f"{value}: {words}" for words in (*faults, *([report.verdict.value] * (report.verdict in NEVER)))]

    with ThreadPoolExecutor(2) as pool:
        assert [words for found in pool.map(complaints, chosen) for words in found] == []
