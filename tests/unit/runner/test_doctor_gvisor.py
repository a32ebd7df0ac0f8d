"""The doctor of the gVisor back-end names each layer that is not in force, and why there is none at all."""

import platform
import sys
from pathlib import Path

import pytest

from runner import doctor_gvisor, walls, walls_gvisor
from runner.report import Limits
from runner.sandbox import Program, SandboxUnavailable
from runner.sandbox_gvisor import GvisorSandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks for Linux")

INNER = dict.fromkeys(("user", "mnt", "pid", "net", "ipc", "uts"), "inner:[1]")
OUTER = dict.fromkeys(("mnt", "pid", "net", "ipc", "uts"), "outer:[2]") | {"user": "inner:[1]"}
FACTS = {
    "root": ["box", "usr"],
    "namespaces": INNER,
    "outer_namespaces": OUTER,
    "interfaces": ["lo"],
    "reaches_host": False,
    "scratch_capped": True,
    "opens_kernel_settings": False,
    "environment": ["PATH"],
    "call_filter": True,
    "file_limit": True,
    "refuses_processes": True,
    "capabilities": 0,
    "landlock": 0,
    "kernel": "4.4.0 #1",
    "devices": ["null", "zero"],
    "user": 1000,
    "processes": ["1"],
}


def missing(**changed) -> list[str]:
    layers = doctor_gvisor._layers({**FACTS, **changed})
    assert all(layer.remedy for layer in layers if not layer.in_force)
    return [layer.name for layer in layers if layer.required and not layer.in_force]


@pytest.mark.parametrize(
    ("changed", "layer"),
    [
        ({"kernel": f"{platform.release()} {platform.version()}"}, "second kernel"),
        ({"outer_namespaces": {**OUTER, "pid": "inner:[1]"}}, "namespaces of each run"),
        ({"root": ["box", "sys"]}, "private root"),
        ({"reaches_host": True}, "no network"),
        ({"scratch_capped": False}, "scratch cap"),
        ({"call_filter": False}, "system-call filter"),
        ({"capabilities": 1}, "no capabilities"),
        ({"devices": ["null", "fuse"]}, "few devices"),
        ({"processes": ["1", "2"]}, "own processes alone"),
        ({"user": 0}, "another user"),
    ],
)
def test_each_layer_that_is_not_in_force_is_named(changed, layer: str):
    assert missing() == []
    assert missing(**changed) == [layer]


def test_without_gvisor_nothing_is_run_and_it_is_said_where_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(walls_gvisor, "find_runsc", lambda: None)
    with GvisorSandbox() as sandbox, pytest.raises(SandboxUnavailable, match="runsc") as caught:
        sandbox.open(Program(""), Limits())
    assert "apt install runsc" in caught.value.remedy


def test_a_gvisor_that_does_not_start_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    runsc, bubblewrap = tmp_path / "runsc", tmp_path / "bwrap"
    for program, script in ((runsc, "echo runsc version 1"), (bubblewrap, "echo the platform is unknown >&2; exit 1")):
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        program.chmod(0o755)
    monkeypatch.setattr(walls_gvisor, "find_runsc", lambda: runsc)
    monkeypatch.setattr(walls, "find_bubblewrap", lambda: (bubblewrap,))
    with pytest.raises(SandboxUnavailable, match=r"gVisor did not start \(the platform is unknown\)"):
        doctor_gvisor.examine().require()
