"""What results may depend on, in words and as a fingerprint.

The same fingerprint promises the same bytes for the same program. Another one promises nothing of the kind; that is
what the tolerances of checks are for.
"""

import hashlib
import platform
import sys
from collections.abc import Mapping
from functools import lru_cache

import msgspec
from msgspec import Struct

from runner import pins, profile
from runner.sandbox import SandboxUnavailable

NAMED = {
    "numpy": "NumPy",
    "scipy": "SciPy",
    "pandas": "pandas",
    "scikit-learn": "scikit-learn",
    "torch": "PyTorch",
    "transformers": "transformers",
}
"""Libraries that a summary names."""


class Environment(Struct, frozen=True, kw_only=True):
    """Interpreter, machine, libraries and settings that programs run with."""

    python: str
    machine: str
    """Architecture as the system names it."""
    processor: str
    processor_features: tuple[str, ...]
    """Those that libraries may choose their kernels by."""
    c_library: str
    libraries: Mapping[str, str]
    """Version by name, of everything that any profile shows."""
    pins: Mapping[str, str]
    """Environment variables that are set before the interpreter starts; see `runner.pins`."""
    interpreter_flags: tuple[str, ...]
    harness_sha256: str
    """Of our own code inside the sandbox."""

    @property
    def kernels(self) -> str:
        """Which numerical kernels the libraries take."""
        return "AVX2 kernels" if "OPENBLAS_CORETYPE" in self.pins else "kernels of the processor's own choice"

    @property
    def summary(self) -> str:
        """One line for people."""
        libraries = [f"{NAMED[name]} {self.libraries[name]}" for name in NAMED if name in self.libraries]
        return ", ".join([f"Python {self.python}", *libraries, self.c_library, f"{self.machine} with {self.kernels}"])

    @property
    def sha256(self) -> str:
        """Fingerprint of all of it."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Describe what programs run with on this machine."""
    name, features = pins.processor()
    return Environment(
        python=f"{platform.python_version()} ({platform.python_implementation()}, {' '.join(platform.python_build())})",
        machine=platform.machine(),
        processor=name,
        processor_features=features,
        c_library=" ".join(part for part in platform.libc_ver() if part) or sys.platform,
        libraries=_versions(),
        pins=pins.PINNED,
        interpreter_flags=profile.INTERPRETER_FLAGS,
        harness_sha256=_harness_sha256(),
    )


def _versions() -> dict[str, str]:
    versions: dict[str, str] = {}
    for name in profile.DISTRIBUTIONS:
        try:
            versions |= {profile.normal(part.metadata["Name"]): part.version for part in profile.closure(name)}
        except SandboxUnavailable:
            # A profile that is not installed; the others run as they are.
            continue
    return dict(sorted(versions.items()))


def _harness_sha256() -> str:
    content = hashlib.sha256()
    for path in sorted(profile.HARNESS.glob("*.py")):
        content.update(f"{path.name}\n".encode() + path.read_bytes())
    return content.hexdigest()
