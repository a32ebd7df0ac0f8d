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
from server.judge import ProcessJudge, deadline_seconds, fault_report
from tests.unit.server.house import QUESTION_ID

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
    monkeypatch.setattr("server.judge.deadline_seconds", lambda _: 8.0)
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


def test_the_deadline_leaves_room_for_every_check(question):
    assert deadline_seconds(question) > question.limits.wall_seconds * len(question.checks)
    assert question.id == QUESTION_ID
