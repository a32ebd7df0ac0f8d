"""What holds for every test: no network but loopback, and no skips where they are forbidden."""

import os
import signal
import socket
from collections.abc import Iterator
from typing import Any

import pytest

FORBID_SKIPS = bool(os.environ.get("THINKALOUD_FORBID_SKIPS"))
_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


class NetworkForbidden(RuntimeError):
    def __init__(self, address: object) -> None:
        super().__init__(f"A test tried to reach {address!r}. Tests may only use loopback.")


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(_LOOPBACK):
            raise NetworkForbidden(address)
        real_connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if FORBID_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and skips are forbidden here: {reason}"
    return report


def pytest_configure() -> None:
    """Let Ctrl-C reach the programs under test also where a shell has started the tests in its background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


ORDER = ("unit", "architecture", "interviewer", "contract", "attacks", "acceptance", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, so that they fail first."""

    def rank(item: pytest.Item) -> int:
        parts = item.path.parts
        return next((place for place, name in enumerate(ORDER) if name in parts), 0)

    items.sort(key=rank)
