"""On a lesser machine the best that is left is taken, the doctor says why, and less than the minimum is refused."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(
        sys.platform != "linux" or platform.machine() != "x86_64", reason="a lesser machine is made on x86-64 Linux"
    ),
]

LESSER = Path(__file__).with_name("lesser_machine.py")
RUN = """
import sys
from runner.report import Limits
from runner.sandbox import Program, SandboxUnavailable
from server.sandbox_choice import Choice, choose_sandbox
with choose_sandbox(Choice(allow_unsafe=len(sys.argv) > 1)) as sandbox:
    try:
        with sandbox.open(Program("def f(): return 7"), Limits(cpu_seconds=5)) as box:
            box.load()
            print(sandbox.name, box.call("f").value)
    except SandboxUnavailable as error:
        print("refused:", error)
"""


def on_a_machine_without(lacks: str, *command: str, **environment: str) -> str:
    names = {name: value for name, value in os.environ.items() if not name.startswith("THINKALOUD_")}
    done = subprocess.run(
        [sys.executable, str(LESSER), lacks, sys.executable, *command],
        env={**names, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def doctor_on_a_machine_without(lacks: str, **environment: str) -> dict:
    return json.loads(on_a_machine_without(lacks, "-m", "server.cli", "doctor", "--json", **environment))


def kind(checkup: dict, name: str) -> dict:
    (found,) = [back_end for back_end in checkup["back_ends"] if back_end["name"] == name]
    return found


def test_without_namespaces_code_is_refused_unless_the_user_says_so_by_name():
    checkup = doctor_on_a_machine_without("namespaces")
    assert not checkup["runs_code"]
    assert "THINKALOUD_ALLOW_UNSAFE_RUNNER=1" in checkup["conclusion"]
    for name in ("warm-fork", "bubblewrap"):
        assert not kind(checkup, name)["usable"]
        assert "namespace" in kind(checkup, name)["reason"]
    assert on_a_machine_without("namespaces", "-c", RUN).startswith("refused: Code cannot be run safely here")
    assert on_a_machine_without("namespaces", "-c", RUN, "unsafe") == "unwalled 7\n"
    allowed = doctor_on_a_machine_without("namespaces", THINKALOUD_ALLOW_UNSAFE_RUNNER="1")
    assert (allowed["sandbox"], allowed["runs_code"]) == ("unwalled", True)
    assert "WITHOUT a sandbox" in allowed["conclusion"]


def test_where_a_run_can_have_no_namespaces_of_its_own_it_gets_a_fresh_interpreter():
    checkup = doctor_on_a_machine_without("namespaces inside of namespaces")
    assert (checkup["sandbox"], checkup["runs_code"]) == ("bubblewrap", True)
    assert "a process inside of bubblewrap could not build the walls" in kind(checkup, "warm-fork")["reason"]
    assert on_a_machine_without("namespaces inside of namespaces", "-c", RUN) == "bubblewrap 7\n"


def test_without_a_call_filter_nothing_is_forked_from_a_warm_parent():
    checkup = doctor_on_a_machine_without("seccomp")
    assert (checkup["sandbox"], checkup["runs_code"]) == ("bubblewrap", True)
    assert kind(checkup, "warm-fork")["reason"].startswith("system-call filter: ")
    (layer,) = [layer for layer in checkup["layers"] if layer["name"] == "system-call filter"]
    assert not layer["in_force"]
    assert "seccomp" in layer["remedy"]


def test_without_landlock_the_other_layers_hold():
    checkup = doctor_on_a_machine_without("landlock")
    assert (checkup["sandbox"], checkup["runs_code"]) == ("warm-fork", True)
    (layer,) = [layer for layer in checkup["layers"] if layer["name"] == "Landlock"]
    assert not layer["in_force"]
    assert "5.13" in layer["remedy"]
    assert on_a_machine_without("landlock", "-c", RUN) == "warm-fork 7\n"
