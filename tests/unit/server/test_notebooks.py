"""Who has a notebook and for how long: the policy, over a worker process that does what the test says."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import ClassVar

import pytest

from question_bank.load import Bank
from runner.report import CellReport, Measured, Verdict
from server import notebooks as module
from server.notebook_process import CloseNotebook, InterruptNotebook, Order, Warm
from server.notebooks import ProcessNotebooks
from tests.unit.server.house import soon
from transcripts.cells import Cell

CELL = Cell("1", "code", "", 1)
PASSED = CellReport(verdict=Verdict.PASSED)


class FakeHost:
    """Runs a cell until the test lets it go; remembers the orders."""

    made: ClassVar[list["FakeHost"]] = []

    def __init__(self, _choice: object, *, on_end: Callable[["FakeHost"], None]) -> None:
        self.on_end = on_end
        self.orders: list[Order] = []
        self.running: dict[int, asyncio.Future[CellReport]] = {}
        self.is_killed = False
        FakeHost.made.append(self)

    async def run(self, key: int, *_: object) -> tuple[CellReport, Measured]:
        self.running[key] = asyncio.get_running_loop().create_future()
        return await self.running[key], Measured(wall_ms=1)

    def send(self, order: Order) -> None:
        self.orders.append(order)

    def kill(self) -> None:
        self.is_killed = True

    def end_by_itself(self) -> None:
        for running in self.running.values():
            if not running.done():
                running.set_exception(module._HostEnded("gone"))
        self.on_end(self)

    @property
    def closed(self) -> list[int]:
        return [order.key for order in self.orders if isinstance(order, CloseNotebook)]


class Sessions:
    """Several sessions and what they heard."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.notebooks = ProcessNotebooks(bank, n_most=2, idle_seconds=1000)
        self.heard: list[tuple[str, object]] = []

    def run(self, name: str) -> "asyncio.Task[tuple[CellReport, Measured]]":
        return asyncio.create_task(
            self.notebooks.run(
                name,
                self.bank.get("churn-prediction"),
                CELL,
                lambda why: self.heard.append((name, why)),
                lambda n_ahead: self.heard.append((name, n_ahead)),
            )
        )

    async def ran(self, name: str, report: CellReport = PASSED) -> CellReport:
        """Run a cell and let it end like this."""
        n_before = len(self.going())
        task = self.run(name)
        await soon(lambda: len(self.going()) > n_before)
        self.going()[-1].set_result(report)
        return (await task)[0]

    def going(self) -> list["asyncio.Future[CellReport]"]:
        return (
            [running for running in FakeHost.made[-1].running.values() if not running.done()] if FakeHost.made else []
        )


@pytest.fixture
async def sessions(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sessions]:
    FakeHost.made = []
    monkeypatch.setattr(module, "_Host", FakeHost)
    monkeypatch.setattr(module, "QUIET_WAIT_SECONDS", 0.01)
    sessions = Sessions(bank)
    yield sessions
    await sessions.notebooks.close()


async def test_a_session_keeps_its_notebook_from_cell_to_cell(sessions):
    await sessions.ran("a")
    await sessions.ran("a")
    await sessions.ran("b")
    assert list(FakeHost.made[0].running) == [1, 2]
    assert (FakeHost.made[0].closed, sessions.heard) == ([], [])


async def test_when_all_are_taken_the_longest_idle_one_makes_room_and_hears_of_it(sessions):
    for name in ("a", "b", "a", "c"):
        await sessions.ran(name)
    assert sessions.heard == [("b", "crowded")]
    assert FakeHost.made[0].closed == [2]


async def test_who_is_at_work_is_never_put_out_and_the_next_one_waits(sessions):
    first, second, third = sessions.run("a"), sessions.run("b"), sessions.run("c")
    await soon(lambda: sessions.heard)
    assert sessions.heard == [("c", 1)]
    assert len(sessions.going()) == 2
    sessions.going()[0].set_result(PASSED)
    assert (await first)[0] is PASSED
    await soon(lambda: len(sessions.going()) == 2)
    assert sessions.heard == [("c", 1), ("a", "crowded")]
    for going in sessions.going():
        going.set_result(PASSED)
    await second
    assert (await third)[0] is PASSED


async def test_a_cell_that_waits_for_a_notebook_can_be_stopped(sessions):
    tasks = [sessions.run("a"), sessions.run("b")]
    waits = sessions.run("c")
    await soon(lambda: sessions.heard)
    sessions.notebooks.interrupt("c")
    report, _ = await waits
    assert (report.verdict, report.interrupted, report.state_lost) == (Verdict.NOT_RUN, True, False)
    for going in sessions.going():
        going.set_result(PASSED)
    await asyncio.gather(*tasks)


async def test_an_idle_notebook_is_ended_after_a_while(bank, sessions):
    sessions.notebooks = ProcessNotebooks(bank, n_most=2, idle_seconds=0.05)
    await sessions.ran("a")
    await soon(lambda: sessions.heard)
    assert (sessions.heard, FakeHost.made[0].closed) == ([("a", "idle")], [1])
    await sessions.ran("a")
    assert list(FakeHost.made[0].running) == [1, 2]
    await sessions.notebooks.close()


async def test_a_notebook_that_runs_is_not_idle(bank, sessions):
    sessions.notebooks = ProcessNotebooks(bank, n_most=2, idle_seconds=0.05)
    await sessions.ran("a")
    task = sessions.run("a")
    await asyncio.sleep(0.15)
    assert sessions.heard == []
    sessions.going()[0].set_result(PASSED)
    await task
    await sessions.notebooks.close()


async def test_a_lost_notebook_makes_room_and_is_not_told_twice(sessions):
    lost = CellReport(verdict=Verdict.MEMORY_LIMIT, state_lost=True)
    assert await sessions.ran("a", lost) is lost
    await sessions.ran("b")
    await sessions.ran("c")
    assert (sessions.heard, FakeHost.made[0].closed) == ([], [1])


async def test_stop_and_end_reach_the_right_notebook(sessions):
    await sessions.ran("a")
    await sessions.ran("b")
    sessions.notebooks.interrupt("b")
    sessions.notebooks.end("a")
    sessions.notebooks.end("nobody")
    sessions.notebooks.interrupt("nobody")
    assert FakeHost.made[0].orders[-2:] == [InterruptNotebook(2), CloseNotebook(1)]
    assert sessions.heard == []


async def test_a_cell_that_nobody_waits_for_takes_its_notebook_along(sessions):
    task = sessions.run("a")
    await soon(sessions.going)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert FakeHost.made[0].closed == [1]


async def test_when_the_process_of_all_dies_those_at_work_fail_and_the_others_hear_of_it(sessions):
    await sessions.ran("a")
    task = sessions.run("b")
    await soon(sessions.going)
    FakeHost.made[0].end_by_itself()
    report, _ = await task
    assert (report.verdict, report.state_lost) == (Verdict.RUNNER_FAULT, True)
    assert sessions.heard == [("a", "server_restarted")]
    assert await sessions.ran("b") is PASSED
    assert len(FakeHost.made) == 2


async def test_only_questions_with_data_start_the_process_ahead(bank, sessions):
    sessions.notebooks.warm(bank.get("conv2d-naive"))
    assert FakeHost.made == []
    sessions.notebooks.warm(bank.get("churn-prediction"))
    assert FakeHost.made[0].orders == [Warm("science")]


async def test_after_the_close_nothing_is_started(sessions):
    await sessions.ran("a")
    await sessions.notebooks.close()
    await sessions.notebooks.close()
    assert FakeHost.made[0].is_killed
    report, _ = await sessions.run("a")
    assert report.interrupted
    assert len(FakeHost.made) == 1
