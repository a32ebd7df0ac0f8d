"""The same submission on the same machine gives the same report, byte for byte, whatever else the machine does."""

import multiprocessing
import sys
import time
from collections.abc import Iterator

import msgspec
import pytest

from question_bank.load import load_bank
from question_bank.suite import run_suite
from runner.report import Verdict
from runner.sandbox_warmfork import WarmForkSandbox

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]

BANK = load_bank(None)
SOFTMAX, CHURN = BANK.get("softmax-stable"), BANK.get("churn-prediction")
N_REPETITIONS = 200

CHATTY = """
import random, threading, warnings
import numpy as np

words = {"pear", "apple", "fig", "plum", "quince"}
print(words, {word: hash(word) for word in words})
print(random.random(), random.Random().random(), random.sample(sorted(words), 2))
print(np.random.rand(2), np.random.default_rng().normal(size=3), np.random.RandomState().randint(9))
print(np.linalg.svd(np.random.default_rng().normal(size=(40, 30)))[1].sum(), np.exp(np.linspace(0, 1, 999)).sum())
warnings.warn("this is only a warning")
found = []
threads = [threading.Thread(target=lambda n=n: found.append(sum(range(n)))) for n in (10_000, 20_000)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(found))

def softmax(scores, axis=-1):
    weights = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)

def test_it_sums_to_one():
    assert np.isclose(softmax(np.random.rand(5)).sum(), 1)
"""

PLOTS = """
import numpy as np, pandas as pd, matplotlib.pyplot as plt
from sklearn.ensemble import RandomForestClassifier
x = np.random.rand(80, 3); y = (x[:, 0] > 0.5).astype(int)
print(RandomForestClassifier(10).fit(x, y).predict_proba(x[:3]), pd.DataFrame(x).sample(3))
plt.hist(x.ravel(), bins=12); plt.title("drawn"); plt.show()
figure, axes = plt.subplots(1, 2); axes[0].scatter(*x[:, :2].T, c=y); axes[1].plot(np.sort(x[:, 2]), label="sorted")
axes[1].legend()
"""


def _compute(stop: float) -> None:
    while time.monotonic() < stop:
        sum(range(10_000))


@pytest.fixture(params=["quiet", "under load"])
def load(request: pytest.FixtureRequest) -> Iterator[None]:
    """Two more processes that want a core each, or none."""
    busy = []
    if request.param == "under load":
        context = multiprocessing.get_context("spawn")
        busy = [context.Process(target=_compute, args=(time.monotonic() + 250,), daemon=True) for _ in range(2)]
    for process in busy:
        process.start()
    yield
    for process in busy:
        process.kill()
        process.join()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[WarmForkSandbox]:
    with WarmForkSandbox(n_spares=1) as back_end:
        yield back_end


def reports(sandbox, question, source, purpose, n):
    folder = BANK.folder_of(question.id)
    ran = [run_suite(question, folder, source, purpose, sandbox)[0] for _ in range(n)]
    return ran[0], {msgspec.json.encode(report) for report in ran}


@pytest.mark.timeout(600)
def test_reports_repeat_to_the_byte(sandbox, load):
    wrong = next(part.path for part in SOFTMAX.submissions if part.expect == "failed")
    right = next(part.path for part in SOFTMAX.submissions if part.expect == "passed")
    for source, purpose, n, verdicts in (
        (SOFTMAX.sources[right], "submit", N_REPETITIONS // 4, {Verdict.PASSED}),
        (SOFTMAX.sources[wrong], "submit", N_REPETITIONS // 4, {Verdict.FAILED}),
        (CHATTY, "run", N_REPETITIONS // 2, set(Verdict) - {Verdict.RUNNER_FAULT}),
    ):
        first, distinct = reports(sandbox, SOFTMAX, source, purpose, n)
        assert first.verdict in verdicts, first.error
        assert len(distinct) == 1
        assert len(first.environment_sha256) == 64
        assert first.environment.startswith("Python ")


def test_what_was_printed_is_what_the_seeds_say_and_not_nothing(sandbox):
    first, _ = reports(sandbox, SOFTMAX, CHATTY, "run", 1)
    assert "[49995000, 199990000]" in first.stdout
    assert len(first.stdout.splitlines()) >= 5


def test_figures_and_models_repeat_to_the_byte(sandbox):
    first, distinct = reports(sandbox, CHURN, PLOTS, "run", 6)
    assert len(first.figures) == 2
    assert first.stdout
    assert len(distinct) == 1


def test_where_an_object_lies_is_not_in_a_report(sandbox):
    source = "class A:\n    def __del__(self): 1 / 0\nprint(A, A(), map(len, []))"
    first, distinct = reports(sandbox, SOFTMAX, source, "run", 1)
    assert "A object at 0x…>" in first.stdout
    assert "__del__ at 0x…>" in first.stderr
    with WarmForkSandbox(n_spares=0) as other:
        assert reports(other, SOFTMAX, source, "run", 1)[1] == distinct


def test_another_interpreter_gives_the_same_bytes(sandbox):
    with WarmForkSandbox(n_spares=0) as other:
        assert reports(sandbox, SOFTMAX, CHATTY, "run", 1)[1] == reports(other, SOFTMAX, CHATTY, "run", 1)[1]
