"""Finds out which protections the gVisor back-end gives on this machine, by trying each of them."""

import contextlib
import os
import platform
import subprocess
from pathlib import Path

from runner import doctor, remedies, walls, walls_gvisor
from runner.sandbox import Layer, SandboxUnavailable

_OWN = ("mnt", "pid", "net", "ipc", "uts")
"""Namespaces that a run has of its own. It is an ordinary user in the guest's, which its parent is not."""
_DEVICES = {"fd", "full", "null", "random", "urandom", "zero"}
_SECONDS = 20


class GuestExamination(doctor.Examination, frozen=True):
    """What was found."""

    runsc: Path | None = None
    """The gVisor that works here."""


def examine() -> GuestExamination:
    """Try everything that a run has around it behind a second kernel. Takes a second or so."""
    if not walls.is_supported_system():
        return GuestExamination((remedies.another_system(),))
    programs, runsc = walls.find_bubblewrap(), walls_gvisor.find_runsc()
    known = [doctor.this_system()]
    if runsc is None:
        return GuestExamination((*known, remedies.no_runsc()))
    known.append(Layer("gVisor", in_force=True, required=True, detail=f"{runsc}, {_version(runsc)}"))
    if not programs:
        return GuestExamination((*known, remedies.no_bubblewrap()))
    refusal = ""
    for program in programs:
        facts, said = _look(program, runsc)
        if facts is not None:
            found = Layer("bubblewrap", in_force=True, required=True, detail=str(program))
            return GuestExamination((*known, found, *_layers(facts)), program, True, runsc)  # noqa: FBT003
        refusal = refusal or said
    return GuestExamination((*known, _refused(refusal)))


def _look(program: Path, runsc: Path) -> doctor.Looked:
    with contextlib.ExitStack() as held:

        def around(arguments: list[str]) -> tuple[list[str], list[int]]:
            bundle = walls_gvisor.describe(arguments)
            held.callback(os.close, bundle)
            return walls_gvisor.command(program, runsc, "numpy", bundle, []), [bundle]

        try:
            return doctor.look(around, "guest")
        except SandboxUnavailable as error:
            return None, str(error)


def _layers(facts: doctor.Facts) -> tuple[Layer, ...]:
    return (
        doctor.layer(
            "second kernel",
            in_force=facts["kernel"] != f"{platform.release()} {platform.version()}",
            detail=f"the program talks to gVisor's kernel ({facts['kernel'].split()[0]}), not to this machine's",
        ),
        *doctor.layers_of_each_run(facts, _OWN),
        *doctor.layers_inside(facts, doctor.ROOT, filter_required=True),
        doctor.layer(
            "own processes alone",
            in_force=facts["processes"] == ["1"],
            detail="a run sees no process of the guest but its own",
        ),
        doctor.layer(
            "few devices",
            in_force=set(facts["devices"]) <= _DEVICES,
            detail="none that gVisor gives beyond what Python needs",
        ),
        doctor.layer(
            "another user",
            in_force=facts["user"] != 0,
            detail="a run is not the user that forked it",
        ),
        doctor.layer(
            "Landlock",
            in_force=facts["landlock"] > 0,
            detail="rules on files that cannot be taken off",
            required=False,
            remedy="gVisor's kernel has none; the private root and the second kernel hold without it.",
        ),
        doctor.ordinary_user(),
    )


def _refused(said: str) -> Layer:
    if "namespace" in said or "uid map" in said:
        return remedies.refused("bubblewrap", said)
    return Layer(
        "second kernel",
        in_force=False,
        required=True,
        detail=f"gVisor did not start ({said})",
        remedy="It needs a release from 2024 or later, with the platform `systrap`.",
    )


def _version(runsc: Path) -> str:
    try:
        asked = subprocess.run(  # noqa: S603 - a fixed argument
            [str(runsc), "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return asked.stdout.decode("utf-8", "replace").partition("\n")[0].strip()
