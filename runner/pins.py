"""Settings that results depend on, fixed before a program's interpreter starts.

Some are about the processor: numerical libraries pick their kernels by what it can do, and kernels differ in the last
bits. On x86-64 all are held to AVX2 where it exists, so machines with and without AVX-512 take the same ones; elsewhere
each library chooses for itself. Must not know what is run, or how a sandbox is built.
"""

import platform
import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

FIXED: Final[dict[str, str]] = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "LOKY_MAX_CPU_COUNT": "1",
    # Without other processes `n_jobs=2` cannot be had; so joblib works it off in one.
    "JOBLIB_MULTIPROCESSING": "0",
    # Tokenisers of a batch work in threads that a warm parent must not have; and nobody downloads a model in here.
    "TOKENIZERS_PARALLELISM": "false",
    "RAYON_NUM_THREADS": "1",
    "HF_HUB_OFFLINE": "1",
    # Each thread of the C library's allocator would reserve 64 MiB of the address space that is limited.
    "MALLOC_ARENA_MAX": "1",
    "MPLBACKEND": "Agg",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "COLUMNS": "100",
}
"""The same on every machine. So an interpreter is started without `-E` and `-I`, which would ignore the hash seed."""

HELD_TO_AVX2: Final[dict[str, str]] = {
    "OPENBLAS_CORETYPE": "Haswell",
    "MKL_CBWR": "AVX2",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "ATEN_CPU_CAPABILITY": "avx2",
    "FBGEMM_ENABLE_INSTRUCTIONS": "AVX2",
}
"""For OpenBLAS (NumPy, SciPy), and MKL, oneDNN, ATen and FBGEMM (PyTorch): each has its own word for the same thing."""

_AVX2: Final = frozenset({"avx2", "fma", "bmi1", "bmi2"})
"""What the kernels for Haswell use."""
_VECTOR_FEATURE: Final = re.compile(r"(sse4_|avx|fma|f16c|amx|asimd|sve|neon|bf16|fphp|i8mm|vsx|altivec|vx)")
_BEYOND_AVX2: Final = re.compile(r"(AVX512|X86_V4)")


def processor_pins(machine: str, features: Collection[str], numpy_dispatch: Collection[str]) -> dict[str, str]:
    """Give the settings that hold libraries to one kind of kernel; none where the processor has no common one.

    `numpy_dispatch`: names of the features that this build of NumPy can be told to leave alone. They differ between its
    versions, and one that is not among them is warned about, or, when the build cannot do without it, an error.
    """
    if machine.lower() not in {"x86_64", "amd64"} or not set(features) >= _AVX2:
        return {}
    disabled = sorted(name for name in numpy_dispatch if _BEYOND_AVX2.match(name))
    return HELD_TO_AVX2 | ({"NPY_DISABLE_CPU_FEATURES": " ".join(disabled)} if disabled else {})


@lru_cache(maxsize=1)
def processor() -> tuple[str, tuple[str, ...]]:
    """Give the processor's name and the features that libraries may choose their kernels by, sorted."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor(), ()
    named: dict[str, str] = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if colon:
            # Of many processors the first speaks for all.
            named.setdefault(key.strip().lower(), value.strip())
    # 64-bit ARM has no name there, but numbers that stand for one.
    numbers = " ".join(named[key] for key in ("cpu implementer", "cpu part") if key in named)
    flags = (named.get("flags") or named.get("features") or "").split()
    kept = sorted(flag for flag in flags if _VECTOR_FEATURE.match(flag) or flag in _AVX2)
    return named.get("model name") or numbers or platform.processor(), tuple(kept)


def numpy_dispatch() -> tuple[str, ...]:
    """List the processor features that this NumPy has kernels of their own for."""
    extensions = np.show_config(mode="dicts").get("SIMD Extensions", {})
    return (*extensions.get("found", ()), *extensions.get("not found", ()))


PINNED: Final[dict[str, str]] = FIXED | processor_pins(platform.machine(), processor()[1], numpy_dispatch())
"""All of them, as this machine wants them."""
