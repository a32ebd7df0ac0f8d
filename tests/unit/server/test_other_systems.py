"""On macOS and Windows all but running code works, and that is refused in a line that says where to read on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
PAGE = "docs/howto/other-systems.md"

ELSEWHERE = """
import ctypes, importlib.abc, os, select, signal, socket, sys

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in {missing}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

# What Python itself has imported by now is not what is asked about; and a library that takes another system for its own
# cannot be imported here, so the system's name is changed for our modules alone, once all others are there.
for name in {missing}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())

def library(name, *rest, **more):
    if name is None:
        raise TypeError("no library without a name here")
    raise OSError(f"no {{name}} here")

ctypes.CDLL = ctypes.PyDLL = library
for module, names in (
    (os, ("pidfd_open", "memfd_create", "geteuid", "getuid", "sched_getaffinity")),
    (signal, ("pidfd_send_signal",)),
    (select, ("poll", "epoll")),
    (socket, ("AF_UNIX", "send_fds", "recv_fds")),
):
    for name in names:
        module.__dict__.pop(name, None)
"""


def elsewhere(system: str, script: str) -> str:
    """Run a script in an interpreter that has lost what that system has not."""
    missing = {"win32": ["fcntl", "resource", "termios", "pwd", "grp"], "darwin": []}[system]
    head = (
        "import anyio, asyncio, click, fastapi, logging, multiprocessing, numpy, platformdirs, pydantic_settings, "
        "rich, sqlite3, subprocess, tempfile, typer, uvicorn, websockets\n"
    )
    program = f"{head}{ELSEWHERE.format(missing=missing)}\nsys.platform = {system!r}\n{script}"
    names = {name: value for name, value in os.environ.items() if not name.startswith("THINKALOUD_")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, env=names, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


systems = pytest.mark.parametrize("system", ["win32", "darwin"])


@systems
def test_the_command_line_and_the_server_need_nothing_that_only_linux_has(system: str):
    script = """
import server.app, server.serve, server.wiring, server.judge, server.notebooks, server.cli_doctor, server.checkup
from server.cli import main
sys.argv = ["thinkaloud", "--help"]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended
"""
    assert "doctor" in elsewhere(system, script)


@systems
def test_the_doctor_says_so_in_one_line_with_the_page_to_read(system: str):
    script = """
import msgspec
from server.checkup import examine
from server.settings import Settings
print(msgspec.json.encode(examine(Settings())).decode())
"""
    checkup = json.loads(elsewhere(system, script))
    assert not checkup["runs_code"]
    assert {"win32": "Windows", "darwin": "macOS"}[system] in checkup["conclusion"]
    assert PAGE in checkup["conclusion"]
    assert "\n" not in checkup["conclusion"]
    assert not any(back_end["usable"] for back_end in checkup["back_ends"])


@systems
@pytest.mark.parametrize("allow_unsafe", [False, True])
def test_a_run_is_refused_in_the_same_words(system: str, allow_unsafe: bool):
    script = f"""
from runner.report import Limits
from runner.sandbox import Program, SandboxUnavailable
from server.sandbox_choice import Choice, availability, choose_sandbox
with choose_sandbox(Choice(allow_unsafe={allow_unsafe})) as sandbox:
    print(availability(sandbox)[1])
    try:
        sandbox.open(Program("x = 1"), Limits())
    except SandboxUnavailable as error:
        print(error)
"""
    said = elsewhere(system, script).splitlines()
    assert len(said) == 2
    for line in said:
        assert {"win32": "WSL2", "darwin": "Lima"}[system] in line
        assert PAGE in line


def test_the_page_that_is_named_is_there_and_speaks_of_each_system():
    page = (REPOSITORY / PAGE).read_text(encoding="utf-8")
    assert all(name in page for name in ("WSL2", "macOS", "Lima", "AppArmor", "profile bwrap"))


def test_what_stands_in_for_another_system_really_lacks_what_only_linux_has():
    script = """
try:
    import runner.sandbox_warmfork
except (ModuleNotFoundError, TypeError) as error:
    print(error)
"""
    assert "resource" in elsewhere("win32", script) or "no library without a name" in elsewhere("win32", script)
