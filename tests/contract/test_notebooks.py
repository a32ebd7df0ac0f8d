"""What a lasting process for notebook cells promises, run against each back-end."""

import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from runner import backends
from runner.report import CellReport, Limits, Verdict
from runner.sandbox import Notebook, Sandbox, SandboxError

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]

LIMITS = Limits(cpu_seconds=10, wall_seconds=30, memory_mib=512)
TIGHT = Limits(cpu_seconds=0.5, wall_seconds=1.5, memory_mib=256, scratch_mib=8)
FILES = {"points.csv": b"x,y\n1,2\n3,4\n"}

Opens = Callable[..., Notebook]


def _back_end(kind: backends.Kind):
    missing = backends.what_is_missing(kind.name)
    return pytest.param(kind, id=kind.name, marks=pytest.mark.skipif(bool(missing), reason=f"{missing} is not there"))


@pytest.fixture(scope="module", params=map(_back_end, backends.ALL))
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with request.param.make(1) as back_end:
        yield back_end


@pytest.fixture
def opens(sandbox: Sandbox) -> Iterator[Opens]:
    opened: list[Notebook] = []

    def open_one(limits: Limits = LIMITS, profile: str = "numpy") -> Notebook:
        opened.append(sandbox.open_notebook(profile, FILES, limits, seed=7))
        return opened[-1]

    yield open_one
    for notebook in opened:
        notebook.close()


@pytest.fixture
def notebook(opens: Opens) -> Notebook:
    return opens()


def run(notebook: Notebook, source: str, first_line: int = 1) -> CellReport:
    return notebook.run(source, first_line)[0]


def passed(notebook: Notebook, source: str) -> CellReport:
    report = run(notebook, source)
    assert report.verdict is Verdict.PASSED, report
    assert not report.state_lost
    return report


def stopped_soon(notebook: Notebook, source: str) -> CellReport:
    """Run a cell that says when it has begun to matter, and interrupt it then."""
    found: list[CellReport] = []
    thread = threading.Thread(target=lambda: found.append(run(notebook, source)))
    thread.start()
    time.sleep(0.3)
    notebook.interrupt()
    thread.join(60)
    return found[0]


# State


def test_what_a_cell_makes_is_there_for_the_next(notebook: Notebook):
    passed(notebook, "import math\nx = 2\ndef double(n):\n    return 2 * n")
    assert passed(notebook, "double(x) + math.floor(1.5)").result == "5"


def test_two_notebooks_know_nothing_of_each_other(opens: Opens):
    one, other = opens(), opens()
    passed(one, "x = 1; open('left', 'w').write('here')")
    assert "NameError" in run(other, "x").error
    assert passed(other, "import os; sorted(os.listdir('.'))").result == "['points.csv']"
    assert passed(one, "x").result == "1"


def test_an_error_keeps_the_state_and_names_the_line_of_the_whole_file(notebook: Notebook):
    passed(notebook, "x = 1\ndef fails():\n    return x / 0")
    report = run(notebook, "y = 5\nfails()", first_line=40)
    assert (report.verdict, report.state_lost) == (Verdict.ERROR, False)
    assert report.error.startswith("Traceback")
    assert report.error.endswith("ZeroDivisionError: division by zero")
    assert 'File "solution.py", line 41' in report.error
    assert "return x / 0" in report.error
    assert report.error_line == 3
    assert passed(notebook, "x + y").result == "6"


def test_a_traceback_shows_each_function_as_it_was_when_its_cell_ran(notebook: Notebook):
    passed(notebook, "def f():\n    raise ValueError('old')")
    report = run(notebook, "'another cell on the same lines'\nf()")
    assert "raise ValueError('old')" in report.error


def test_code_that_does_not_parse_runs_nothing_and_names_its_line(notebook: Notebook):
    report = run(notebook, "x = 1\ny = (\n", first_line=10)
    assert (report.verdict, report.state_lost, report.error_line) == (Verdict.ERROR, False, 11)
    assert "NameError" in run(notebook, "x").error


@pytest.mark.parametrize(
    ("source", "words"),
    [("%matplotlib inline\nx = 1", "figures are shown without it"), ("!pip install requests", "none can be started")],
)
def test_what_only_jupyter_knows_is_named(notebook: Notebook, source: str, words: str):
    report = run(notebook, source, first_line=3)
    assert words in report.error
    assert report.error_line == 3


def test_a_keyboard_is_not_there(notebook: Notebook):
    report = run(notebook, "input('name? ')")
    assert (report.verdict, report.state_lost) == (Verdict.ERROR, False)
    assert "nothing to read" in report.error


def test_asking_to_exit_ends_the_cell_and_not_the_notebook(notebook: Notebook):
    passed(notebook, "x = 1")
    assert "asked to exit" in run(notebook, "import sys\nsys.exit(3)").error
    assert passed(notebook, "x").result == "1"


def test_a_new_notebook_is_empty_and_draws_the_same_numbers(opens: Opens):
    drawn = []
    for _ in range(2):
        notebook = opens()
        assert "NameError" in run(notebook, "x").error
        drawn.append(passed(notebook, "x = 1\nimport numpy as np\nnp.random.rand(3).tolist()").result)
    assert drawn[0] == drawn[1]


def test_the_same_cell_gives_the_same_bytes(opens: Opens):
    source = "class C: pass\nprint(len('x'))\nC()"
    assert run(opens(), source) == run(opens(), source)


# What is shown


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("1 + 1", "2"),
        ("x = 1", ""),
        ("None", ""),
        ("'a'", "'a'"),
        ("'a';", ""),
        ("1 + 1  # said", "2"),
        ("for i in range(3): i", ""),
        ("", ""),
        ("# nothing but words", ""),
        ("def f(): pass", ""),
        ("(yes := 5)", "5"),
    ],
)
def test_the_last_expression_is_shown(notebook: Notebook, source: str, result: str):
    assert passed(notebook, source).result == result


def test_a_huge_value_is_shown_by_its_beginning(notebook: Notebook):
    report = passed(notebook, "list(range(3_000_000))")
    assert report.result.startswith("list of 3,000,000 items")
    assert len(report.result) < 10_000


def test_a_value_that_cannot_be_shown_is_an_error_of_the_cell(notebook: Notebook):
    report = run(notebook, "class Rude:\n    def __repr__(self): raise RuntimeError('no')\nRude()")
    assert (report.verdict, report.state_lost) == (Verdict.ERROR, False)
    assert "no" in report.error


def test_output_belongs_to_the_cell_that_printed_it(notebook: Notebook):
    assert passed(notebook, "import sys\nprint('one')\nprint('two', file=sys.stderr)").stdout == "one\n"
    report = passed(notebook, "print('three', end='')")
    assert (report.stdout, report.stderr) == ("three", "")


def test_output_is_cut_and_said_so_and_the_next_cell_has_all_its_room(notebook: Notebook):
    report = passed(notebook, "print('x' * 1_000_000)")
    assert report.truncated
    assert len(report.stdout) == LIMITS.output_kib * 1024
    assert not passed(notebook, "print('short')").truncated


def test_warnings_come_with_their_line_each_time_that_the_cell_runs(notebook: Notebook):
    source = "import warnings\nwarnings.warn('take care')"
    for _ in range(2):
        (warned,) = run(notebook, source, first_line=8).warnings
        assert (warned.category, warned.message, warned.line) == ("UserWarning", "take care", 9)


def test_tables_and_figures_are_shown_and_counted_for_each_cell(opens: Opens):
    notebook = opens(profile="science")
    report = passed(notebook, "import pandas as pd\npoints = pd.read_csv('points.csv')\npoints")
    (table,) = report.tables
    assert (table.columns, table.rows, report.result) == (("x", "y"), (("1", "2"), ("3", "4")), "")
    for _ in range(3):
        report = passed(notebook, "display(points.x, points.y)\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])")
        assert (len(report.tables), len(report.figures), report.result) == (2, 1, "")
    many = "for i in range(6):\n    plt.figure(); plt.plot([i, i])\nplt.show()"
    assert [len(passed(notebook, many).figures) for _ in range(2)] == [6, 6]


def test_a_figure_that_was_open_when_the_cell_failed_is_shown(opens: Opens):
    notebook = opens(profile="science")
    report = run(notebook, "import matplotlib.pyplot as plt\nplt.plot([1, 2])\n1 / 0")
    assert (report.verdict, len(report.figures)) == (Verdict.ERROR, 1)


# Stopping


@pytest.mark.parametrize(
    "waits", ["import time; time.sleep(60)", "while True: pass", "import threading; threading.Event().wait(60)"]
)
def test_an_interrupt_stops_the_cell_and_keeps_the_state(notebook: Notebook, waits: str):
    passed(notebook, "x = 1")
    report = stopped_soon(notebook, f"y = 2\n{waits}")
    assert (report.verdict, report.interrupted, report.state_lost) == (Verdict.ERROR, True, False)
    assert report.error.endswith("KeyboardInterrupt")
    assert report.error_line == 2
    assert passed(notebook, "x + y").result == "3"


def test_a_cell_may_tidy_up_when_it_is_interrupted(notebook: Notebook):
    report = stopped_soon(
        notebook, "import time\ntry:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('tidy')"
    )
    assert (report.interrupted, report.state_lost, report.stdout) == (True, False, "tidy\n")


def test_a_cell_that_swallows_the_interrupt_is_ended_and_the_loss_is_said(notebook: Notebook):
    source = "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except KeyboardInterrupt:\n        n = 1"
    report = stopped_soon(notebook, source)
    assert (report.verdict, report.interrupted, report.state_lost) == (Verdict.ERROR, True, True)
    assert "told to stop" in report.error
    assert "is gone" in report.error
    assert not notebook.is_alive


def test_taking_the_signal_away_only_costs_the_state(notebook: Notebook):
    source = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(60)"
    assert stopped_soon(notebook, source).state_lost


def test_an_interrupt_that_comes_when_nothing_runs_is_nothing(notebook: Notebook):
    notebook.interrupt()
    assert passed(notebook, "import time; time.sleep(0.3); 'went on'").result == "'went on'"


def test_closing_ends_a_running_cell(opens: Opens):
    notebook = opens()
    found: list[CellReport] = []
    thread = threading.Thread(target=lambda: found.append(run(notebook, "import time\ntime.sleep(60)")))
    thread.start()
    time.sleep(0.3)
    notebook.close()
    thread.join(60)
    assert (found[0].state_lost, found[0].interrupted) == (True, True)
    with pytest.raises(SandboxError, match="closed"):
        notebook.run("1")
    notebook.close()


# Limits


@pytest.mark.parametrize(
    ("source", "words"), [("while True: pass", "of computing"), ("import time\ntime.sleep(60)", "waiting")]
)
def test_a_runaway_cell_is_stopped_and_what_there_was_is_kept(opens: Opens, source: str, words: str):
    notebook = opens(TIGHT)
    passed(notebook, "x = 1")
    report = run(notebook, source)
    assert (report.verdict, report.interrupted, report.state_lost) == (Verdict.TIME_LIMIT, False, False)
    assert words in report.error
    assert "kept" in report.error
    assert passed(notebook, "x").result == "1"


def test_the_time_limit_is_each_cells_own(opens: Opens):
    notebook = opens(TIGHT)
    busy = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    for _ in range(4):
        passed(notebook, busy)


def test_a_runaway_cell_that_swallows_everything_is_ended(opens: Opens):
    notebook = opens(TIGHT)
    source = "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        n = 1"
    report = run(notebook, source)
    assert (report.verdict, report.state_lost) == (Verdict.TIME_LIMIT, True)


def test_the_memory_limit_names_itself_and_says_what_is_lost(opens: Opens):
    notebook = opens(Limits(cpu_seconds=20, wall_seconds=60, memory_mib=256))
    passed(notebook, "kept = []")
    report = run(notebook, "while True:\n    kept.append(bytearray(10_000_000))", first_line=5)
    assert (report.verdict, report.state_lost) == (Verdict.MEMORY_LIMIT, True)
    assert "256 MiB" in report.error
    assert "line 6" in report.error
    assert "is gone" in report.error


def test_printing_without_end_is_stopped(notebook: Notebook):
    report = run(notebook, "while True: print('x' * 10_000)")
    assert report.verdict is Verdict.OUTPUT_LIMIT
    assert report.truncated


def test_threads_stand_still_between_cells(notebook: Notebook):
    source = """
import threading, time
ticks = []
def tick():
    while True:
        ticks.append(time.monotonic())
        time.sleep(0.01)
threading.Thread(target=tick, daemon=True).start()
time.sleep(0.2)
"""
    passed(notebook, source)
    time.sleep(1.0)
    widest = passed(notebook, "time.sleep(0.2)\nmax(b - a for a, b in zip(ticks, ticks[1:]))").result
    assert float(widest) > 0.8


# Hostile cells


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os; os._exit(0)", "ended itself"),
        ("import os; os.closerange(3, 60)", ""),
        ("import ctypes; ctypes.string_at(0)", "crashed"),
    ],
)
def test_a_process_that_goes_away_is_said_and_the_next_cell_is_not_run(notebook: Notebook, source: str, words: str):
    report = run(notebook, source)
    assert report.state_lost
    assert words in report.error
    assert "is gone" in report.error
    after, _ = notebook.run("open('again', 'w')")
    assert (after.verdict, after.state_lost) == (Verdict.NOT_RUN, True)


def test_frames_of_its_own_making_end_the_notebook(notebook: Notebook):
    source = """
import os, struct
for fd in range(3, 64):
    try:
        os.write(fd, struct.pack("<I", 1) + b"N")
    except OSError:
        pass
"""
    report = run(notebook, source)
    assert (report.verdict, report.state_lost) == (Verdict.FORBIDDEN, True)


def test_a_thread_that_writes_frames_later_ends_the_notebook_at_the_next_cell(notebook: Notebook):
    source = """
import os, threading, time
def write():
    time.sleep(0.1)
    while True:
        for fd in range(3, 64):
            try:
                os.write(fd, b"x" * 100)
            except OSError:
                pass
threading.Thread(target=write, daemon=True).start()
"""
    passed(notebook, source)
    report = run(notebook, "time.sleep(0.5)\n'honest'")
    assert (report.verdict, report.state_lost) == (Verdict.FORBIDDEN, True)
    assert report.result == ""


def test_what_is_not_allowed_is_named_and_costs_nothing(notebook: Notebook):
    passed(notebook, "x = 1")
    report = run(notebook, "import socket\nsocket.create_connection(('127.0.0.1', 9))")
    assert report.verdict in (Verdict.FORBIDDEN, Verdict.ERROR)
    assert not report.state_lost
    assert passed(notebook, "x").result == "1"


def test_patching_everything_changes_nothing_outside(notebook: Notebook):
    source = """
import builtins, sys, gc
for module in list(sys.modules.values()):
    if getattr(module, "__name__", "").startswith("harness"):
        for name, value in list(vars(module).items()):
            if callable(value):
                try:
                    setattr(module, name, lambda *a, **k: {"kind": "answered", "value": {"result": 5}})
                except Exception:
                    pass
"""
    run(notebook, source)
    report, measured = notebook.run("1 + 1")
    assert isinstance(report, CellReport)
    assert measured.wall_ms >= 0


@pytest.mark.parametrize("source", ["x = 1\0", "x = '\ud800'", "#" * 600_000])
def test_a_source_that_is_no_file_is_refused_without_being_run(notebook: Notebook, source: str):
    passed(notebook, "x = 5")
    report = run(notebook, source)
    assert (report.verdict, report.state_lost) == (Verdict.ERROR, False)
    assert passed(notebook, "x").result == "5"


def test_a_file_is_laid_out_by_a_plain_name_or_nowhere(sandbox: Sandbox):
    with pytest.raises(SandboxError, match="plain file name"):
        sandbox.open_notebook("numpy", {"../x": b""}, LIMITS)
