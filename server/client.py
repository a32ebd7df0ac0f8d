"""A client of the session socket for Python: what the terminal, scripted candidates and tests speak through.

Keeps the log as it arrives, so that everything it shows comes from appended lines. Must not know how the server works.
"""

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self, TypeVar, assert_never
from urllib.parse import quote

import httpx
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from runner.report import Purpose
from server.wire import (
    Accepted,
    Appended,
    Hello,
    Intent,
    Pong,
    Progress,
    RejectCode,
    Rejected,
    RequestCell,
    RequestCellsRestart,
    RequestEnd,
    RequestHint,
    RequestMoveOn,
    RequestRetry,
    RequestRun,
    RequestStop,
    SendEdit,
    SendWords,
    Speaking,
    Welcome,
    decode_server_message,
)
from transcripts.changes import apply_changes, replace_all
from transcripts.envelope import Envelope
from transcripts.events import (
    CellRan,
    CellRequested,
    CellsEnded,
    CodeEdited,
    Event,
    InterviewerSaid,
    Mode,
    Phase,
    RunRequested,
    RunStopped,
    SessionEnded,
    SuiteRan,
)

_Wanted = TypeVar("_Wanted", bound=Event)


class ClientError(Exception):
    """The server could not be spoken with, or refused."""


class IntentRejected(ClientError):
    """The server refused an intent and stored nothing."""

    def __init__(self, code: RejectCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class RunCutShort(ClientError):
    """A run that somebody waited for was stopped."""

    def __init__(self) -> None:
        super().__init__("The run was stopped before it had a report.")


class ServerGone(ClientError):
    """The connection was lost; resume with the last sequence number."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The connection to the server was lost ({detail}). Connect again to go on where you were.")


class ServerRefused(ClientError):
    """A REST call came back with an error."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


class ServerAddress(msgspec.Struct, frozen=True):
    """Where a server listens and the token that it wants."""

    url: str
    token: str

    @property
    def socket_url(self) -> str:
        """The same address for websockets."""
        return self.url.replace("http", "ws", 1)

    @property
    def headers(self) -> dict[str, str]:
        """What scripts send instead of a cookie."""
        return {"Authorization": f"Bearer {self.token}"}

    def http(self) -> httpx.AsyncClient:
        """Make a client for REST calls."""
        # Without proxies of the environment: what it speaks with is named exactly.
        return httpx.AsyncClient(base_url=self.url, headers=self.headers, timeout=60, trust_env=False)


async def create_session(
    address: ServerAddress, question_id: str, length_minutes: int | None = None, *, mode: Mode = "mock"
) -> str:
    """Create a session and return its id. Raises ServerRefused, ServerGone."""
    body: dict[str, str | int] = {"question_id": question_id, "mode": mode}
    if length_minutes is not None:
        body["length_minutes"] = length_minutes
    session_id: str = (await _ask(address, "POST", "/api/sessions", body))["session_id"]
    return session_id


async def starter_code(address: ServerAddress, question_id: str) -> str:
    """Fetch the code that a candidate starts from. Raises ServerRefused, ServerGone."""
    starter: str = (await _ask(address, "GET", f"/api/questions/{quote(question_id, safe='')}"))["starter"]
    return starter


async def question_of(address: ServerAddress, session_id: str) -> str:
    """Fetch which question a session is about. Raises ServerRefused, ServerGone."""
    question_id: str = (await _ask(address, "GET", f"/api/sessions/{quote(session_id, safe='')}"))["question_id"]
    return question_id


async def _ask(address: ServerAddress, method: str, path: str, body: object = None) -> Any:
    try:
        async with address.http() as http:
            answer = await http.request(method, path, json=body)
        said = answer.json()
    except (httpx.HTTPError, ValueError) as problem:
        raise ServerGone(str(problem) or type(problem).__name__) from problem
    if answer.is_error:
        raise ServerRefused(said["error"]["message"])
    return said


class SessionClient:
    """One connection to one session. Use `async with SessionClient.open(...)`."""

    def __init__(self, socket: ClientConnection, starter: str, client_id: str, log: Sequence[Envelope] = ()) -> None:
        self.log: list[Envelope] = []
        self.code = starter
        self.revision = 0
        self.client_id = client_id
        self.welcome: Welcome | None = None
        self.progress: Progress | None = None
        self.speaking: Speaking | None = None
        """Newest of the run that is going."""
        self._socket = socket
        self._names = (f"{client_id}-{number}" for number in itertools.count(1))
        self._answers: dict[str, asyncio.Future[int]] = {}
        self._news = asyncio.Condition()
        self._lost: ServerGone | None = None
        for envelope in log:
            self._take(envelope)
        self._reader: asyncio.Task[None] | None = None

    @classmethod
    @asynccontextmanager
    async def open(
        cls, address: ServerAddress, session_id: str, starter: str, *, log: Sequence[Envelope] = ()
    ) -> AsyncIterator[Self]:
        """Connect, or resume after the last line of `log`. Raises ServerGone."""
        url = f"{address.socket_url}/api/sessions/{session_id}/socket"
        try:
            socket = await connect(url, additional_headers=address.headers, max_size=None, compression=None, proxy=None)
        except (OSError, WebSocketException) as problem:
            raise ServerGone(str(problem)) from problem
        async with cls(socket, starter, uuid.uuid4().hex[:12], log) as client:
            yield client

    async def __aenter__(self) -> Self:
        after_seq = self.log[-1].seq if self.log else 0
        await self._socket.send(msgspec.json.encode(Hello(after_seq=after_seq)).decode())
        self._reader = asyncio.create_task(self._read())
        await self.until(lambda: self.welcome is not None and self.last_seq >= self.welcome.last_seq)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        await self._socket.close()

    @property
    def last_seq(self) -> int:
        """Sequence number of the last line that arrived."""
        return self.log[-1].seq if self.log else 0

    @property
    def ended(self) -> bool:
        """The session is over."""
        return bool(self.log) and isinstance(self.log[-1].event, SessionEnded)

    @property
    def going(self) -> int | None:
        """Sequence number of the request of a run or cell that is still going; None when there is none."""
        over = {e.event.requested_seq for e in self.log if isinstance(e.event, SuiteRan | RunStopped | CellRan)}
        asked = (e.seq for e in reversed(self.log) if isinstance(e.event, RunRequested | CellRequested))
        return None if self.ended else next((seq for seq in asked if seq not in over), None)

    @property
    def last_question(self) -> InterviewerSaid | None:
        """The interviewer's last turn."""
        turns = [envelope.event for envelope in self.log if isinstance(envelope.event, InterviewerSaid)]
        return turns[-1] if turns else None

    async def say(self, text: str) -> int:
        """Say something; returns the sequence number. Raises IntentRejected, ServerGone."""
        return await self.send(SendWords(intent_id=next(self._names), text=text))

    async def write(self, code: str) -> int | None:
        """Make the code read as given, as one edit; None when it does already. Raises IntentRejected, ServerGone."""
        if code == self.code:
            return None
        changes = replace_all(self.code, code)
        return await self.send(
            SendEdit(
                intent_id=next(self._names), base_revision=self.revision, changes=changes, client_id=self.client_id
            )
        )

    async def run(self, purpose: Purpose) -> SuiteRan:
        """Run or submit and wait for the report. Raises IntentRejected, RunCutShort, ServerGone."""
        requested_seq = await self.request_run(purpose)
        await self.until(lambda: self.going != requested_seq)
        later = (e.event for e in self.log if isinstance(e.event, SuiteRan))
        ran = next((event for event in later if event.requested_seq == requested_seq), None)
        if ran is None:
            raise RunCutShort
        return ran

    async def request_run(self, purpose: Purpose) -> int:
        """Ask for a run and do not wait for its report. Raises IntentRejected, ServerGone."""
        return await self.send(RequestRun(intent_id=next(self._names), purpose=purpose))

    async def run_cell(self, cell: int) -> CellRan:
        """Run a cell, counted from 0, and wait for its report. Raises IntentRejected, ServerGone."""
        requested_seq = await self.request_cell(cell)
        return await self.until_event(CellRan, after_seq=requested_seq)

    async def request_cell(self, cell: int) -> int:
        """Ask for a cell to be run and do not wait for its report. Raises IntentRejected, ServerGone."""
        return await self.send(RequestCell(intent_id=next(self._names), cell=cell))

    async def restart_cells(self) -> CellsEnded:
        """End the notebook and wait until that is so. Raises IntentRejected, ServerGone."""
        requested_seq = await self.send(RequestCellsRestart(intent_id=next(self._names)))
        return await self.until_event(CellsEnded, after_seq=requested_seq)

    async def stop(self, requested_seq: int) -> int:
        """Ask for the end of a run or a cell, by the number of its request. Raises IntentRejected, ServerGone."""
        return await self.send(RequestStop(intent_id=next(self._names), requested_seq=requested_seq))

    async def hint(self) -> int:
        """Ask for a hint. Raises IntentRejected, ServerGone."""
        return await self.send(RequestHint(intent_id=next(self._names)))

    async def move_on(self) -> int:
        """Say that this phase is done. Raises IntentRejected, ServerGone."""
        return await self.send(RequestMoveOn(intent_id=next(self._names)))

    async def retry(self, phase: Phase) -> int:
        """Go through a phase again, in practice. Raises IntentRejected, ServerGone."""
        return await self.send(RequestRetry(intent_id=next(self._names), phase=phase))

    async def end(self) -> int:
        """End the interview. Raises IntentRejected, ServerGone."""
        return await self.send(RequestEnd(intent_id=next(self._names)))

    async def send(self, intent: Intent) -> int:
        """Send an intent and wait until it is durable. Raises IntentRejected, ServerGone."""
        answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._answers[intent.intent_id] = answer
        try:
            await self._socket.send(msgspec.json.encode(intent).decode())
            seq = await answer
            await self.until(lambda: self.last_seq >= seq)
        except ConnectionClosed as problem:
            raise ServerGone(str(problem)) from problem
        finally:
            self._answers.pop(intent.intent_id, None)
        return seq

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of what arrived. Raises ServerGone."""
        async with self._news:
            await self._news.wait_for(lambda: holds() or self._lost is not None)
        if not holds() and self._lost is not None:
            raise self._lost

    async def until_event(self, kind: type[_Wanted], *, after_seq: int = 0) -> _Wanted:
        """Wait for an event of a kind after a sequence number. Raises ServerGone."""

        def found() -> _Wanted | None:
            later = (envelope.event for envelope in self.log if envelope.seq > after_seq)
            return next((event for event in later if isinstance(event, kind)), None)

        await self.until(lambda: found() is not None)
        event = found()
        assert event is not None, "until() returned, so it is there"
        return event

    async def _read(self) -> None:
        try:
            async for frame in self._socket:
                match decode_server_message(frame):
                    case Appended(envelope=envelope):
                        self._take(envelope)
                    case Accepted(intent_id=intent_id, seq=seq):
                        self._answer(intent_id, seq)
                    case Rejected(intent_id=intent_id, code=code, reason=reason):
                        self._answer(intent_id, IntentRejected(code, reason))
                    case Welcome() as welcome:
                        self.welcome = welcome
                    case Progress() as progress:
                        self.progress = progress
                    case Speaking() as speaking:
                        self.speaking = speaking
                    case Pong():
                        pass
                    case message:
                        assert_never(message)
                async with self._news:
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        self._lost = ServerGone(f"{self._socket.close_code} {self._socket.close_reason or ''}".strip())
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(self._lost)
        async with self._news:
            self._news.notify_all()

    def _take(self, envelope: Envelope) -> None:
        self.log.append(envelope)
        if isinstance(envelope.event, CodeEdited):
            self.code = apply_changes(self.code, envelope.event.changes)
            self.revision += 1

    def _answer(self, intent_id: str, outcome: "int | IntentRejected") -> None:
        answer = self._answers.get(intent_id)
        if answer is None or answer.done():
            return
        if isinstance(outcome, IntentRejected):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
