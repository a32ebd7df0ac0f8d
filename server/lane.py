"""One worker process of the judge as the server sees it: started at its first job, given one job at a time.

A lane that says that it is alive is waited for, however long the job takes on a crowded machine; one that is gone, or
says nothing for long, has failed. Must not know what its jobs are about.
"""

import asyncio
import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing import connection
from multiprocessing.connection import Connection
from typing import Any

from server import judge_process
from server.judge_process import Alive, Done, Job, StopJob
from server.sandbox_choice import Choice

_END_SECONDS = 5.0

OnProgress = Callable[[int, int], None]
"""Given the number of checks that are done, and of all."""


class LaneFailed(Exception):
    """A lane did not do its job: our fault or the machine's."""


class LaneDied(LaneFailed):
    """The process ended, or could not be started."""


class LaneSilent(LaneFailed):
    """Nothing was heard of the process for so long that it must hang."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The process that runs code was silent for {seconds:.0f} seconds and was given up.")


class JobStopped(Exception):
    """The job ended because it was asked to."""


class Lane:
    """A worker process. Use it inside one running event loop."""

    def __init__(self, *, choice: Choice) -> None:
        self._choice = choice
        self._process: multiprocessing.process.BaseProcess | None = None
        self._wire: Connection[Job | StopJob, Alive | Done] | None = None
        self._number = 0
        self._answer: asyncio.Future[Done | None] | None = None
        """None when the process has ended."""
        self._patience: asyncio.Timeout | None = None
        self._silence_seconds = 0.0
        self._on_progress: OnProgress | None = None
        self._is_sent = False
        self._is_unwanted = False
        self._killed = False

    @property
    def is_dead(self) -> bool:
        """Whether it was killed, or ended by itself; such a lane takes no job."""
        return self._killed or (self._process is not None and not self._process.is_alive())

    async def do(
        self, name: str, *arguments: Any, silence_seconds: float, on_progress: OnProgress | None = None
    ) -> Any:
        """Have a job done and give its value. Raises LaneDied, LaneSilent, LaneFailed, JobStopped."""
        if self.is_dead:
            raise LaneDied("The process that runs code has ended.")
        self._number += 1
        self._on_progress, self._silence_seconds = on_progress, silence_seconds
        self._is_sent = self._is_unwanted = False
        self._answer = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(silence_seconds) as self._patience:
                await self._send(Job(self._number, name, arguments))
                done = await self._answer
        except TimeoutError as error:
            raise LaneSilent(silence_seconds) from error
        finally:
            self._answer = self._patience = self._on_progress = None
        if done is None:
            raise LaneDied("The process that runs code ended before it could report.")
        if done.stopped:
            raise JobStopped
        if done.error:
            raise LaneFailed(f"Running the code failed on our side ({done.error}). Your code was not judged.")
        return done.value

    def stop_job(self) -> None:
        """Ask for the end of the job that it is at; `do` then raises JobStopped, unless the job was just done."""
        self._is_unwanted = True
        if self._is_sent and self._wire is not None:
            # What is gone needs no telling.
            with contextlib.suppress(OSError):
                self._wire.send(StopJob(self._number))

    def kill(self) -> None:
        """End the process at once, whatever it does. Safe to call twice."""
        self._killed = True
        if self._process is not None:
            self._process.kill()

    async def _send(self, job: Job) -> None:
        try:
            if self._wire is None:
                self._start()
            assert self._wire is not None
            # A submission may be larger than what the pipe takes at once, and a fresh process is slow to read.
            await asyncio.to_thread(self._wire.send, job)
        except OSError as error:
            # What the machine says when it has no room for another process, or when the process is gone.
            raise LaneDied(f"The process that runs code cannot be reached: {error}.") from error
        self._is_sent = True
        if self._is_unwanted:
            self.stop_job()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        try:
            self._process = context.Process(
                target=judge_process.serve, args=(theirs, self._choice), name="lane", daemon=True
            )
            self._process.start()
        finally:
            theirs.close()
        self._wire = ours
        listening = (self._process, ours, asyncio.get_running_loop())
        threading.Thread(target=self._listen, args=listening, name="lane-listen", daemon=True).start()

    def _listen(
        self,
        process: multiprocessing.process.BaseProcess,
        wire: "Connection[Job | StopJob, Alive | Done]",
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """In a thread of its own: hand on what the process says, until it is gone."""
        # A loop that is closed has nobody left to tell.
        with contextlib.suppress(RuntimeError):
            while wire in connection.wait([wire, process.sentinel]):
                try:
                    message = wire.recv()
                except (EOFError, OSError):
                    break
                loop.call_soon_threadsafe(self._hear, message)
            loop.call_soon_threadsafe(self._hear_the_end)
        process.join(_END_SECONDS)
        wire.close()

    def _hear(self, message: Alive | Done) -> None:
        if message.number != self._number or self._answer is None or self._answer.done():
            return
        if isinstance(message, Done):
            self._answer.set_result(message)
            return
        if self._patience is not None and not self._patience.expired():
            self._patience.reschedule(asyncio.get_running_loop().time() + self._silence_seconds)
        if message.progress is not None and self._on_progress is not None:
            self._on_progress(*message.progress)

    def _hear_the_end(self) -> None:
        self._killed = True
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(None)
