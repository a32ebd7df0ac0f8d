"""The interview on a terminal's screen: draws appended lines, reads words and commands, and follows the file.

The person's file and the session's code are kept the same: the file is read whenever it was saved. Must not know how a
session is started.
"""

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import FrameType

from rich.text import Text

from runner.report import Purpose
from server.cli_screen import harmless, screen
from server.cli_turns import clock, show_event
from server.client import ClientError, IntentRejected, RunCutShort, SessionClient
from server.settings import editor_command
from transcripts.cells import cells_of
from transcripts.envelope import Envelope
from transcripts.events import CandidateSaid, CodeEdited, Phase, SessionStarted, TimerFired, UtteranceUnderstood
from transcripts.fold import phase_at

_WATCH_SECONDS = 0.5
_MS = 1000
_HELP = """\
Type to speak. Your code is the file named above: edit it in any editor, it is read when you save it.

    /run      run your file and the visible examples
    /submit   run all checks, the hidden ones too
    /stop     stop the run or the cell that is going, as Ctrl-C does
    /cells    list the `# %%` cells of your file
    /cell N   run cell N in the session's notebook; what it makes stays for the next
    /restart  start the notebook anew
    /hint     ask for the next hint (it has a cost, but in practice)
    /next     say that you are done with this phase
    /retry    in practice: go through this phase again, or /retry PLAN through an earlier one
    /edit     open the file in $EDITOR
    /time     show the clock
    /end      end the interview
    /help     show this
    /quit     leave, as Ctrl-D does, and Ctrl-C when no run is going; the session is kept, go on with --session"""


class _Interrupted(Exception):
    """Ctrl-C at the prompt."""


class Terminal:
    """One person at one terminal. `live` is false for a script that pipes its lines in: then runs are waited for."""

    def __init__(self, client: SessionClient, path: Path, *, live: bool) -> None:
        self._client = client
        self._path = path
        self._live = live
        self._drawn_seq = 0
        self._joined = time.monotonic()
        self._complaint = ""
        self._refused = ""
        self._reading = asyncio.Lock()

    async def converse(self) -> None:
        """Talk until the interview ends or the person leaves. Raises ServerGone."""
        screen.print(Text(f"Your code: {self._path.resolve()}", style="bold"))
        screen.print(Text("Type to speak. /help shows what else there is.", style="dim"))
        self._draw_news()
        tasks = [asyncio.create_task(self._draw()), asyncio.create_task(self._watch_file())]
        try:
            with self._stopping_runs_at_interrupts():
                async for line in self._lines():
                    if not await self._obey(line.strip()):
                        break
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._draw_news()

    async def _obey(self, line: str) -> bool:
        """Do what a line asks; False to leave."""
        if self._client.ended or line == "/quit":
            return False
        try:
            match line.split(maxsplit=1)[0] if line.startswith("/") else line:
                case "":
                    pass
                case "/run" | "/submit" as word:
                    await self._run("run" if word == "/run" else "submit")
                case "/stop":
                    await self._stop()
                case "/cells":
                    await self._list_cells()
                case "/cell":
                    await self._run_cell(line.removeprefix("/cell").strip())
                case "/restart":
                    await self._client.restart_cells()
                case "/hint":
                    await self._client.hint()
                case "/next" | "/retry" | "/end" as word:
                    await self._take_file()
                    await self._go(word, line.removeprefix(word).strip())
                case "/edit":
                    await self._edit()
                case "/time" | "/help" as word:
                    screen.print(Text(_HELP if word == "/help" else self._time()))
                case word if line.startswith("/"):
                    _complain(f"There is no {harmless(word)}. /help shows what there is.")
                case _:
                    await self._client.say(line)
        except IntentRejected as refused:
            _complain(str(refused))
        self._draw_news()
        return not self._client.ended

    async def _run(self, purpose: Purpose) -> None:
        await self._take_file()
        # Somebody who watches can go on talking; the report is drawn when it comes.
        with contextlib.suppress(RunCutShort):
            await (self._client.request_run(purpose) if self._live else self._client.run(purpose))

    async def _stop(self) -> None:
        going = self._client.going
        if going is None:
            _complain("No run is going.")
        else:
            await self._client.stop(going)

    @contextlib.contextmanager
    def _stopping_runs_at_interrupts(self) -> Iterator[None]:
        """Have Ctrl-C stop the run while one is going; at other times it does what it did before."""
        loop, before = asyncio.get_running_loop(), signal.getsignal(signal.SIGINT)
        stopping: set[asyncio.Task[None]] = set()

        def begin() -> None:
            task = loop.create_task(self._stop_quietly())
            stopping.add(task)
            task.add_done_callback(stopping.discard)

        def interrupt(number: int, frame: FrameType | None) -> None:
            if self._client.going is not None:
                loop.call_soon_threadsafe(begin)
            elif callable(before):
                before(number, frame)

        signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    async def _stop_quietly(self) -> None:
        # It may have ended, or the server be gone: both are said elsewhere.
        with contextlib.suppress(ClientError):
            await self._stop()

    async def _list_cells(self) -> None:
        await self._take_file()
        for number, cell in enumerate(cells_of(self._client.code), start=1):
            first = next((line.strip() for line in cell.source.split("\n") if line.strip()), "")
            says = cell.title or (f"{first} ({cell.kind})" if cell.kind == "markdown" else first)
            screen.print(Text(f"  {number:>3}  line {cell.first_line:>4}  {harmless(says)}", overflow="ellipsis"))

    async def _run_cell(self, number: str) -> None:
        await self._take_file()
        n_cells = len(cells_of(self._client.code))
        if not number.isdecimal() or not 1 <= int(number) <= n_cells:
            _complain(
                f"Name a cell by its number, 1 to {n_cells}; /cells lists them." if n_cells else "The file is empty."
            )
            return
        cell = int(number) - 1
        await (self._client.request_cell(cell) if self._live else self._client.run_cell(cell))

    async def _go(self, word: str, named: str) -> None:
        """Go on to the next phase, back to a named one (the present one if none is named), or to the end."""
        if word == "/next":
            await self._client.move_on()
            return
        if word == "/end":
            await self._client.end()
            return
        name = named.lower().replace(" ", "_") or phase_at(self._client.log).value
        if name not in set(Phase):
            _complain(f"There is no phase {harmless(named)}. There are {', '.join(phase.value for phase in Phase)}.")
            return
        await self._client.retry(Phase(name))

    async def _edit(self) -> None:
        words = editor_command()
        try:
            process = await asyncio.create_subprocess_exec(*words, str(self._path))
        except OSError as problem:
            _complain(f"{words[0]} cannot be started ({problem.strerror}). Set EDITOR, or edit the file yourself.")
            return
        await process.wait()
        await self._take_file()

    async def _watch_file(self) -> None:
        while not self._client.ended:
            await asyncio.sleep(_WATCH_SECONDS)
            await self._take_file()

    async def _take_file(self) -> None:
        """Make the session's code what the file says; what keeps it from that is said once."""
        async with self._reading:
            try:
                code = self._path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                self._complain_once(f"{self._path} is not UTF-8 text; the last version counts.")
                return
            except OSError as problem:
                self._complain_once(f"{self._path} cannot be read ({problem.strerror}); the last version counts.")
                return
            self._complaint = ""
            if self._client.ended or code == self._refused:
                return
            try:
                await self._client.write(code)
            except IntentRejected as refused:
                self._refused = code
                _complain(f"{self._path}: {refused}")

    def _complain_once(self, complaint: str) -> None:
        if complaint != self._complaint:
            self._complaint = complaint
            _complain(complaint)

    async def _draw(self) -> None:
        while True:
            await self._client.until(lambda: self._client.last_seq > self._drawn_seq)
            self._draw_news()

    def _draw_news(self) -> None:
        for envelope in self._client.log:
            if envelope.seq <= self._drawn_seq:
                continue
            self._drawn_seq = envelope.seq
            if _is_drawn(envelope, live=self._live) and (shown := show_event(envelope, brief=True)) is not None:
                screen.print(shown)

    def _time(self) -> str:
        started = next((e.event for e in self._client.log if isinstance(e.event, SessionStarted)), None)
        assert self._client.welcome is not None
        now_ms = self._client.welcome.now_ms + int((time.monotonic() - self._joined) * _MS)
        return f"{clock(now_ms)} of {started.length_minutes if started else '?'} minutes"

    def _status(self) -> str:
        phase = phase_at(self._client.log).value.replace("_", " ")
        parts = [self._time(), phase, f"{self._path.name}, edit {self._client.revision}", *self._run_in_words()]
        return f" {'  ·  '.join([*parts, '/help'])}"

    def _run_in_words(self) -> list[str]:
        going, progress = self._client.going, self._client.progress
        if going is None:
            return []
        if progress is None or progress.requested_seq != going:
            return ["running, Ctrl-C stops"]
        if progress.state == "waiting":
            return [f"waiting, {progress.n_ahead} before, Ctrl-C stops"]
        return [f"running, {progress.n_done} of {progress.n_checks} checks, Ctrl-C stops"]

    async def _lines(self) -> AsyncIterator[str]:
        """Read lines from the terminal, or from a pipe until it ends. Raises ServerGone."""
        if not self._live:
            while line := await asyncio.to_thread(sys.stdin.readline):
                yield line
            return
        from prompt_toolkit import PromptSession
        from prompt_toolkit.patch_stdout import patch_stdout

        prompt: PromptSession[str] = PromptSession(
            bottom_toolbar=self._status,
            refresh_interval=1.0,
            # The loop would let a KeyboardInterrupt of a task out at once, past all that closes in order.
            interrupt_exception=_Interrupted,
        )
        while not self._client.ended:
            # Only around the prompt: an editor needs the terminal for itself.
            with patch_stdout(raw=True):
                typed = asyncio.ensure_future(prompt.prompt_async("> "))
                over = asyncio.ensure_future(self._client.until(lambda: self._client.ended))
                done, pending = await asyncio.wait({typed, over}, return_when=asyncio.FIRST_COMPLETED)
                for task in pending:
                    task.cancel()
                await asyncio.gather(*pending, return_exceptions=True)
            if typed not in done:
                over.result()
                return
            try:
                yield typed.result()
            except EOFError:
                return
            except _Interrupted:
                if self._client.going is None:
                    return
                yield "/stop"


def _complain(words: str) -> None:
    screen.print(Text(words, style="yellow"))


def _is_drawn(envelope: Envelope, *, live: bool) -> bool:
    match envelope.event:
        case CandidateSaid():
            return not live  # the person has just typed it
        case CodeEdited() | TimerFired() | UtteranceUnderstood():
            return False
        case _:
            return True
