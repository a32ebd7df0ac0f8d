"""Numerical kernels are held to what every AVX2 machine has, and to nothing where that is not there."""

import os
import subprocess
import sys

import pytest

from runner import pins

MODERN = ("avx", "avx2", "fma", "bmi1", "bmi2", "avx512f")
DISPATCHED = ("X86_V3", "X86_V4", "AVX512_ICL", "AVX512_SPR")


def test_an_avx2_machine_holds_every_library_to_avx2():
    found = pins.processor_pins("x86_64", MODERN, DISPATCHED)
    assert found["OPENBLAS_CORETYPE"] == "Haswell"
    assert found["NPY_DISABLE_CPU_FEATURES"] == "AVX512_ICL AVX512_SPR X86_V4"


def test_machines_with_and_without_avx512_get_the_same_settings():
    assert pins.processor_pins("x86_64", MODERN, DISPATCHED) == pins.processor_pins("AMD64", MODERN[:-1], DISPATCHED)


@pytest.mark.parametrize(("machine", "features"), [("aarch64", ("asimd",)), ("x86_64", ("avx",)), ("x86_64", ())])
def test_a_processor_without_it_is_left_to_the_libraries(machine, features):
    assert pins.processor_pins(machine, features, DISPATCHED) == {}


def test_a_numpy_that_names_its_features_otherwise_is_told_its_own_names():
    older = ("SSE42", "AVX2", "FMA3", "AVX512F", "AVX512_SKX")
    assert pins.processor_pins("x86_64", MODERN, older)["NPY_DISABLE_CPU_FEATURES"] == "AVX512F AVX512_SKX"
    assert "NPY_DISABLE_CPU_FEATURES" not in pins.processor_pins("x86_64", MODERN, ("AVX2",))


def test_this_numpy_takes_the_settings_without_a_word():
    program = "import numpy as np; print(np.show_config(mode='dicts')['SIMD Extensions'].get('found', []))"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        check=False,
        env={**os.environ, **pins.PINNED},
        capture_output=True,
        text=True,
    )
    assert result.stderr == ""
    if "NPY_DISABLE_CPU_FEATURES" in pins.PINNED:
        assert "AVX512" not in result.stdout
        assert "X86_V4" not in result.stdout
