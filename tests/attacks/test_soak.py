"""Good and hostile submissions in a row: nothing is left behind, and good ones are judged the same every time."""

import sys

import pytest

from bench.soaking import load, soak

N_RUNS = 200
MAX_GROWTH_MIB = 12.0

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]


def test_many_runs_leave_nothing_behind_and_change_no_verdict():
    soaked = soak("warm-fork", N_RUNS)
    assert soaked.changed_verdicts == ()
    assert soaked.left_behind == ()
    assert soaked.n_good > N_RUNS / 4
    assert soaked.n_hostile > N_RUNS / 4
    assert soaked.growth("n_descriptors") <= 2, soaked.looks
    assert soaked.growth("n_threads") <= 1, soaked.looks
    assert soaked.growth("owner_mib") < MAX_GROWTH_MIB, soaked.looks
    assert soaked.growth("parents_mib") < MAX_GROWTH_MIB, soaked.looks


def test_busy_cores_change_no_verdict_either():
    with load():
        soaked = soak("warm-fork", N_RUNS // 5, hostile_share=0.3)
    assert soaked.changed_verdicts == ()
    assert soaked.left_behind == ()
