"""A stand-in for the sandbox that runs the code in this process: quick, and not a wall."""

import contextlib
import copy
import io
import time
import traceback
import warnings
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from runner.plain import is_plain_array
from runner.report import Limits, Verdict
from runner.sandbox import Answered, Layer, Outcome, Program, Raised, Remains, Stopped


class InProcessBox:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._names: dict = {"__name__": "__main__" if program.as_main else "solution"}
        self._out = io.StringIO()
        self._gone = False
        self._cpu = 0.0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def load(self) -> Outcome:
        return self._guarded(lambda: exec(compile(self._program.source, "solution.py", "exec"), self._names))

    def call(self, entry: str, args: Sequence = (), kwargs: Mapping | None = None) -> Outcome:
        assert not self._gone, "nothing may be called after the process has gone"
        args, kwargs = copy.deepcopy(list(args)), copy.deepcopy(dict(kwargs or {}))
        before = copy.deepcopy((args, kwargs))
        outcome = self._guarded(lambda: self._names[entry](*args, **kwargs))
        if not isinstance(outcome, Answered):
            return outcome
        pairs = [(str(n), a, b) for n, (a, b) in enumerate(zip(args, before[0], strict=True))]
        pairs += [(name, kwargs[name], before[1][name]) for name in kwargs]
        changed = tuple(name for name, now, then in pairs if not np.array_equal(now, then))
        return Answered(outcome.value, changed)

    def cpu_ms_so_far(self) -> int | None:
        return round(self._cpu)

    def run_own_tests(self) -> Outcome:
        return Answered(None)

    def close(self) -> Remains:
        return Remains(self._out.getvalue(), "", False, (), round(self._cpu), None)

    def _guarded(self, action) -> Outcome:
        start = time.process_time()
        try:
            with contextlib.redirect_stdout(self._out), np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return Answered(_plain(action()))
        except SystemExit:
            self._gone = True
            return Stopped(Verdict.ERROR, "The code ended its own process.")
        except TimeoutError:
            self._gone = True
            return Stopped(Verdict.TIME_LIMIT, "The code ran into the time limit.")
        except Exception as error:  # noqa: BLE001 - whatever the code raises is an outcome
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "solution.py"]
            line = frames[-1].lineno if frames else None
            return Raised(type(error).__name__, str(error), f"{type(error).__name__}: {error} (line {line})", line)
        finally:
            self._cpu += (time.process_time() - start) * 1000


def _plain(value):
    if value is None or isinstance(value, (bool, int, float, str)) or is_plain_array(value):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (list, tuple)):
        return type(value)(_plain(part) for part in value)
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    raise TypeError(f"not plain: {type(value).__name__}")


class InProcessSandbox:
    name = "in-process"
    environment_sha256 = "0" * 64

    def __init__(self) -> None:
        self.n_opened = 0
        self.programs: list[Program] = []
        self.limits: list[Limits] = []

    def layers(self) -> tuple[Layer, ...]:
        return ()

    def open(self, program: Program, limits: Limits) -> InProcessBox:
        self.n_opened += 1
        self.programs.append(program)
        self.limits.append(limits)
        return InProcessBox(program)


@pytest.fixture
def sandbox() -> InProcessSandbox:
    return InProcessSandbox()


TOML = """
format = 1
id = "toy-sum"
version = 1
title = "Sum"
kind = "operation"
framework = "numpy"
topic = "arrays"
difficulty = "easy"
minutes = 10
summary = "Add numbers."
license = "Apache-2.0"
authors = ["thinkaloud contributors"]
forbidden_imports = ["scipy"]
complexity = { time = "n", memory = "1", legend = { n = "numbers" } }

[entry]
name = "total"
signature = "total(numbers)"

[phases]
introduce = 1.0
clarify = 1.0
plan = 1.0
code = 4.0
verify = 1.0
discuss = 1.0
wrap_up = 1.0

[level_bar]
intern = "a"
mid = "b"
senior = "c"

[[facts]]
id = "empty"
asks = ["what of no numbers", "empty?", "um if there are none", "i assume none gives 0"]
terms = ["empty"]
answer = "The sum of nothing is 0."
why = "It crashes otherwise."
touches = ["check:empty", "follow_up:order"]

[[hints]]
level = 1
text = "first"

[[hints]]
level = 2
text = "second"

[[hints]]
level = 3
text = "third"

[[hints]]
level = 4
text = "fourth"

[[checks]]
name = "small"
title = "Small numbers"
kind = "core"
visible = true

[[checks]]
name = "empty"
title = "No numbers"
kind = "edge"

[[checks]]
name = "draws"
title = "Random numbers"
kind = "core"

[[triggers]]
id = "loop"
ask = "Why a loop?"
code = { matches = ["for "] }
sample = "wrong/loop.py"

[[follow_ups]]
id = "order"
ask = "Does the order matter?"
ask_more = "And in float32?"
model_answer = "Yes, rounding differs."
points = [{ id = "rounding", says = "rounding", phrases = ["round"] }]

[[submissions]]
path = "accepted/plain.py"
expect = "passed"
says = "np.sum"

[[submissions]]
path = "wrong/loop.py"
expect = "error"
says = "crashes on nothing"
caught_by = ["empty"]
"""

CHECKS = """
from question_bank.checking import Candidate, expect_close, np


def small(candidate: Candidate, rng: np.random.Generator) -> None:
    expect_close(candidate.call(np.array([1.0, 2.0])), 3.0, rtol=0, atol=1e-9, given="[1, 2]")


def empty(candidate: Candidate, rng: np.random.Generator) -> None:
    expect_close(candidate.call(np.zeros(0)), 0.0, rtol=0, atol=0, given="secret")


def draws(candidate: Candidate, rng: np.random.Generator) -> None:
    numbers = rng.random(5)
    expect_close(candidate.call(numbers), numbers.sum(), rtol=1e-9, atol=0, given="secret")
"""

PLAIN = "import numpy as np\n\n\ndef total(numbers):\n    return float(np.sum(numbers))\n"
LOOP = (
    "def total(numbers):\n    best = numbers[0]\n    for x in numbers[1:]:\n        best += x\n    return float(best)\n"
)


@pytest.fixture
def toy(tmp_path):
    """A small package that loads."""
    folder = tmp_path / "toy-sum"
    for name, text in {
        "question.toml": TOML,
        "checks.py": CHECKS,
        "prompt.md": "Please add the numbers.",
        "starter.py": "def total(numbers):\n    pass\n",
        "notes.md": "Add them.",
        "submissions/accepted/plain.py": PLAIN,
        "submissions/wrong/loop.py": LOOP,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
