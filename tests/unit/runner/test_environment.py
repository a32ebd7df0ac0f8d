"""The fingerprint covers what results may depend on, and its parts can be read."""

import msgspec
import pytest

from runner import environment as module
from runner.environment import environment


def test_the_fingerprint_is_steady():
    assert environment().sha256 == module.environment.__wrapped__().sha256


@pytest.mark.parametrize("part", environment().__struct_fields__)
def test_each_part_changes_the_fingerprint(part):
    now = getattr(environment(), part)
    other = f"{now}?" if isinstance(now, str) else {"x": "y"} if isinstance(now, dict) else ("other",)
    assert msgspec.structs.replace(environment(), **{part: other}).sha256 != environment().sha256


def test_it_names_its_parts_in_one_line():
    summary = environment().summary
    assert summary.startswith(f"Python {environment().python}, NumPy {environment().libraries['numpy']}")
    assert "kernels" in summary
    assert "\n" not in summary
