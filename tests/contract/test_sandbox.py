"""What every sandbox back-end promises, run against each of them."""

import os
import sys
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from runner import backends
from runner.plain import Table
from runner.report import Limits, Verdict
from runner.sandbox import (
    Answered,
    Box,
    Metered,
    Outcome,
    Program,
    Raised,
    Remains,
    Sandbox,
    SandboxError,
    Stopped,
)

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]

LIMITS = Limits(cpu_seconds=5, wall_seconds=20, memory_mib=512)
TIGHT = Limits(cpu_seconds=1.0, wall_seconds=2.5, memory_mib=256, scratch_mib=8)


def _back_end(kind: backends.Kind):
    missing = backends.what_is_missing(kind.name)
    return pytest.param(kind, id=kind.name, marks=pytest.mark.skipif(bool(missing), reason=f"{missing} is not there"))


@pytest.fixture(scope="module", params=map(_back_end, backends.ALL))
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with request.param.make(1) as back_end:
        yield back_end


def run(sandbox: Sandbox, source: str, *args, limits: Limits = LIMITS, **program) -> tuple[Outcome, Remains]:
    """Load a program and call its `f`; the outcome of whatever came last."""
    with sandbox.open(Program(source, **program), limits) as box:
        outcome = box.load()
        if isinstance(outcome, Answered) and "def f(" in source:
            outcome = box.call("f", args)
        return outcome, box.close()


def answer(sandbox: Sandbox, source: str, *args, **program):
    outcome, _ = run(sandbox, source, *args, **program)
    assert isinstance(outcome, Answered), outcome
    return outcome.value


def raised(sandbox: Sandbox, source: str, *args, **program) -> Raised:
    outcome, _ = run(sandbox, source, *args, **program)
    assert isinstance(outcome, Raised), outcome
    return outcome


def stopped(sandbox: Sandbox, source: str, *args, **program) -> Stopped:
    outcome, _ = run(sandbox, source, *args, **program)
    assert isinstance(outcome, Stopped), outcome
    return outcome


# Values


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(2**200),
        2.5,
        float("inf"),
        "text with ü, 漢 and \U0001f600",
        [1, [2.0, "x"], (None, False)],
        {"a": {"b": [np.arange(3)]}},
        np.arange(6, dtype=np.int8).reshape(2, 3),
        np.array([[np.nan, -0.0], [np.inf, 5e-324]]),
        np.array([True, False]),
        np.array(["a", "bcd", ""]),
        np.zeros((0, 3), dtype=np.float32),
        np.array(7, dtype=np.uint64),
        np.arange(24.0).reshape(2, 3, 4).transpose(2, 0, 1),
        np.array([1.5], dtype=np.float16),
        np.arange(3, dtype=">i4"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_a_plain_value_comes_back_as_it_went_in(sandbox: Sandbox, value):
    back = answer(sandbox, "def f(x): return x", value)
    assert_same(back, value)


def assert_same(back, value):
    assert type(back) is type(value)
    if isinstance(value, np.ndarray):
        assert back.dtype == value.dtype.newbyteorder("=")
        assert back.shape == value.shape
        assert back.tobytes() == value.astype(value.dtype.newbyteorder("=")).tobytes()
        assert back.flags.writeable
    elif isinstance(value, dict):
        assert list(back) == list(value)
        for key, item in value.items():
            assert_same(back[key], item)
    elif isinstance(value, (list, tuple)):
        assert len(back) == len(value)
        for item, other in zip(back, value, strict=True):
            assert_same(item, other)
    else:
        assert back == value


def test_keyword_arguments_arrive_by_name(sandbox: Sandbox):
    with sandbox.open(Program("def f(a, *, b): return a - b"), LIMITS) as box:
        assert box.load() == Answered(None)
        assert box.call("f", (5,), {"b": 3}) == Answered(2)


def test_subclasses_and_scalars_are_handed_back_as_their_plain_base(sandbox: Sandbox):
    source = """
import collections, enum
import numpy as np
Point = collections.namedtuple("Point", "x y")
class Colour(enum.IntEnum):
    RED = 3
class Name(str): pass
def f():
    return [np.float32(0.5), np.int64(4), np.bool_(True), np.str_("s"), Point(1, 2), Colour.RED, Name("n"),
            collections.OrderedDict(k=1), np.matrix([[1, 2]]), range(3)]
"""
    back = answer(sandbox, source)
    assert [type(item) for item in back] == [float, int, bool, str, tuple, int, str, dict, np.ndarray, list]
    assert back[:8] == [0.5, 4, True, "s", (1, 2), 3, "n", {"k": 1}]
    assert type(back[8]) is np.ndarray


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("(i for i in range(3))", "a generator"),
        ("map(int, '12')", "an iterator of type map"),
        ("object()", "an object of type object"),
        ("lambda: 1", "a function"),
        ("{1, 2}", "a set"),
        ("{1: 2}", "a key of type int"),
        ("b'x'", "bytes"),
        ("1j", "a complex number"),
        ("np.array([1j])", "dtype complex128"),
        ("np.array([[1], [2, 3]], dtype=object)", "dtype object"),
        ("np.ma.masked_array([1], [True])", "a masked array"),
        ("np.array(['2020-01-01'], dtype='datetime64[D]')", "dtype datetime64"),
        ("np.longdouble(1)", "longdouble"),
        ("np.zeros(20_000_000)", "153 MiB of data"),
        ("list(range(300_000))", "separate values"),
        ("2 ** 100_000", "an integer of"),
        ("'\\ud800'", "UTF-8"),
    ],
)
def test_what_is_not_plain_is_refused_in_words(sandbox: Sandbox, expression: str, says: str):
    outcome = raised(sandbox, f"import numpy as np\ndef f(): return {expression}")
    assert outcome.type_name == "NotPlainData"
    assert outcome.message.startswith("The code returned ")
    assert says in outcome.message


def test_a_value_that_holds_itself_is_refused(sandbox: Sandbox):
    outcome = raised(sandbox, "def f():\n    a = []\n    a.append(a)\n    return a")
    assert "a list that holds itself" in outcome.message
    deep = raised(sandbox, "def f():\n    a = []\n    for _ in range(40): a = [a]\n    return a")
    assert "nested more than" in deep.message


def test_changed_arguments_are_named_by_position_or_name(sandbox: Sandbox):
    source = "def f(a, b, c, d):\n    a[0] = 9\n    c.append(1)\n    d['k'] = 2\n    return 0"
    with sandbox.open(Program(source), LIMITS) as box:
        box.load()
        outcome = box.call("f", (np.zeros(2), np.zeros(2), [0]), {"d": {"k": 1}})
        assert outcome == Answered(0, ("0", "2", "d"))


def test_a_call_cannot_change_what_the_caller_holds(sandbox: Sandbox):
    mine = np.zeros(3)
    answer(sandbox, "def f(a):\n    a += 1\n    return a", mine)
    assert mine.tolist() == [0, 0, 0]


# Tables and the science profile


TABLE = Table({"n": np.array([1.0, np.nan]), "i": np.array([1, 2]), "s": ("a", None), "b": np.array([True, False])})


def test_a_table_arrives_as_a_data_frame_and_goes_back_as_a_table(sandbox: Sandbox):
    source = """
import pandas as pd
def f(t):
    assert isinstance(t, pd.DataFrame)
    return t, [str(d) for d in t.dtypes][:2], t["s"].isna().tolist(), t["n"], t["s"].dropna(), t["s"]
"""
    back, dtypes, missing, series, texts, gaps = answer(sandbox, source, TABLE, profile="science")
    assert isinstance(back, Table)
    assert list(back.columns) == ["n", "i", "s", "b"]
    assert back.columns["s"] == ("a", None)
    assert_same(back.columns["n"], TABLE.columns["n"])
    assert dtypes == ["float64", "int64"]
    assert missing == [False, True]
    assert series.dtype == np.float64
    assert texts.tolist() == ["a"]
    assert gaps == ["a", None]


def test_a_changed_table_is_noticed(sandbox: Sandbox):
    with sandbox.open(
        Program("def f(t):\n    t['new'] = 1\n    return 1\ndef g(t): return 1", profile="science"), LIMITS
    ) as box:
        box.load()
        assert box.call("f", (TABLE,)) == Answered(1, ("0",))
        assert box.call("g", (TABLE,)) == Answered(1)


def test_a_table_for_a_program_without_pandas_is_our_fault(sandbox: Sandbox):
    with sandbox.open(Program("def f(t): return 1"), LIMITS) as box:
        box.load()
        with pytest.raises(SandboxError, match="pandas"):
            box.call("f", (TABLE,))


def test_the_science_libraries_do_their_work(sandbox: Sandbox):
    source = """
import numpy as np, pandas as pd, scipy.stats, scipy.signal
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier, HistGradientBoostingClassifier
from sklearn.cluster import KMeans
from sklearn.model_selection import GridSearchCV
def f():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(120, 4)); y = (x[:, 0] > 0).astype(int)
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1]}, n_jobs=-1).fit(x, y)
    forest = RandomForestClassifier(20, n_jobs=2, random_state=0).fit(x, y)
    boosted = HistGradientBoostingClassifier(max_iter=5).fit(x, y)
    KMeans(2, n_init=2).fit(x)
    frame = pd.DataFrame(x).assign(y=y); frame.to_csv("t.csv"); again = pd.read_csv("t.csv")
    return bool(min(m.score(x, y) for m in (search, forest, boosted)) > 0.7), len(again.groupby("y").mean())
"""
    outcome, remains = run(sandbox, source, limits=Limits(cpu_seconds=30, wall_seconds=60), profile="science")
    assert outcome == Answered((True, 2))
    assert remains.stderr == ""


def test_figures_come_out_as_png_whether_shown_or_left_open(sandbox: Sandbox):
    source = """
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.title("first"); plt.show()
fig, ax = plt.subplots(); fig.suptitle("second"); ax.hist([1, 2, 2])
"""
    outcome, remains = run(sandbox, source, profile="science", as_main=True)
    assert outcome == Answered(None)
    assert [figure.title for figure in remains.figures] == ["first", "second"]
    assert all(figure.png.startswith(b"\x89PNG") for figure in remains.figures)
    assert {(figure.width, figure.height) for figure in remains.figures} == {(640, 480)}
    assert remains.stderr == ""


def test_only_the_first_eight_figures_are_kept(sandbox: Sandbox):
    source = "import matplotlib.pyplot as plt\nfor i in range(12):\n    plt.figure(); plt.title(str(i)); plt.show()"
    _, remains = run(sandbox, source, profile="science", as_main=True)
    assert [figure.title for figure in remains.figures] == [str(i) for i in range(8)]


def test_the_numpy_profile_offers_numpy_pytest_and_none_of_the_rest(sandbox: Sandbox):
    source = """
def f():
    found = []
    for name in ("numpy", "scipy", "pandas", "sklearn", "matplotlib", "msgspec", "pytest", "fastapi", "pip",
                 "setuptools", "runner", "harness", "question_bank", "server", "agent", "rubric", "transcripts"):
        try:
            __import__(name)
        except ModuleNotFoundError:
            continue
        found.append(name)
    return found
"""
    # The harness itself is loaded, so its name is known; it holds nothing that the code may not see.
    assert set(answer(sandbox, source)) - {"harness"} == {"numpy", "pytest"}


# How a program is run


def test_a_file_run_as_main_sees_that_name_and_its_files(sandbox: Sandbox):
    source = "print(__name__, open('data.txt').read())\nimport sys\nsys.exit()"
    outcome, remains = run(sandbox, source, as_main=True, files={"data.txt": b"content"})
    assert outcome == Answered(None)
    assert remains.stdout == "__main__ content\n"


def test_a_file_that_is_imported_does_not_run_its_main_block(sandbox: Sandbox):
    assert answer(sandbox, "x = 1\nif __name__ == '__main__':\n    x = 2\ndef f(): return x, __name__") == (
        1,
        "solution",
    )


def test_state_is_kept_between_calls_and_not_between_boxes(sandbox: Sandbox):
    source = """
seen = []
def f():
    seen.append(1)
    open('mark', 'a').write('x')
    return len(seen), len(open('mark').read())
"""
    for _ in range(2):
        with sandbox.open(Program(source), LIMITS) as box:
            box.load()
            assert [box.call("f"), box.call("f")] == [Answered((1, 1)), Answered((2, 2))]


def test_the_same_program_gives_the_same_values_and_words_each_time(sandbox: Sandbox):
    source = """
import random, numpy as np
def f():
    print({str(i) for i in range(30)})
    a = np.random.default_rng().normal(size=50)
    b = np.random.rand(50) @ np.random.rand(50, 50)
    return [random.random(), a, b, np.random.default_rng(3).random(), hash("x")]
"""
    seen = set()
    for _ in range(3):
        outcome, remains = run(sandbox, source, seed=7)
        seen.add((repr(outcome), remains.stdout))
    assert len(seen) == 1
    assert answer(sandbox, source, seed=8)[0] != answer(sandbox, source, seed=7)[0]


def test_output_is_kept_in_order_and_read_as_text(sandbox: Sandbox):
    source = "import os, sys\nprint('one ü', flush=True)\nsys.stderr.write('two\\n')\nos.write(1, b'\\xff')"
    _, remains = run(sandbox, source, as_main=True)
    assert remains.stdout == "one ü\n�"
    assert remains.stderr == "two\n"
    assert not remains.truncated


def test_long_output_is_cut_and_said_so(sandbox: Sandbox):
    limits = Limits(cpu_seconds=5, output_kib=1)
    outcome, remains = run(sandbox, "print('é' * 5000)\ndef f(): return 1", limits=limits)
    assert outcome == Answered(1)
    assert remains.truncated
    assert remains.stdout == "é" * 512


def test_a_program_can_use_threads_files_and_late_imports(sandbox: Sandbox):
    source = """
import concurrent.futures, json, tempfile, zipfile, shutil, csv, statistics, numpy as np
def f():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        total = sum(pool.map(lambda i: i * i, range(10)))
    np.save("a.npy", np.arange(3)); shutil.copy2("a.npy", "b.npy")
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
    import unittest, sqlite3, decimal
    return total, np.load("b.npy"), statistics.mean([1, 2])
"""
    total, loaded, mean = answer(sandbox, source)
    assert (total, loaded.tolist(), mean) == (285, [0, 1, 2], 1.5)


# What goes wrong


def test_an_exception_shows_the_candidates_frames_alone(sandbox: Sandbox):
    source = "import numpy as np\n\ndef g(x):\n    return np.linalg.inv(x)\n\ndef f(x):\n    return g(x)\n"
    outcome = raised(sandbox, source, np.zeros((2, 2)))
    assert outcome.type_name == "LinAlgError"
    assert outcome.message == "Singular matrix"
    assert outcome.line == 4
    assert outcome.traceback.splitlines()[0] == "Traceback (most recent call last):"
    assert 'File "solution.py", line 7, in f' in outcome.traceback
    assert "return np.linalg.inv(x)" in outcome.traceback
    assert "harness" not in outcome.traceback
    assert "site" not in outcome.traceback


def test_a_box_goes_on_after_an_exception(sandbox: Sandbox):
    with sandbox.open(Program("def f(x): return 1 / x"), LIMITS) as box:
        box.load()
        assert isinstance(box.call("f", (0,)), Raised)
        assert box.call("f", (2,)) == Answered(0.5)


@pytest.mark.parametrize(
    ("source", "type_name", "line", "says"),
    [
        ("x = 1\ndef f(:\n  pass", "SyntaxError", 2, "invalid syntax"),
        ("def f():\nreturn 1", "IndentationError", 2, "expected an indented block"),
        ("import torchvision", "ModuleNotFoundError", 1, "torchvision"),
        ("x = 1\ny = undefined", "NameError", 2, "undefined"),
        ("input()", "EOFError", 1, "no keyboard"),
        ("def f(): return f()", "RecursionError", 1, "recursion"),
        ("def f():\n    exit(0)", "SystemExit", 2, "asked to exit"),
        ("def f():\n    raise KeyboardInterrupt", "KeyboardInterrupt", 2, ""),
        (
            "class E(Exception):\n    def __str__(self): raise ValueError\ndef f():\n    raise E",
            "E",
            4,
            "cannot be shown",
        ),
        ("open('/nowhere/x')", "FileNotFoundError", 1, "/nowhere/x"),
        ("from .helpers import x", "ImportError", 1, "stands alone"),
        ("import pdb; pdb.set_trace()\nx = 1", "BdbQuit", 2, "print what you want to see"),
    ],
)
def test_what_the_code_raises_is_told_with_its_line(sandbox: Sandbox, source, type_name, line, says):
    outcome = raised(sandbox, source)
    assert (outcome.type_name, outcome.line) == (type_name, line)
    assert says in outcome.message


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("input()", "There is no keyboard in here"),
        ("import requests", "Installed in here are NumPy and Python's own library."),
        ("exit()", "The code asked to exit"),
        ("import multiprocessing\nmultiprocessing.Pool(2)", "process can be made"),
        ("import urllib.request\nurllib.request.urlopen('http://example.com')", "There is no network in here."),
    ],
)
def test_what_is_different_in_here_stands_below_the_traceback(sandbox: Sandbox, source: str, says: str):
    with sandbox.open(Program(source), LIMITS) as box:
        outcome = box.load()
    assert says in (outcome.traceback if isinstance(outcome, Raised) else outcome.message)


def test_an_event_loop_that_cannot_be_had_is_named(sandbox: Sandbox):
    if sandbox.name == "unwalled":
        return
    source = "import asyncio\nasync def f(): return 1\nasyncio.run(f())"
    with sandbox.open(Program(source), LIMITS) as box:
        outcome = box.load()
    assert isinstance(outcome, Stopped)
    assert "asyncio's event loop needs a socket" in outcome.message


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("print('kept')\nimport io, sys\nsys.stdout = io.StringIO()\nprint('elsewhere')", "kept\n"),
        ("def f(x):\n    'Twice x.'\nhelp(f)", "Twice x."),
        ("import numpy as np\nm = np.memmap('m', mode='w+', shape=(3,))\nm[:] = 2\nm.flush()\nprint(m)", "[2 2 2]"),
        ("def f(): return 3\nif __name__ == '__main__':\n    from solution import f as g\n    print(g())", "3\n"),
    ],
)
def test_what_works_in_a_shell_works_in_here(sandbox: Sandbox, source: str, printed: str):
    with sandbox.open(Program(source, as_main=True), LIMITS) as box:
        assert box.load() == Answered(None)
        assert printed in box.close().stdout


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "The file is empty"),
        ("x = 3", "no function at all"),
        ("def other(): pass", "It defines `other`"),
        ("f = 3", "not a function but an object of type int"),
        ("if __name__ == '__main__':\n    def f(x): pass", "`f` is defined inside of something else"),
        ("class Solution:\n    def f(self, x): pass", "`f` is defined inside of something else"),
        ("def f(a, b): pass", "does not accept a call with 1 argument"),
    ],
)
def test_a_call_that_the_file_does_not_offer_is_told_in_words(sandbox: Sandbox, source: str, says: str):
    with sandbox.open(Program(source), LIMITS) as box:
        assert box.load() == Answered(None)
        outcome = box.call("f", (1,))
        assert isinstance(outcome, Raised)
        assert says in outcome.message


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x = 1\n\0", "line 2 holds a null byte"),
        (b"x = 1\n\xff\xfe".decode("utf-8", "surrogateescape"), "line 2 holds bytes that are not UTF-8"),
        ("#" * 1_000_000, "1000 kB long"),
    ],
)
def test_a_file_that_is_not_a_program_is_told_in_words(sandbox: Sandbox, source: str, says: str):
    outcome = stopped(sandbox, source)
    assert outcome.verdict is Verdict.ERROR
    assert says in outcome.message


@pytest.mark.parametrize(
    ("source", "verdict", "says"),
    [
        ("while True: pass", Verdict.TIME_LIMIT, "CPU time"),
        ("def f():\n    while True: pass", Verdict.TIME_LIMIT, "CPU time"),
        ("import time\ntime.sleep(60)", Verdict.TIME_LIMIT, "waiting or sleeping"),
        ("while True: print('x' * 1000)", Verdict.OUTPUT_LIMIT, "prints without end"),
        ("def f():\n    return bytearray(10 ** 10)", Verdict.MEMORY_LIMIT, "256 MiB that it may use (line 2)"),
        ("import numpy as np\ndef f():\n    return np.ones(10 ** 9)", Verdict.MEMORY_LIMIT, "(line 3)"),
        ("x = []\nwhile True: x.append(bytearray(10 ** 7))", Verdict.MEMORY_LIMIT, "256 MiB"),
        ("import os\nos._exit(0)", Verdict.ERROR, "ended itself (exit code 0)"),
        ("import os\ndef f():\n    os._exit(7)", Verdict.ERROR, "exit code 7"),
        ("import ctypes\ndef f():\n    ctypes.string_at(0)", Verdict.ERROR, "segmentation fault"),
        ("import os\ndef f():\n    os.closerange(3, 60)", Verdict.ERROR, ""),
        ("import socket\nsocket.socket()", Verdict.FORBIDDEN, "there is no network"),
        (
            "import subprocess\ndef f():\n    subprocess.run(['ls'])",
            Verdict.FORBIDDEN,
            "no other program can be started",
        ),
        ("import os\nos.fork()", Verdict.FORBIDDEN, "no process can be made"),
        (
            "import os\nfor fd in range(3, 256):\n    try: os.write(fd, b'x' * 99)\n    except OSError: pass",
            Verdict.FORBIDDEN,
            "channel",
        ),
    ],
)
def test_what_stops_a_program_is_told_by_name(sandbox: Sandbox, source: str, verdict: Verdict, says: str):
    outcome = stopped(sandbox, source, limits=TIGHT)
    assert outcome.verdict is verdict, outcome
    assert says in outcome.message


def test_a_stopped_program_stays_stopped_and_its_output_is_kept(sandbox: Sandbox):
    with sandbox.open(Program("print('before', flush=True)\nimport os\ndef f(): os._exit(0)"), LIMITS) as box:
        box.load()
        first = box.call("f")
        assert isinstance(first, Stopped)
        assert box.call("f") == first
        assert box.close().stdout == "before\n"


def test_an_answer_made_ahead_is_not_taken(sandbox: Sandbox):
    source = """
import sys
def f():
    frame = sys._getframe()
    while "self" not in frame.f_locals or not hasattr(frame.f_locals["self"], "_send"):
        frame = frame.f_back
    session = frame.f_locals["self"]
    session._send({"kind": "answered", "value": 1, "changed": []})
    session._send({"kind": "answered", "value": 2, "changed": []})
    return 3
"""
    with sandbox.open(Program(source), LIMITS) as box:
        box.load()
        box.call("f")
        later = box.call("f")
        assert isinstance(later, Stopped)
        assert later.verdict is Verdict.FORBIDDEN


def test_the_time_limits_are_for_the_whole_box(sandbox: Sandbox):
    source = """
import time
def f(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end: pass
"""
    with sandbox.open(Program(source), Limits(cpu_seconds=1.0, wall_seconds=30)) as box:
        box.load()
        assert box.call("f", (0.6,)) == Answered(None)
        outcome = box.call("f", (0.8,))
        assert isinstance(outcome, Stopped)
        assert outcome.verdict is Verdict.TIME_LIMIT


def test_nothing_runs_while_nobody_waits(sandbox: Sandbox):
    source = """
import threading
count = 0
def work():
    global count
    while True: count += 1
def f():
    return count
threading.Thread(target=work, daemon=True).start()
"""
    with sandbox.open(Program(source), LIMITS) as box:
        box.load()
        assert isinstance(box, Metered)
        before = box.cpu_ms_so_far()
        time.sleep(0.3)
        after = box.cpu_ms_so_far()
        assert after - before < 100


def test_cpu_time_and_memory_are_measured_outside(sandbox: Sandbox):
    source = (
        "import time\nx = bytearray(60_000_000)\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    )
    _, remains = run(sandbox, source, as_main=True)
    assert 290 <= remains.cpu_ms < 3000
    assert 60 <= remains.peak_memory_mib < 400


def test_several_boxes_at_once_do_not_mix(sandbox: Sandbox):
    results: dict[int, Outcome] = {}

    def work(i: int) -> None:
        results[i] = run(sandbox, f"def f(x): return x + {i}", 100)[0]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {i: Answered(100 + i) for i in range(6)}


def test_a_box_outlives_the_thread_that_opened_it(sandbox: Sandbox):
    opened: list[Box] = []

    def work() -> None:
        opened.append(sandbox.open(Program("def f(): return 1"), LIMITS))
        opened[0].load()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    time.sleep(0.1)
    with opened[0] as box:
        assert box.call("f") == Answered(1)


def test_misuse_is_our_fault_and_not_the_programs(sandbox: Sandbox):
    with sandbox.open(Program("def f(): pass"), LIMITS) as box:
        with pytest.raises(SandboxError, match="loaded before"):
            box.call("f")
        box.load()
        with pytest.raises(SandboxError, match="loaded once"):
            box.load()
        with pytest.raises(SandboxError, match="type object"):
            box.call("f", (object(),))
        remains = box.close()
        assert box.close() is remains
        with pytest.raises(SandboxError, match="closed"):
            box.call("f")


@pytest.mark.parametrize("name", ["../x", "a/b", "", "..", "a\0b"])
def test_a_file_of_a_question_lies_in_the_working_folder_or_nowhere(sandbox: Sandbox, name: str):
    with (
        sandbox.open(Program("", files={name: b""}), LIMITS) as box,
        pytest.raises(SandboxError, match="plain file name"),
    ):
        box.load()


def test_it_names_itself_and_its_environment(sandbox: Sandbox):
    assert sandbox.name in backends.NAMES
    assert len(sandbox.environment_sha256) == 64
    assert all(layer.in_force for layer in sandbox.layers() if layer.required)


COMPUTES_BETWEEN_CALLS = {
    "a thread": """
import threading, time

def count():
    while True:
        pass

def begin():
    threading.Thread(target=count, daemon=True).start()
    return time.process_time()

def go_on():
    return time.process_time()
""",
    "a timer": """
import signal, time

def count(*_):
    end = time.process_time() + 0.4
    while time.process_time() < end:
        pass

def begin():
    signal.signal(signal.SIGALRM, count)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    return time.process_time()

def go_on():
    return signal.setitimer(signal.ITIMER_REAL, 0) and time.process_time()
""",
    "the answering itself": """
import sys, time

class Slow(list):
    pass

def begin():
    frame = sys._getframe()
    while frame and "self" not in frame.f_locals or not hasattr(frame.f_locals["self"], "_channel"):
        frame = frame.f_back
    channel = frame.f_locals["self"]._channel
    send = channel.send
    def send_and_count(buffers):
        send(buffers)
        del channel.send
        end = time.process_time() + 0.4
        while time.process_time() < end:
            pass
    channel.send = send_and_count
    return time.process_time()

def go_on():
    return time.process_time()
""",
}


@pytest.mark.parametrize("source", COMPUTES_BETWEEN_CALLS.values(), ids=COMPUTES_BETWEEN_CALLS)
def test_nothing_is_computed_between_calls(sandbox: Sandbox, source: str):
    with sandbox.open(Program(source), LIMITS) as box:
        box.load()
        begun = box.call("begin")
        assert isinstance(begun, Answered)
        before = box.cpu_ms_so_far()
        time.sleep(0.8)
        spent_meanwhile = box.cpu_ms_so_far() - before
        # What it may do before the signal finds it; left alone it would be hundreds.
        assert spent_meanwhile < 150
        box.call("go_on")


# Devices

DEVICES = """
import os, subprocess
import numpy as np
def f():
    with open("/dev/null", "rb+", buffering=0) as null:
        written, nothing = null.write(b"gone"), null.read()
    with open("/dev/zero", "rb") as zero:
        zeros = zero.read(8)
    with open("/dev/urandom", "rb") as urandom:
        first, second = urandom.read(16), urandom.read(16)
    handle = os.open(os.devnull, os.O_RDWR)
    os.close(handle)
    seeds = np.random.SeedSequence().entropy, np.random.SeedSequence().entropy
    drawn = np.random.default_rng().normal(size=3)
    return written, nothing == b"", zeros == bytes(8), first != second, seeds[0] != seeds[1], bool(np.ptp(drawn) > 0)
"""


def has_closed_devices(sandbox: Sandbox) -> bool:
    """Say whether it is bubblewrap started by root, who would own the nodes: there they cannot be opened at all."""
    return sandbox.name == "bubblewrap" and os.geteuid() == 0


def test_honest_code_may_use_the_few_devices_that_there_are(sandbox: Sandbox):
    if has_closed_devices(sandbox):
        outcome, _ = run(sandbox, DEVICES)
        assert isinstance(outcome, Raised)
        assert "/dev/null" in outcome.message
        return
    assert answer(sandbox, DEVICES) == (4, True, True, True, True, True)


def test_what_a_program_throws_away_is_thrown_away(sandbox: Sandbox):
    source = """
import contextlib, os, subprocess
def f():
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        print("nothing of this")
    print("this")
    return subprocess.DEVNULL
"""
    outcome, remains = run(sandbox, source)
    if has_closed_devices(sandbox):
        assert isinstance(outcome, Raised)
        return
    assert outcome == Answered(-3)
    assert remains.stdout == "this\n"
