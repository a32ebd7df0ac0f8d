"""Each way to end has its own verdict and words."""

import pytest

from runner import ending
from runner.report import Limits, Verdict

LIMITS = Limits(cpu_seconds=2)


@pytest.mark.parametrize(
    ("exit_code", "cpu_seconds", "verdict", "says"),
    [
        (None, 0.1, Verdict.ERROR, "closed descriptors"),
        (0, 0.1, Verdict.ERROR, "exit code 0"),
        (1, 0.1, Verdict.ERROR, "exit code 1"),
        (128 + 31, 0.1, Verdict.FORBIDDEN, "system call"),
        (128 + 9, 2.1, Verdict.TIME_LIMIT, "2 seconds"),
        (128 + 9, 1.7, Verdict.TIME_LIMIT, "2 seconds"),
        (128 + 24, 2.1, Verdict.TIME_LIMIT, "2 seconds"),
        (128 + 9, 0.1, Verdict.MEMORY_LIMIT, "want of memory"),
        (128 + 11, 0.1, Verdict.ERROR, "segmentation fault"),
        (128 + 6, 0.1, Verdict.ERROR, "abort"),
    ],
)
def test_an_end_is_told_from_the_exit_code(exit_code, cpu_seconds, verdict, says):
    stopped = ending.ended(exit_code, cpu_seconds, LIMITS)
    assert stopped.verdict is verdict
    assert says in stopped.message


def test_no_end_is_ever_a_pass_or_our_fault():
    for exit_code in (None, *range(256)):
        assert ending.ended(exit_code, 0.0, LIMITS).verdict not in (
            Verdict.PASSED,
            Verdict.RUNNER_FAULT,
            Verdict.NOT_RUN,
        )


def test_limits_name_themselves_and_their_size():
    assert "1 second of computing" in ending.cpu_limit(Limits(cpu_seconds=1)).message
    assert "20 seconds" in ending.wall_limit(Limits()).message
    assert ending.memory_limit(Limits(), 7).message.endswith("1024 MiB that it may use (line 7).")
    assert "more than 64 threads" in ending.too_many_threads(Limits()).message
    assert ending.output_limit().verdict is Verdict.OUTPUT_LIMIT


@pytest.mark.parametrize("source", ["", "x = 1", "# ü\n", "x" * ending.MAX_SOURCE_BYTES])
def test_text_is_readable(source):
    assert ending.unreadable(source) is None
