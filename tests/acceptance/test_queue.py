"""Many runs on one machine, over real sockets and in the real sandbox: fair, stoppable, and never a verdict."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from question_bank.load import load_bank
from runner.report import Verdict
from server.client import IntentRejected, RunCutShort, ServerAddress, ServerGone, SessionClient
from server.judge import ProcessJudge
from server.wire import Progress, RejectCode
from tests.acceptance.server_process import QUESTION_ID, ROOT, ServerProcess
from transcripts.chain import verify_chain
from transcripts.events import InterviewerSaid, RunQueued, RunStopped, StopRequested, SuiteRan
from transcripts.store_sqlite import SqliteStore

pytestmark = pytest.mark.sandbox
BANK = load_bank()
QUESTION = BANK.get(QUESTION_ID)
ENDLESS = "while True:\n    pass\n"
BUSY_FOR_A_WHILE = "import time\nuntil = time.process_time() + 1.5\nwhile time.process_time() < until:\n    pass\n"
_SECONDS = 60


def right(question_id: str = QUESTION_ID) -> str:
    question = BANK.get(question_id)
    return question.sources[next(part.path for part in question.submissions if part.expect == "passed")]


class Heard(SessionClient):
    """A client that keeps all that it heard of runs."""

    def __init__(self, *words: object) -> None:
        self.heard: list[Progress] = []
        super().__init__(*words)

    @property
    def progress(self) -> Progress | None:
        return self.heard[-1] if self.heard else None

    @progress.setter
    def progress(self, progress: Progress | None) -> None:
        if progress is not None:
            self.heard.append(progress)


@asynccontextmanager
async def candidate(server: ServerProcess, session_id: str = "") -> AsyncIterator[Heard]:
    session_id = session_id or await asyncio.to_thread(server.new_session)
    address = ServerAddress(url=server.url, token=server.token)
    async with Heard.open(address, session_id, QUESTION.starter) as client:
        client.session_id = session_id
        yield client


def seq_of(client: SessionClient, kind: type, requested_seq: int) -> int | None:
    lines = (line for line in client.log if isinstance(line.event, kind) and line.event.requested_seq == requested_seq)
    return next((line.seq for line in lines), None)


def rules_of(client: SessionClient) -> list[str]:
    return [line.event.reason.rule for line in client.log if isinstance(line.event, InterviewerSaid)]


async def until_it_runs(client: Heard, requested_seq: int) -> None:
    await client.until(
        lambda: any(one.requested_seq == requested_seq and one.state == "running" for one in client.heard)
    )


@pytest.fixture
def one_lane(tmp_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path, run_workers="1", runs_waiting="2", say_waiting_after_seconds="0.3") as server:
        yield server


async def test_a_run_is_stopped_in_a_moment_and_the_next_one_works(one_lane):
    async with asyncio.timeout(_SECONDS), candidate(one_lane) as client:
        await client.write(right())
        assert (await client.run("run")).report.verdict is Verdict.PASSED
        await client.write(ENDLESS)
        seq = await client.request_run("run")
        await until_it_runs(client, seq)
        await client.stop(seq)
        await client.until(lambda: seq_of(client, RunStopped, seq) is not None)
        assert seq_of(client, SuiteRan, seq) is None, "it ran into its limit: nobody stopped it"
        await client.write(right())
        ran = await client.run("submit")
        assert ran.report.verdict is Verdict.PASSED
        # Too late by now, and accepted all the same.
        await client.stop(ran.requested_seq)
        assert seq_of(client, RunStopped, ran.requested_seq) is None


async def test_who_waits_is_told_where_they_are_and_may_stop_waiting(one_lane):
    async with asyncio.timeout(_SECONDS), candidate(one_lane) as ann, candidate(one_lane) as bob:
        await ann.write(ENDLESS)
        anns = await ann.request_run("run")
        await until_it_runs(ann, anns)
        await bob.write(right())
        bobs = await bob.request_run("run")
        await bob.until(lambda: rules_of(bob)[-1] == "run_waits")
        assert seq_of(bob, RunQueued, bobs) is not None
        await bob.until(lambda: bob.progress == Progress(requested_seq=bobs, state="waiting", n_ahead=1))
        assert one_lane.rest("GET", "/api/queue")["n_waiting"] == 1
        async with candidate(one_lane, bob.session_id) as second_page:
            await second_page.until(lambda: second_page.progress is not None)
            assert second_page.progress == bob.progress
        await bob.stop(bobs)
        await bob.until(lambda: seq_of(bob, RunStopped, bobs) is not None)
        assert one_lane.rest("GET", "/api/queue")["n_waiting"] == 0
        await ann.stop(anns)
        assert (await bob.run("submit")).report.verdict is Verdict.PASSED


async def test_one_that_floods_does_not_make_the_other_wait_for_all_of_it(one_lane):
    async with asyncio.timeout(_SECONDS), candidate(one_lane) as flood, candidate(one_lane) as other:
        await flood.write(BUSY_FOR_A_WHILE)
        await other.write(right())
        n_flooded = 0

        async def keep_running() -> None:
            nonlocal n_flooded
            while True:
                await flood.run("run")
                n_flooded += 1

        flooding = asyncio.create_task(keep_running())
        await flood.until(lambda: bool(flood.heard))
        for _ in range(3):
            before = n_flooded
            assert (await other.run("run")).report.verdict is Verdict.PASSED
            assert n_flooded - before <= 2
        flooding.cancel()
        await asyncio.gather(flooding, return_exceptions=True)


async def test_one_more_than_may_wait_is_refused_at_the_door(one_lane):
    async with asyncio.timeout(_SECONDS), contextlib.AsyncExitStack() as stack:
        first, *others = [await stack.enter_async_context(candidate(one_lane)) for _ in range(4)]
        await first.write(ENDLESS)
        seq = await first.request_run("run")
        await until_it_runs(first, seq)
        for client in others[:2]:
            await client.request_run("run")
        n_lines = len(others[2].log)
        with pytest.raises(IntentRejected, match=r"busy with 3 runs; try again in a moment") as refused:
            await others[2].request_run("run")
        assert refused.value.code is RejectCode.BUSY
        assert len(others[2].log) == n_lines
        for client in others[:2]:
            await client.stop(client.going)
            await client.until(lambda client=client: client.going is None)
        await first.stop(seq)
        assert (await others[2].run("run")).report.verdict is not Verdict.RUNNER_FAULT


async def test_progress_never_goes_back(one_lane):
    entry = QUESTION.entry.name
    slow = "\n\nimport time\n_all_of_it = ENTRY\n\n\ndef ENTRY(*args, **kwargs):\n"
    slow += "    until = time.process_time() + 0.02\n    while time.process_time() < until:\n        pass\n"
    slow += "    return _all_of_it(*args, **kwargs)\n"
    async with asyncio.timeout(_SECONDS), candidate(one_lane) as client:
        await client.write(right() + slow.replace("ENTRY", entry))
        ran = await client.run("submit")
        heard = [one for one in client.heard if one.requested_seq == ran.requested_seq]
        done = [one.n_done for one in heard]
        assert done == sorted(done)
        assert len(set(done)) > 3
        assert {one.n_checks for one in heard if one.n_done} == {len(QUESTION.checks)}
        n_heard = len(client.heard)
        await asyncio.sleep(0.3)
        assert len(client.heard) == n_heard, "progress of a run that is over"


async def test_the_end_of_an_interview_frees_the_lane(one_lane):
    async with asyncio.timeout(_SECONDS), candidate(one_lane) as ann, candidate(one_lane) as bob:
        await ann.write(ENDLESS)
        await until_it_runs(ann, await ann.request_run("run"))
        await bob.write(right())
        while not ann.ended:
            await ann.end()
        assert (await bob.run("submit")).report.verdict is Verdict.PASSED


async def stored(folder: Path, session_id: str) -> list:
    store = SqliteStore(folder / "sessions.sqlite3")
    log = await store.read(session_id)
    await store.close()
    assert verify_chain(log).seq == len(log)
    return [sealed.envelope.event for sealed in log]


@pytest.mark.parametrize(("point", "is_stopped"), [("before_commit:4", False), ("after_commit_before_accept:4", True)])
async def test_a_kill_in_the_middle_of_a_stop_leaves_a_true_log(tmp_path, point, is_stopped):
    """The fourth thing that is stored is the stop: after the start, an edit and the request of the run."""
    server = ServerProcess(tmp_path, run_workers="1", crash_at=point)
    try:
        with contextlib.suppress(ServerGone):
            async with asyncio.timeout(_SECONDS), candidate(server) as client:
                session_id = client.session_id
                await client.write("import time\ntime.sleep(1000)\n")
                seq = await client.request_run("run")
                await until_it_runs(client, seq)
                await client.stop(seq)
                raise AssertionError("the server lives")
        assert server.wait() == -signal.SIGKILL
        assert (StopRequested(requested_seq=seq) in await stored(tmp_path, session_id)) is is_stopped
        server.start(crash_at="")
        async with asyncio.timeout(_SECONDS), candidate(server, session_id) as client:
            if not is_stopped:
                # As never sent: the run is taken up again, and can still be stopped.
                assert client.going == seq
                await client.stop(seq)
            await client.until(lambda: client.going is None)
        events = await stored(tmp_path, session_id)
        assert events.count(RunStopped(requested_seq=seq)) == 1
        assert not any(isinstance(event, SuiteRan) for event in events)
        server.kill()
        server.start(crash_at="")
        async with asyncio.timeout(_SECONDS), candidate(server, session_id) as client:
            assert client.going is None
            await client.write(right())
            assert (await client.run("run")).report.verdict is Verdict.PASSED
    finally:
        server.process.kill()
        server.wait()


async def test_who_waits_for_a_run_that_another_page_stops_is_told(one_lane):
    async with asyncio.timeout(_SECONDS), candidate(one_lane) as page:
        await page.write(ENDLESS)
        async with candidate(one_lane, page.session_id) as other:
            waiting = asyncio.create_task(page.run("run"))
            await other.until(lambda: other.going is not None)
            await other.stop(other.going)
            with pytest.raises(RunCutShort):
                await waiting


@contextlib.contextmanager
def crowd(n_busy: int) -> Iterator[None]:
    """Have other programs want the processors, each all of one."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(n_busy)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


@pytest.mark.slow
async def test_a_crowded_machine_is_slow_and_never_unjust():
    """Each core is wanted by four others, and more runs are asked for than there are lanes."""
    judge = ProcessJudge(BANK, n_workers=2)
    questions = ["softmax-stable", "kmeans-lloyd", "conv2d-naive"]
    begun = time.monotonic()
    with crowd(4 * len(os.sched_getaffinity(0))):
        ran = await asyncio.gather(
            *(judge.run(BANK.get(question_id), right(question_id), "submit") for question_id in questions)
        )
    await judge.close()
    verdicts = {
        question_id: (report.verdict, report.error) for question_id, (report, _) in zip(questions, ran, strict=True)
    }
    assert verdicts == dict.fromkeys(questions, (Verdict.PASSED, "")), time.monotonic() - begun


def descendants(pid: int) -> set[int]:
    """Processes below one, by their parents."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def test_control_c_ends_a_run_from_the_command_line_with_all_that_it_started(tmp_path):
    (tmp_path / "endless.py").write_text(ENDLESS)
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "run", QUESTION_ID, "endless.py"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    deadline = time.monotonic() + _SECONDS
    # The walls, a parent, and a program that computes.
    while len(below := descendants(process.pid)) < 3:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    below |= descendants(process.pid)
    process.send_signal(signal.SIGINT)
    said, complaint = process.communicate(timeout=_SECONDS)
    assert process.returncode == 130
    assert (said, complaint.strip()) == ("", "thinkaloud: stopped.")
    while any(Path(f"/proc/{pid}").exists() for pid in below):
        assert time.monotonic() < deadline, "something outlived it"
        time.sleep(0.05)
