"""The interview on a terminal's screen: draws appended lines, reads words and commands, and follows the file.

The person's file and the session's code are kept the same: the file is read whenever it was saved. Must not know how a
session is started.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

from rich.text import Text

from runner.report import Purpose
from server.cli_screen import harmless, screen
from server.cli_turns import clock, show_event
from server.client import IntentRejected, SessionClient
from server.settings import editor_command
from transcripts.envelope import Envelope
from transcripts.events import CandidateSaid, CodeEdited, SessionStarted, TimerFired, UtteranceUnderstood
from transcripts.fold import phase_at

_WATCH_SECONDS = 0.5
_MS = 1000
_HELP = """\
Type to speak. Your code is the file named above: edit it in any editor, it is read when you save it.

    /run      run your file and the visible examples
    /submit   run all checks, the hidden ones too
    /hint     ask for the next hint (it has a cost)
    /next     say that you are done with this phase
    /edit     open the file in $EDITOR
    /time     show the clock
    /end      end the interview
    /help     show this
    /quit     leave, as Ctrl-C and Ctrl-D do; the session is kept, go on with --session"""


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
                case "/run":
                    await self._run("run")
                case "/submit":
                    await self._run("submit")
                case "/hint":
                    await self._client.hint()
                case "/next":
                    await self._take_file()
                    await self._client.move_on()
                case "/end":
                    await self._take_file()
                    await self._client.end()
                case "/edit":
                    await self._edit()
                case "/time":
                    screen.print(Text(self._time()))
                case "/help":
                    screen.print(Text(_HELP))
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
        await (self._client.request_run(purpose) if self._live else self._client.run(purpose))

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
        return f" {self._time()}  ·  {phase}  ·  {self._path.name}, edit {self._client.revision}  ·  /help"

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
            interrupt_exception=EOFError,
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
