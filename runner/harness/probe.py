"""Says from inside what the walls look like: trusted code, run once by the doctor in place of a program.

Prints one JSON object. Must be able to run with the standard library alone.
"""

import ctypes
import errno
import json
import os
import resource
import socket
import sys
from pathlib import Path
from typing import Any

from . import guest_walls, isolate, landlock, lock

NAMESPACES = ("user", "mnt", "pid", "net", "ipc", "uts")


def _namespaces() -> dict[str, str]:
    found = {}
    for name in NAMESPACES:
        try:
            found[name] = str(Path(f"/proc/self/ns/{name}").readlink())
        except OSError:
            found[name] = ""
    return found


def _opens_for_writing(path: str) -> bool:
    """Try to open a file for writing; nothing is written."""
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError:
        return False
    return True


def _reaches(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
    except OSError:
        return False


def _scratch_stops_at(limit: int) -> bool:
    """Fill the scratch folder and see it refuse."""
    try:
        with Path("fill").open("wb", buffering=0) as file:
            for _ in range(limit // (1 << 20) + 2):
                if file.write(b"x" * (1 << 20)) < 1 << 20:
                    return True
    except OSError as error:
        return error.errno == errno.ENOSPC
    finally:
        Path("fill").unlink()
    return False


def _refuses_a_process() -> bool:
    try:
        child = os.fork()
    except OSError as error:
        return error.errno == errno.EPERM
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return False


def _lists_root() -> bool:
    """Try what Landlock alone forbids: the root is there to be read, and none of its rules names it."""
    try:
        return any(Path("/").iterdir())
    except OSError:
        return False


def look(port: int, scratch_bytes: int) -> dict[str, Any]:
    """Collect what can be seen and done in here."""
    facts: dict[str, Any] = {
        "root": sorted(path.name for path in Path("/").iterdir()),
        "process_id": os.getpid(),
        "namespaces": _namespaces(),
        "interfaces": [name for _, name in socket.if_nameindex()],
        "reaches_host": _reaches(port),
        "scratch_capped": _scratch_stops_at(scratch_bytes),
        "opens_kernel_settings": _opens_for_writing("/proc/sys/kernel/core_pattern"),
        "environment": sorted(os.environ),
        "kernel": " ".join(os.uname()[2:4]),
        "devices": sorted(path.name for path in Path("/dev").iterdir()),
        "user": os.getuid(),
        "processes": sorted(path.name for path in Path("/proc").iterdir() if path.name.isdecimal()),
    }
    facts["capabilities"] = isolate.capabilities()
    facts["landlock"] = landlock.version(ctypes.PyDLL(None, use_errno=True))
    limits = {"cpu_seconds": 60, "address_space_bytes": 1 << 34, "file_bytes": 1 << 20, "processes": 0}
    lock.enclose(walled=True)
    facts["call_filter"] = lock.lock(limits)
    facts["lists_root"] = _lists_root()
    facts["file_limit"] = resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 1 << 20
    facts["refuses_processes"] = _refuses_a_process()
    return facts


def _become_run(scratch_bytes: int, how: str) -> None:
    """Fork as runs are forked, and go on in the child."""
    user, group = os.getuid(), os.getgid()
    isolate.hide()
    if how == "guest":
        guest_walls.furnish()
        child = isolate.fork(isolate.NAMESPACES & ~isolate.USERS)
    else:
        isolate.close_devices()
        isolate.lay_scratch(scratch_bytes)
        isolate.move_on()
        child = isolate.fork(isolate.NAMESPACES & ~isolate.AHEAD)
    if child:
        _, status = os.waitpid(child, 0)
        sys.exit(os.waitstatus_to_exitcode(status))
    if how == "guest":
        guest_walls.settle(scratch_bytes)
    else:
        isolate.settle(user, group)


def main(arguments: list[str]) -> None:
    """Print the facts. Arguments: a port on which the host listens, the scratch folder's size, and how to look.

    `cold`: from a process that bubblewrap started. `warm`: from one that was forked the way runs are. `guest`: from one
    that was forked behind a second kernel.
    """
    port, scratch_bytes, how = int(arguments[0]), int(arguments[1]), arguments[2]
    outer = _namespaces()
    if how != "cold":
        _become_run(scratch_bytes, how)
    print(json.dumps({**look(port, scratch_bytes), "outer_namespaces": outer}), flush=True)
    os._exit(0)
