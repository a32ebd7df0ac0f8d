"""Runs in worker processes: the right report, and a process that dies or hangs is our fault and hurts no other run."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from question_bank.load import Bank, builtin_folder
from question_bank.package import Question
from runner.report import Verdict
from server.judge import ProcessJudge, Standing, fault_report

pytestmark = pytest.mark.sandbox


class SpoiledBank(Bank):
    """Serves a question from another folder than its own."""

    def __init__(self, question: Question, folder: Path) -> None:
        super().__init__({question.id: question}, folder)
        self.place = folder

    def folder_of(self, question_id: str) -> Path:
        return self.place


def spoiled(question: Question, tmp_path: Path, body: str) -> Path:
    """Copy the package with checks that do something else, as a broken package might."""
    folder = tmp_path / question.id
    shutil.copytree(builtin_folder() / question.id, folder)
    checks = "import os, time\n" + "".join(
        f"def {check.name}(candidate, rng):\n    {body}\n" for check in question.checks
    )
    (folder / "checks.py").write_text(checks)
    return folder


@pytest.fixture
async def judge(bank: Bank) -> AsyncIterator[ProcessJudge]:
    judge = ProcessJudge(bank, n_workers=2)
    yield judge
    await judge.close()


def right(question: Question) -> str:
    return question.sources[next(part.path for part in question.submissions if part.expect == "passed")]


async def test_runs_give_their_verdicts_and_may_go_at_the_same_time(judge, question):
    judge.warm(question)
    passed, failed = await asyncio.gather(
        judge.run(question, right(question), "submit"), judge.run(question, "nonsense = (", "submit")
    )
    assert passed[0].verdict is Verdict.PASSED, passed[0].error
    assert failed[0].verdict is Verdict.ERROR
    assert (await judge.state()).available


async def test_the_loop_goes_on_while_a_run_starts_and_runs(judge, question):
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            longest = max(longest, time.monotonic() - before)

    beating = asyncio.create_task(beat())
    await judge.run(question, right(question), "run")
    beating.cancel()
    assert longest < 1.0


async def test_a_worker_that_dies_is_our_fault_and_the_next_run_has_a_fresh_one(question, bank, tmp_path):
    judge = ProcessJudge(SpoiledBank(question, spoiled(question, tmp_path, "os._exit(3)")), n_workers=1)
    report, _ = await judge.run(question, right(question), "submit")
    assert report.verdict is Verdict.RUNNER_FAULT
    assert "ended before it could report" in report.error
    judge._bank = bank
    report, _ = await judge.run(question, right(question), "submit")
    assert report.verdict is Verdict.PASSED
    await judge.close()


async def test_a_worker_that_hangs_is_given_up_and_does_not_hold_up_the_other(question, bank, tmp_path, monkeypatch):
    monkeypatch.setattr("server.judge.SILENCE_SECONDS", 8.0)
    judge = ProcessJudge(SpoiledBank(question, spoiled(question, tmp_path, "time.sleep(600)")), n_workers=2)
    hanging = asyncio.create_task(judge.run(question, right(question), "submit"))
    await asyncio.sleep(0.5)
    judge._bank = bank
    report, _ = await judge.run(question, right(question), "run")
    assert report.verdict is not Verdict.RUNNER_FAULT
    assert not hanging.done()
    report, _ = await hanging
    assert report.verdict is Verdict.RUNNER_FAULT
    assert "given up" in report.error
    await judge.close()


async def test_a_run_that_nobody_waits_for_any_more_makes_room(bank, question):
    judge = ProcessJudge(bank, n_workers=1)
    running = asyncio.create_task(judge.run(question, "while True: pass\n", "run"))
    await asyncio.sleep(2)
    running.cancel()
    async with asyncio.timeout(30):
        report, _ = await judge.run(question, right(question), "submit")
    assert report.verdict is Verdict.PASSED
    await judge.close()


def test_a_fault_says_nothing_about_the_code():
    report = fault_report("x = 1", "submit", "")
    assert (report.verdict, report.checks, report.purpose) == (Verdict.RUNNER_FAULT, (), "submit")
    assert "was not judged" in report.error


SLOW_AND_ALIVE = """
import time
time.sleep(6)
def {entry}(*args, **kwargs):
    return None
"""
ENDLESS = "while True:\n    pass\n"


async def test_a_lane_that_says_that_it_is_alive_is_waited_for_beyond_the_silence(judge, question, monkeypatch):
    await judge.state()
    monkeypatch.setattr("server.judge.SILENCE_SECONDS", 3.0)
    report, measured = await judge.run(question, SLOW_AND_ALIVE.format(entry=question.entry.name), "submit")
    assert report.verdict is not Verdict.RUNNER_FAULT, report.error
    assert measured.wall_ms > 3000


async def test_progress_is_told_from_none_to_all(judge, question):
    told: list[Standing] = []
    await judge.run(question, right(question), "submit", watch=told.append)
    assert {standing.state for standing in told} == {"running"}
    done = [standing.n_done for standing in told if standing.n_checks]
    assert done == list(range(len(question.checks) + 1))
    assert {standing.n_checks for standing in told[1:]} == {len(question.checks)}


async def test_a_run_that_is_stopped_has_no_report_and_its_lane_lives_on(bank, question):
    judge = ProcessJudge(bank, n_workers=1)
    await judge.run(question, right(question), "run")
    lane = judge._free[0]
    pid = lane._process.pid
    place = judge.enter("ann")
    running = asyncio.create_task(judge.run(question, ENDLESS, "run", place))
    await asyncio.sleep(0.5)
    judge.stop(place)
    async with asyncio.timeout(2):
        assert await running is None
    assert judge._free == [lane]
    assert lane._process.pid == pid
    assert judge.queue_state().n_at_work == 0
    report, _ = await judge.run(question, right(question), "submit")
    assert report.verdict is Verdict.PASSED
    await judge.close()


async def test_a_run_that_waits_hears_where_it_is_and_can_be_stopped_there(bank, question):
    judge = ProcessJudge(bank, n_workers=1)
    first, second, third = (judge.enter(owner) for owner in ("ann", "bob", "cem"))
    told: list[Standing] = []
    going = asyncio.create_task(judge.run(question, ENDLESS, "run", first))
    waiting = asyncio.create_task(judge.run(question, "x = 1", "run", second))
    last = asyncio.create_task(judge.run(question, "x = 1", "run", third, told.append))
    await asyncio.sleep(0.1)
    assert told == [Standing(state="waiting", n_ahead=2)]
    judge.stop(second)
    assert await waiting is None
    assert told[-1] == Standing(state="waiting", n_ahead=1)
    judge.stop(first)
    assert await going is None
    ran = await last
    assert ran is not None
    assert ran[0].verdict is Verdict.ERROR
    judge.stop(third)
    await judge.close()


async def test_a_run_that_cannot_end_by_itself_is_ended_with_its_lane(question, bank, tmp_path, monkeypatch):
    monkeypatch.setattr("server.judge.STOP_SECONDS", 0.2)
    judge = ProcessJudge(SpoiledBank(question, spoiled(question, tmp_path, "time.sleep(600)")), n_workers=1)
    place = judge.enter("ann")
    stuck = asyncio.create_task(judge.run(question, right(question), "submit", place))
    await asyncio.sleep(4)
    judge.stop(place)
    async with asyncio.timeout(10):
        assert await stuck is None
    judge._bank = bank
    report, _ = await judge.run(question, right(question), "submit")
    assert report.verdict is Verdict.PASSED
    await judge.close()


async def test_a_run_whose_lane_was_killed_is_tried_once_more(judge, question, caplog):
    await judge.state()
    running = asyncio.create_task(judge.run(question, SLOW_AND_ALIVE.format(entry=question.entry.name), "submit"))
    while not judge._busy:  # noqa: ASYNC110 - what is waited for rings no bell
        await asyncio.sleep(0.01)
    await asyncio.sleep(1)
    (lane,) = judge._busy.values()
    lane._process.kill()
    report, _ = await running
    assert report.verdict is not Verdict.RUNNER_FAULT
    assert "a lane failed at attempt 1" in caplog.text


async def test_a_lane_that_died_while_nobody_needed_it_is_replaced_unnoticed(bank, question):
    judge = ProcessJudge(bank, n_workers=1)
    await judge.state()
    process = judge._free[0]._process
    process.kill()
    await asyncio.to_thread(process.join)
    report, _ = await judge.run(question, right(question), "submit")
    assert report.verdict is Verdict.PASSED
    await judge.close()
