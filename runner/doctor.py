"""Finds out which protections this machine can give, by trying each of them, and says how to get what is missing."""

import json
import os
import platform
import socket
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from runner import remedies, walls
from runner.sandbox import Layer, SandboxUnavailable

SCRATCH_BYTES = 4 << 20
_SECONDS = 60
ROOT = {"box", "dev", "etc", "lib", "lib64", "nix", "proc", "python", "runner", "site", "tmp", "usr"}
"""All that may be seen at the top of the private root."""

NAMESPACES = {
    "user": "the program's user has no rights on this machine",
    "mnt": "the program sees a file tree of its own",
    "pid": "the program sees and signals no process but its own",
    "net": "the program has no network",
    "ipc": "the program shares no memory with others",
    "uts": "the program does not see this machine's name",
}

Facts = dict[str, Any]
"""What the probe tells; see `harness/probe.py`."""
Looked = tuple[Facts | None, str]


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


How = Literal["cold", "warm", "guest"]
"""`warm`: what is looked at is a process that was forked with walls of its own, as the default back-end's runs are;
`guest`: one that was forked behind a second kernel."""

_BUILDERS: dict[How, str] = {"cold": "bubblewrap", "warm": "a process inside of bubblewrap"}


def examine() -> Examination:
    """Try everything that a run has around it when bubblewrap starts it. Takes some tenths of a second."""
    return _examine("cold", (True, False))


def examine_warm() -> Examination:
    """Try everything that a run has around it when a warm parent forks it. Takes some tenths of a second."""
    return _examine("warm", (True,))


def this_system() -> Layer:
    """Name the kernel."""
    detail = f"kernel {platform.release()}, {platform.machine()}"
    return Layer(remedies.SYSTEM, in_force=True, required=True, detail=detail)


def _examine(how: How, with_proc_or_not: tuple[bool, ...]) -> Examination:
    if not walls.is_supported_system():
        return Examination((remedies.another_system(),))
    system = this_system()
    programs = walls.find_bubblewrap()
    if not programs:
        return Examination((system, remedies.no_bubblewrap()))
    refusal = ""
    for program in programs:
        for with_proc in with_proc_or_not:
            facts, said = _look(program, how, with_proc=with_proc)
            if facts is not None:
                found = Layer("bubblewrap", in_force=True, required=True, detail=str(program))
                return Examination((system, found, *_layers(facts, how, with_proc=with_proc)), program, with_proc)
            refusal = refusal or said
    found = Layer("bubblewrap", in_force=True, required=True, detail=", ".join(map(str, programs)))
    return Examination((system, found, remedies.refused(_BUILDERS[how], refusal)))


def _look(program: Path, how: How, *, with_proc: bool) -> Looked:
    proc: walls.Proc = "none" if not with_proc else "writable" if how == "warm" else "read-only"
    try:
        command = walls.command(program, "numpy", SCRATCH_BYTES, proc=proc)
    except SandboxUnavailable as error:
        return None, str(error)
    return look(lambda arguments: ([*command, *arguments], ()), how)


def look(around: Callable[[list[str]], tuple[list[str], Sequence[int]]], how: How) -> Looked:
    """Run the probe behind walls. Its facts, or None and what was said instead.

    `around` gives, for what is to run inside, the whole command and the descriptors that it takes along.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        try:
            command, descriptors = around([*walls.harness("probe"), str(port), str(SCRATCH_BYTES), how])
            result = subprocess.run(  # noqa: S603 - our own command
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env={},
                cwd="/",
                timeout=_SECONDS,
                check=False,
                pass_fds=descriptors,
            )
            return json.loads(result.stdout), ""
        except json.JSONDecodeError:
            # Of a traceback the last line alone says what was wrong.
            return None, (result.stderr.decode("utf-8", "replace").strip().splitlines() or [""])[-1][-400:]
        except (OSError, subprocess.TimeoutExpired) as error:
            return None, str(error)


def _layers(facts: Facts, how: How, *, with_proc: bool) -> tuple[Layer, ...]:
    return (
        *_namespace_layers(facts),
        *(layers_of_each_run(facts) if how == "warm" else ()),
        *layers_inside(facts, ROOT, filter_required=how == "warm"),
        layer(
            "Landlock",
            in_force=facts["landlock"] > 0 and not facts["lists_root"],
            detail=_what_landlock_covers(facts["landlock"]),
            required=False,
            remedy="It needs Linux 5.13 or later with `landlock` in the kernel's `lsm` list; the others hold without.",
        ),
        ordinary_user(),
        layer(
            "private /proc",
            in_force=with_proc,
            detail="only the program's own processes are listed",
            required=False,
            remedy="In a container, `--security-opt systempaths=unconfined` allows it; without it there is no /proc.",
        ),
    )


def layers_inside(facts: Facts, root: set[str], *, filter_required: bool) -> tuple[Layer, ...]:
    """Judge what every walled back-end must give, however its walls are built."""
    return (
        layer(
            "no network",
            in_force=not facts["reaches_host"] and set(facts["interfaces"]) <= {"lo"},
            detail="no interface but an own loopback",
        ),
        layer("private root", in_force=set(facts["root"]) <= root, detail="only libraries, read-only"),
        layer("kernel settings", in_force=not facts["opens_kernel_settings"], detail="/proc cannot be written to"),
        layer(
            "empty environment",
            in_force=set(facts["environment"]) <= {*walls.environment(), "PWD", "LC_CTYPE"},
            detail="none of this machine's variables",
        ),
        layer("scratch cap", in_force=facts["scratch_capped"], detail="a full scratch folder refuses more"),
        layer("resource limits", in_force=facts["file_limit"], detail="CPU, memory, files, open files"),
        layer(
            "system-call filter",
            in_force=facts["call_filter"] and facts["refuses_processes"],
            detail="no sockets, no other programs, no new processes",
            required=filter_required,
            remedy="It needs a kernel with seccomp on x86-64 or 64-bit ARM; the other layers hold without it.",
        ),
        layer("no capabilities", in_force=facts["capabilities"] == 0, detail="none that it has, none that it can get"),
    )


def ordinary_user() -> Layer:
    """Say whether this process has no special rights that a hole in the walls would give away."""
    if os.geteuid() != 0:
        return layer("ordinary user", in_force=True, detail="behind the walls there is no root account", required=False)
    return Layer(
        "ordinary user",
        in_force=False,
        required=False,
        detail="thinkaloud runs as root",
        remedy="Start it as an ordinary user; as root some limits of the kernel do not count.",
    )


def layers_of_each_run(facts: Facts, namespaces: Iterable[str] = NAMESPACES) -> list[Layer]:
    """Judge whether a forked process is apart from the one that it was forked from."""
    inner, outer = facts["namespaces"], facts["outer_namespaces"]
    return [
        layer(
            "namespaces of each run",
            in_force=all(inner[name] and inner[name] != outer[name] for name in namespaces),
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


def _namespace_layers(facts: Facts) -> list[Layer]:
    layers = []
    for name, says in NAMESPACES.items():
        inside = facts["namespaces"][name]
        # Without /proc inside nothing can be compared; bubblewrap itself fails where it cannot make one.
        layers.append(
            layer(f"{name} namespace", in_force=inside != str(Path(f"/proc/self/ns/{name}").readlink()), detail=says)
        )
    return layers


def layer(
    name: str,
    *,
    in_force: bool,
    detail: str,
    required: bool = True,
    remedy: str = "Please report this with the output of `thinkaloud doctor`.",
) -> Layer:
    """Make a layer that says the same thing whether it is in force or not, and in the second case what helps."""
    return Layer(
        name,
        in_force=in_force,
        required=required,
        detail=detail if in_force else f"not so here: {detail}",
        remedy="" if in_force else remedy,
    )
