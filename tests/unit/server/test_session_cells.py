"""Cells of a session: what its log is told of them, in which order, and what a restart makes of them."""

import asyncio

import pytest

from agent.drive import replay
from runner.report import Verdict
from server.judge import RunnerState
from server.outbox import Outbox
from server.wire import (
    Accepted,
    RejectCode,
    Rejected,
    RequestCell,
    RequestCellsRestart,
    RequestEnd,
    RequestRun,
    RequestStop,
    SendEdit,
)
from tests.unit.server.house import QUESTION_ID, House, appended, soon
from transcripts.changes import replace_all
from transcripts.events import (
    CellRan,
    CellRequested,
    CellsEnded,
    CellsRestartRequested,
    RunQueued,
    SessionEnded,
    SessionResumed,
    StopRequested,
)

CODE = "# %% one\nx = 1\n# %% [markdown]\n# words\n# %%\nx + 1\n"
CELLS = (CellRequested, CellRan, CellsEnded, CellsRestartRequested, StopRequested, RunQueued)


class AtTheCells:
    """Somebody in a session whose code has cells."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.outbox = Outbox()
        self.n_sent = 0

    async def join(self) -> "AtTheCells":
        self.session_id = await self.house.registry.start(QUESTION_ID)
        await self.attach()
        ledger = self.actor._ledger
        changes = replace_all(ledger.code, CODE)
        edit = SendEdit(intent_id="edit", base_revision=ledger.revision, changes=changes, client_id="page")
        assert isinstance(await self.actor.submit(edit), Accepted)
        return self

    async def attach(self) -> None:
        self.outbox = Outbox()
        self.actor, _ = await self.house.registry.attach(self.session_id, self.outbox)

    async def ask(self, intent: type, **given: object) -> Accepted | Rejected:
        self.n_sent += 1
        return await self.actor.submit(intent(intent_id=f"i{self.n_sent}", **given))

    async def told(self) -> list[object]:
        return [line.event for line in await self.house.log(self.session_id) if isinstance(line.event, CELLS)]

    async def until(self, kind: type, n: int = 1) -> None:
        async def there() -> bool:
            return sum(isinstance(event, kind) for event in await self.told()) >= n

        for _ in range(2000):
            if await there():
                return
            await asyncio.sleep(0)
        raise AssertionError(f"no {kind.__name__} came: {await self.told()}")


@pytest.fixture
async def person(house: House) -> AtTheCells:
    return await AtTheCells(house).join()


async def test_a_cell_runs_as_it_stood_with_its_place_in_the_file(person):
    answer = await person.ask(RequestCell, cell=2)
    await person.until(CellRan)
    assert person.house.notebooks.ran == [(person.session_id, "x + 1\n", 6)]
    requested, ran = await person.told()
    assert (requested.cell, ran.requested_seq, ran.report.result) == (2, answer.seq, "x + 1\n")
    assert [type(line.event) for line in appended(person.outbox)][-2:] == [CellRequested, CellRan]


@pytest.mark.parametrize(("cell", "why"), [(-1, "no cell"), (3, "no cell"), (1, "text")])
async def test_a_cell_that_is_not_there_or_is_text_is_refused(person, cell, why):
    answer = await person.ask(RequestCell, cell=cell)
    assert (answer.code, why in answer.reason) == (RejectCode.MALFORMED, True)
    assert await person.told() == []


async def test_one_thing_at_a_time(person):
    person.house.notebooks.go.clear()
    await person.ask(RequestCell, cell=0)
    assert person.actor.is_running
    for intent, given in ((RequestCell, {"cell": 0}), (RequestRun, {"purpose": "run"})):
        assert (await person.ask(intent, **given)).code is RejectCode.BUSY
    person.house.notebooks.go.set()
    await person.until(CellRan)
    assert isinstance(await person.ask(RequestCell, cell=0), Accepted)


async def test_where_no_code_can_be_run_no_cell_is_either(person):
    person.house.judge.runner = RunnerState(name="", available=False, message="No sandbox.")
    answer = await person.ask(RequestCell, cell=0)
    assert (answer.code, answer.reason) == (RejectCode.RUNNER_UNAVAILABLE, "No sandbox.")


async def test_stop_interrupts_the_cell_that_it_names_and_no_other(person):
    person.house.notebooks.go.clear()
    answer = await person.ask(RequestCell, cell=0)
    await soon(lambda: person.house.notebooks.ran)
    await person.ask(RequestStop, requested_seq=answer.seq - 1)
    assert not person.house.notebooks.interrupted.is_set()
    await person.ask(RequestStop, requested_seq=answer.seq)
    await person.until(CellRan)
    report = (await person.told())[-1].report
    assert (report.interrupted, report.state_lost) == (True, False)


async def test_a_restart_with_nothing_running_is_said(person):
    await person.ask(RequestCellsRestart)
    await person.until(CellsEnded)
    assert [type(event) for event in await person.told()] == [CellsRestartRequested, CellsEnded]
    assert (await person.told())[-1].why == "restarted"
    assert person.house.notebooks.closed == [person.session_id]


async def test_a_restart_ends_the_running_cell_first(person):
    person.house.notebooks.go.clear()
    await person.ask(RequestCell, cell=0)
    await soon(lambda: person.house.notebooks.ran)
    await person.ask(RequestCellsRestart)
    await person.until(CellsEnded)
    told = await person.told()
    assert [type(event) for event in told] == [CellRequested, CellsRestartRequested, CellRan, CellsEnded]
    assert told[2].report.interrupted
    assert not person.actor.is_running


@pytest.mark.parametrize("why", ["idle", "crowded", "server_restarted"])
async def test_a_notebook_that_is_taken_away_is_said(person, why):
    await person.ask(RequestCell, cell=0)
    await person.until(CellRan)
    person.house.notebooks.on_ended[person.session_id](why)
    await person.until(CellsEnded)
    assert (await person.told())[-1].why == why


async def test_a_wait_for_a_notebook_is_said(person):
    person.house.notebooks.go.clear()
    answer = await person.ask(RequestCell, cell=0)
    await soon(lambda: person.house.notebooks.ran)
    person.house.notebooks.on_queued[person.session_id](3)
    await person.until(RunQueued)
    queued = (await person.told())[-1]
    assert (queued.requested_seq, queued.n_ahead) == (answer.seq, 3)


async def test_the_end_of_the_interview_ends_the_notebook_and_stores_nothing_more(person):
    person.house.notebooks.go.clear()
    await person.ask(RequestCell, cell=0)
    await person.ask(RequestEnd)
    log = await person.house.log(person.session_id)
    if not isinstance(log[-1].event, SessionEnded):
        await person.ask(RequestEnd)
    person.house.notebooks.go.set()
    await asyncio.sleep(0.01)
    assert isinstance((await person.house.log(person.session_id))[-1].event, SessionEnded)
    assert person.session_id in person.house.notebooks.closed


async def test_after_a_restart_of_the_server_the_loss_is_said_before_anything_else(person):
    await person.ask(RequestCell, cell=0)
    await person.until(CellRan)
    await person.house.restart()
    await person.attach()
    assert (await person.told())[-1] == CellsEnded(why="server_restarted")
    await person.house.restart()
    await person.attach()
    assert sum(isinstance(event, CellsEnded) for event in await person.told()) == 1


async def test_a_cell_that_a_restart_cut_off_is_reported_as_our_fault(person):
    await person.ask(RequestCell, cell=0)
    await person.until(CellRan)
    person.house.notebooks.go.clear()
    answer = await person.ask(RequestCell, cell=2)
    await person.house.restart()
    await person.attach()
    log = await person.house.log(person.session_id)
    resumed = next(at for at, line in enumerate(log) if isinstance(line.event, SessionResumed))
    ended, ran = [line.event for line in log[resumed + 1 :] if isinstance(line.event, CELLS)]
    assert ended == CellsEnded(why="server_restarted")
    assert (ran.requested_seq, ran.report.verdict, ran.report.state_lost) == (answer.seq, Verdict.RUNNER_FAULT, True)
    person.house.notebooks.go.set()
    assert isinstance(await person.ask(RequestCell, cell=0), Accepted)
    await person.until(CellRan, 3)
    sealed = await person.house.store.read(person.session_id)
    assert replay(person.actor.question, sealed) == ()


async def test_a_session_that_was_put_away_says_that_nobody_used_the_notebook(bank):
    house = House(bank)
    house.park_after_seconds = 0.01
    await house.restart()
    person = await AtTheCells(house).join()
    await person.ask(RequestCell, cell=0)
    await person.until(CellRan)
    house.registry.detach(person.actor, person.outbox)
    await soon(lambda: person.session_id in house.notebooks.closed)
    await asyncio.sleep(0.05)
    await person.attach()
    assert (await person.told())[-1] == CellsEnded(why="idle")
    await house.registry.close()


async def test_a_cell_that_fails_on_our_side_says_so_and_the_next_one_goes(person):
    async def broken(*_: object) -> None:
        raise RuntimeError("no")

    works, person.house.notebooks.run = person.house.notebooks.run, broken
    await person.ask(RequestCell, cell=0)
    await person.until(CellRan)
    assert (await person.told())[-1].report.verdict is Verdict.RUNNER_FAULT
    person.house.notebooks.run = works
    assert isinstance(await person.ask(RequestCell, cell=0), Accepted)
