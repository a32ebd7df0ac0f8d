"""What a program may import, and where that lies on this machine.

Only the files of the profile's own distributions are named here, one by one; whatever else is installed beside them,
the product itself included, is not part of any profile. Must not know how a sandbox is built.
"""

import re
import sys
import sysconfig
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from runner.sandbox import Profile, SandboxUnavailable

DISTRIBUTIONS: dict[Profile, tuple[str, ...]] = {
    "numpy": ("numpy", "pytest"),
    "science": ("numpy", "scipy", "pandas", "scikit-learn", "matplotlib", "pytest"),
    "torch": ("numpy", "torch", "pytest"),
    "transformers": ("numpy", "torch", "tokenizers", "transformers", "pytest"),
}
"""pytest is for the candidate's own tests."""

OPTIONAL: dict[str, str] = {"torch": " A build for the processor alone is enough, and much smaller."}
"""Distributions that do not come with the product, and what to know before one installs them."""

INTERPRETER_FLAGS = ("-s", "-P", "-S", "-B")
"""No user packages, no script folder on the path, no search for packages at all, no byte-code files."""

HARNESS = Path(__file__).parent / "harness"


class Mount(Struct, frozen=True):
    """A file or folder of this machine and its path relative to where it will be seen."""

    source: Path
    target: str


class Interpreter(Struct, frozen=True):
    """The Python installation below any virtual environment."""

    executable: Path
    mounts: tuple[Mount, ...]
    """Standard library and shared library, relative to the prefix."""
    package_folders: tuple[str, ...]
    """Folders of packages inside the standard library, relative to the prefix: to be hidden."""


@lru_cache(maxsize=1)
def interpreter() -> Interpreter:
    """Find the interpreter that runs this process, without its virtual environment."""
    prefix = Path(sys.base_prefix)
    executable = Path(getattr(sys, "_base_executable", None) or sys.executable).resolve()
    names = {"base": str(prefix), "platbase": str(sys.base_exec_prefix), "installed_base": str(prefix)}
    names["installed_platbase"] = names["platbase"]
    folders = {Path(sysconfig.get_path(key, vars=names)) for key in ("stdlib", "platstdlib")}
    mounts = [Mount(executable, f"bin/{executable.name}")]
    mounts += [Mount(folder, _below(folder, prefix)) for folder in sorted(folders) if folder.is_dir()]
    if (prefix / "conda-meta").is_dir():
        mounts += [Mount(path, f"lib/{path.name}") for path in sorted(prefix.glob("lib/*.so*"))]
    else:
        mounts += [Mount(path, f"lib/{path.name}") for path in sorted(prefix.glob("lib/libpython*.so*"))]
    packages = [
        f"{_below(folder, prefix)}/{name}"
        for folder in sorted(folders)
        for name in ("site-packages", "dist-packages")
        if (folder / name).is_dir()
    ]
    return Interpreter(executable, tuple(mounts), tuple(packages))


def _below(folder: Path, prefix: Path) -> str:
    return str(folder.relative_to(prefix)) if folder.is_relative_to(prefix) else f"lib/{folder.name}"


def closure(profile: Profile) -> tuple[metadata.Distribution, ...]:
    """List the profile's distributions and all that they need, by name. Raises SandboxUnavailable."""
    found: dict[str, metadata.Distribution] = {}
    wanted = list(DISTRIBUTIONS[profile])
    while wanted:
        name = normal(wanted.pop(0))
        if name in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            if name in DISTRIBUTIONS[profile]:
                remedy = f"Install it with `{sys.executable} -m pip install {name}`.{OPTIONAL.get(name, '')}"
                raise SandboxUnavailable(f"{name} is not installed.", remedy) from None
            # Needed on another system or another Python only.
            continue
        found[name] = distribution
        wanted += _requirements(distribution)
    return tuple(found[name] for name in sorted(found))


def lacking(profile: Profile) -> SandboxUnavailable | None:
    """Say which library of a profile is not installed, and what to do; None when all are there."""
    try:
        closure(profile)
    except SandboxUnavailable as missing:
        return missing
    return None


def _requirements(distribution: metadata.Distribution) -> Iterator[str]:
    for requirement in distribution.requires or ():
        name, _, marker = requirement.partition(";")
        if "extra" not in marker and (match := re.match(r"[\w.-]+", name.strip())):
            yield match[0]


def normal(name: str) -> str:
    """Write a distribution's name as packaging tools compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@lru_cache(maxsize=8)
def package_mounts(profile: Profile) -> tuple[Mount, ...]:
    """List what the profile's distributions installed, relative to one folder. Raises SandboxUnavailable."""
    mounts: dict[str, Mount] = {}
    for distribution in closure(profile):
        for name in sorted(_top_names(distribution)):
            source = Path(str(distribution.locate_file(name)))
            for mount in _mounts_of(source, name, distribution):
                mounts[mount.target] = mount
    return tuple(mounts[target] for target in sorted(mounts))


def _top_names(distribution: metadata.Distribution) -> set[str]:
    if distribution.files is None:
        # Installed by a system's own package manager, which keeps the list elsewhere.
        return set((distribution.read_text("top_level.txt") or distribution.metadata["Name"]).split())
    names = {file.parts[0] for file in distribution.files}
    return {name for name in names if name not in ("..", "__pycache__") and not name.endswith(".pth")}


def _mounts_of(source: Path, name: str, distribution: metadata.Distribution) -> list[Mount]:
    if source.suffix == ".py" or not source.is_dir():
        return [Mount(source, name)] if source.exists() else []
    is_package = (source / "__init__.py").exists() or "." in name
    if is_package or distribution.files is None:
        return [Mount(source, name)]
    # A folder that several distributions may share: only what this one put there.
    parts = {file.parts[1] for file in distribution.files if file.parts[0] == name and len(file.parts) > 1}
    return [Mount(source / part, f"{name}/{part}") for part in sorted(parts) if (source / part).exists()]
