"""The socket protocol under anything that clients and machines do to it, in any order, against the real server.

Two clients send, say things twice, hang up in the middle of an answer, come back at any line; the server is killed.
Whatever the order: what was accepted is stored where it was said to be, once; every line follows the one before; and
what a client has seen is the beginning of what is stored.
"""

import asyncio
import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from question_bank.load import load_bank
from server.wire import Accepted, Appended, CloseCode, Pong, Progress, RejectCode, Rejected, Welcome
from tests.acceptance.server_process import QUESTION_ID, ServerProcess, receive
from transcripts.archive import log_from_archive
from transcripts.changes import replace_all
from transcripts.envelope import Envelope
from transcripts.events import CodeEdited, RunRequested, RunStopped, SessionEnded, SuiteRan
from transcripts.fold import code_at

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
STARTER = load_bank().get(QUESTION_ID).starter
_SECONDS = 60
_WAITS_FOR_A_RUN = {RejectCode.BUSY, RejectCode.RUNNER_UNAVAILABLE}
clients = st.sampled_from(("page", "other page"))


class Client:
    """One page: what it has seen, over as many connections as it takes."""

    def __init__(self) -> None:
        self.socket: ClientConnection | None = None
        self.log: list[Envelope] = []


class Protocol(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.loop = asyncio.Runner()
        self.server = ServerProcess(Path(self.folder.name))
        self.session_id = self.server.new_session()
        self.clients = {"page": Client(), "other page": Client()}
        self.frames: dict[str, str] = {}
        self.accepted: dict[str, int] = {}
        self.refused: set[str] = set()
        self.has_ended = False

    def teardown(self) -> None:
        try:
            self.loop.run(self._check_to_the_end())
        finally:
            self.server.kill()
            self.loop.close()
            self.folder.cleanup()

    @rule(name=clients, data=st.data())
    def connect(self, name: str, data: st.DataObject) -> None:
        """Come (back), knowing all that was seen, a part of it or nothing."""
        client = self.clients[name]
        self._hang_up(client)
        self.loop.run(self._join(client, data.draw(st.integers(0, len(client.log)), "after_seq")))

    @rule(name=clients)
    def hang_up(self, name: str) -> None:
        self._hang_up(self.clients[name])

    @rule(name=clients, text=st.sampled_from(["Is it RGB?", "Let me think.", "é🙂" * 50, " "]))
    def say(self, name: str, text: str) -> None:
        self._send(name, {"type": "send_words", "text": text})

    @rule(name=clients, text=st.text("ab\n🙂", max_size=20), is_stale=st.booleans())
    def type_code(self, name: str, text: str, is_stale: bool) -> None:
        seen = self.clients[name].log
        revision = sum(isinstance(line.event, CodeEdited) for line in seen)
        changes = replace_all(code_at(STARTER, seen), text + "#")
        edit = {"base_revision": revision - is_stale, "changes": changes, "client_id": name}
        self._send(name, {"type": "send_edit", **edit})

    @rule(name=clients, purpose=st.sampled_from(["run", "submit"]))
    def run(self, name: str, purpose: str) -> None:
        self._send(name, {"type": "request_run", "purpose": purpose})

    @rule(name=clients)
    def stop(self, name: str) -> None:
        """The last run that this page has seen asked for, be it over or not."""
        asked = [line.seq for line in self.clients[name].log if isinstance(line.event, RunRequested)]
        self._send(name, {"type": "request_stop", "requested_seq": asked[-1] if asked else 1})

    @rule(name=clients, kind=st.sampled_from(["request_hint", "request_move_on"]))
    def press(self, name: str, kind: str) -> None:
        self._send(name, {"type": kind})

    @precondition(lambda self: len(self.frames) > 12)
    @rule(name=clients)
    def end(self, name: str) -> None:
        self._send(name, {"type": "request_end"})

    @precondition(lambda self: self.frames)
    @rule(name=clients, data=st.data())
    def say_again(self, name: str, data: st.DataObject) -> None:
        """The same message once more, perhaps from the other page, perhaps long after."""
        self._put(name, data.draw(st.sampled_from(sorted(self.frames)), "intent"))

    @rule(name=clients)
    def say_and_hang_up(self, name: str) -> None:
        self.say(name, "Am I heard?")
        self._hang_up(self.clients[name])

    @rule(name=clients)
    def say_nonsense(self, name: str) -> None:
        client = self.clients[name]
        if client.socket is not None:
            self.loop.run(self._is_closed_for_nonsense(client))

    @rule(name=clients)
    def listen(self, name: str) -> None:
        if self.clients[name].socket is not None:
            self.loop.run(self._listen(self.clients[name]))

    @rule()
    def kill_the_server(self) -> None:
        self.server.kill()
        for client in self.clients.values():
            self._hang_up(client)
        self.server.start()

    @invariant()
    def lines_follow_one_another(self) -> None:
        for client in self.clients.values():
            assert [line.seq for line in client.log] == list(range(1, len(client.log) + 1))

    def _send(self, name: str, intent: dict[str, Any]) -> None:
        intent_id = f"intent-{len(self.frames)}"
        self.frames[intent_id] = json.dumps({**intent, "intent_id": intent_id})
        self._put(name, intent_id)

    def _put(self, name: str, intent_id: str) -> None:
        client = self.clients[name]
        if client.socket is not None:
            # Whatever was refused before may be taken this time.
            self.refused.discard(intent_id)
            self.loop.run(client.socket.send(self.frames[intent_id]))

    def _hang_up(self, client: Client) -> None:
        """Without a goodbye, as when a cable is pulled: what was on its way is lost."""
        if client.socket is not None:
            socket, client.socket = client.socket, None

            async def pull() -> None:
                socket.transport.abort()
                await socket.wait_closed()

            self.loop.run(pull())

    async def _join(self, client: Client, after_seq: int) -> None:
        client.log = client.log[:after_seq]
        client.socket = await self.server.socket(self.session_id)
        await client.socket.send(json.dumps({"type": "hello", "after_seq": after_seq}))
        async with asyncio.timeout(_SECONDS):
            welcome = await receive(client.socket)
            assert isinstance(welcome, Welcome)
            assert welcome.last_seq >= max([*self.accepted.values(), after_seq]), "an accepted line is gone"
            while len(client.log) < welcome.last_seq:
                self._take(client, await receive(client.socket))

    async def _listen(self, client: Client) -> None:
        """Take all answers: they come in the order of the questions, so that to a ping is the last."""
        assert client.socket is not None
        await client.socket.send('{"type":"ping"}')
        async with asyncio.timeout(_SECONDS):
            while not isinstance(message := await receive(client.socket), Pong):
                self._take(client, message)

    async def _is_closed_for_nonsense(self, client: Client) -> None:
        await self._listen(client)
        assert client.socket is not None
        socket, client.socket = client.socket, None
        await socket.send("nonsense")
        with suppress(ConnectionClosed):
            async with asyncio.timeout(_SECONDS):
                while True:
                    self._take(client, await receive(socket))
        assert socket.close_code == CloseCode.BAD_MESSAGE

    def _take(self, client: Client, message: object) -> None:
        match message:
            case Appended(envelope=envelope):
                client.log.append(envelope)
                self.has_ended |= isinstance(envelope.event, SessionEnded)
            case Accepted(intent_id=intent_id, seq=seq):
                assert self.accepted.setdefault(intent_id, seq) == seq, "accepted at two places"
                assert client.log[seq - 1].intent_id == intent_id, "accepted before it was shown"
            case Rejected(intent_id=intent_id, code=code):
                assert intent_id not in self.accepted, "accepted first and refused later"
                assert code in {*_WAITS_FOR_A_RUN, RejectCode.STALE_EDIT, RejectCode.ENDED, RejectCode.MALFORMED}
                self.refused.add(intent_id)
            case Progress(requested_seq=requested_seq):
                over = [
                    line.event.requested_seq for line in client.log if isinstance(line.event, SuiteRan | RunStopped)
                ]
                assert requested_seq not in over, "progress of a run that is over"
            case _:
                raise AssertionError(message)

    async def _check_to_the_end(self) -> None:
        client = Client()
        await self._join(client, 0)
        for other in self.clients.values():
            if other.socket is not None:
                await self._listen(other)
                await other.socket.close()
        await self._wait_for_runs(client)
        assert client.socket is not None
        await client.socket.close()
        # Reading checks the chain.
        exported = await asyncio.to_thread(self.server.rest, "GET", f"/api/sessions/{self.session_id}/export")
        log = [sealed.envelope for sealed in log_from_archive(exported)]
        for reader in (client, *self.clients.values()):
            assert log[: len(reader.log)] == reader.log, "what was shown is not what is stored"
        stored = [line.intent_id for line in log if line.intent_id is not None]
        assert len(stored) == len(set(stored)), "an intent was stored twice"
        places = {line.intent_id: line.seq for line in log if line.intent_id is not None}
        assert self.accepted.items() <= places.items(), "accepted and not stored"
        assert not self.refused & set(stored), "refused and stored"
        over = [line.event.requested_seq for line in log if isinstance(line.event, SuiteRan | RunStopped)]
        assert len(over) == len(set(over)), "a run ended twice"
        code_at(STARTER, log)

    async def _wait_for_runs(self, client: Client) -> None:
        """A run that was cut off by a kill is run again, and its report comes, unless the interview has ended."""

        def waiting() -> set[int]:
            asked = {line.seq for line in client.log if isinstance(line.event, RunRequested)}
            over = (line.event.requested_seq for line in client.log if isinstance(line.event, SuiteRan | RunStopped))
            return asked - set(over)

        assert client.socket is not None
        async with asyncio.timeout(_SECONDS):
            while waiting() and not any(isinstance(line.event, SessionEnded) for line in client.log):
                self._take(client, await receive(client.socket))


TestProtocol = Protocol.TestCase
TestProtocol.settings = settings(
    max_examples=3,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    # A failing run of real servers is not made smaller: that would take longer than reading it.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
