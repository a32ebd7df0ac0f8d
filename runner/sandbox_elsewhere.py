"""What stands in for every back-end where there is no Linux: it says so, and runs nothing.

Imports nothing that only Linux has.
"""

from collections.abc import Mapping
from typing import NoReturn, Self

from runner import remedies
from runner.report import Limits
from runner.sandbox import Layer, Profile, Program, SandboxUnavailable


class ElsewhereSandbox:
    """Refuses every program, in one line that says where to read on."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """Name of the back-end that was asked for."""
        return self._name

    @property
    def environment_sha256(self) -> str:
        """No program has an environment here."""
        return ""

    def layers(self) -> tuple[Layer, ...]:
        """Say that the system is missing."""
        return (remedies.another_system(),)

    def open(self, program: Program, limits: Limits) -> NoReturn:  # noqa: ARG002 - nothing is run
        """Refuse. Raises SandboxUnavailable."""
        self._refuse()

    def open_notebook(
        self,
        profile: Profile,  # noqa: ARG002
        files: Mapping[str, bytes],  # noqa: ARG002
        limits: Limits,  # noqa: ARG002
        *,
        seed: int = 0,  # noqa: ARG002
    ) -> NoReturn:
        """Refuse. Raises SandboxUnavailable."""
        self._refuse()

    def warm(self, profile: Profile, limits: Limits | None = None) -> NoReturn:  # noqa: ARG002
        """Refuse. Raises SandboxUnavailable."""
        self._refuse()

    def close(self) -> None:
        """Nothing is held."""

    def _refuse(self) -> NoReturn:
        layer = remedies.another_system()
        raise SandboxUnavailable(f"{layer.detail}.", layer.remedy)
