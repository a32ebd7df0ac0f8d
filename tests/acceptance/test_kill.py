"""Kill -9 at any moment: whatever was accepted is there afterwards, once, in one chain, and the session goes on."""

import asyncio
import contextlib
import json
import random
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, WebSocketException

from server.wire import Accepted, Appended, RejectCode, Rejected, Welcome
from tests.acceptance.server_process import QUESTION_ID, ServerProcess, receive
from transcripts.chain import verify_chain
from transcripts.changes import apply_changes, replace_all
from transcripts.envelope import Envelope, Sealed
from transcripts.events import CodeEdited, RunRequested, SuiteRan
from transcripts.fold import code_at
from transcripts.store_sqlite import SqliteStore

KILLS_PER_SEED = 10
SEEDS = range(3)
_WORDS = ("May the kernel be larger than the image?", "I would pad first and then slide.", "Let me think aloud.")


class Typist:
    """A client that keeps typing, talking and running, over as many connections as it takes."""

    def __init__(self, seed: int, starter: str) -> None:
        self.random = random.Random(seed)
        self.log: list[Envelope] = []
        self.code = starter
        self.revision = 0
        self.accepted: dict[str, int] = {}
        self.sent: list[str] = []
        self.unanswered: dict[str, dict] = {}
        self._number = 0

    async def live(self, server: ServerProcess, session_id: str) -> None:
        """Connect, say again what was not answered, and go on until the connection breaks."""
        with contextlib.suppress(ConnectionClosed, OSError, WebSocketException):
            async with server.socket(session_id) as socket:
                await socket.send(json.dumps({"type": "hello", "after_seq": len(self.log)}))
                welcome = await self._take(socket)
                assert isinstance(welcome, Welcome)
                assert welcome.last_seq >= max(self.accepted.values(), default=0), "an accepted line is gone"
                while len(self.log) < welcome.last_seq:
                    await self._take(socket)
                while True:
                    for intent in [*self.unanswered.values()] or self._next():
                        self.unanswered[intent["intent_id"]] = intent
                        await socket.send(json.dumps(self._rebased(intent)))
                    while self.unanswered:
                        await self._take(socket)

    def _next(self) -> list[dict]:
        """A few things at once, as a busy page sends them; one edit at most, since the next must wait for it."""
        intents = [{"type": "send_words", "text": self.random.choice(_WORDS)} for _ in range(self.random.randint(0, 3))]
        intents.append({"type": "send_edit", "client_id": "typist", "text": f"x = {self.random.random()}\n" * 3})
        if self.random.random() < 0.1:
            intents.append({"type": "request_run", "purpose": "run"})
        self.random.shuffle(intents)
        for intent in intents:
            self._number += 1
            intent["intent_id"] = f"intent-{self._number}"
            self.sent.append(intent["intent_id"])
        return intents

    def _rebased(self, intent: dict) -> dict:
        if intent["type"] != "send_edit":
            return intent
        changes = replace_all(self.code, intent["text"])
        edit = {key: value for key, value in intent.items() if key != "text"}
        return {**edit, "base_revision": self.revision, "changes": changes}

    async def _take(self, socket) -> object:
        message = await receive(socket)
        match message:
            case Appended(envelope=envelope):
                assert envelope.seq == len(self.log) + 1, "a gap, or a line twice"
                self.log.append(envelope)
                if isinstance(envelope.event, CodeEdited):
                    self.code = apply_changes(self.code, envelope.event.changes)
                    self.revision += 1
            case Accepted(intent_id=intent_id, seq=seq):
                assert self.accepted.setdefault(intent_id, seq) == seq
                self.unanswered.pop(intent_id)
            case Rejected(intent_id=intent_id, code=code):
                assert code in (RejectCode.BUSY, RejectCode.RUNNER_UNAVAILABLE), message
                self.unanswered.pop(intent_id)
                self.sent.remove(intent_id)
        return message


async def stored_log(data_folder: Path, session_id: str) -> tuple[Sealed, ...]:
    store = SqliteStore(data_folder / "sessions.sqlite3")
    log = await store.read(session_id)
    await store.close()
    return log


def check(typist: Typist, log: tuple[Sealed, ...], starter: str) -> None:
    assert verify_chain(log).seq == len(log)
    at = {sealed.envelope.intent_id: sealed.envelope.seq for sealed in log if sealed.envelope.intent_id}
    assert len(at) == sum(sealed.envelope.intent_id is not None for sealed in log), "an intent was stored twice"
    lost = {intent_id: seq for intent_id, seq in typist.accepted.items() if at.get(intent_id) != seq}
    assert lost == {}, "accepted and not stored"
    assert [sealed.envelope for sealed in log[: len(typist.log)]] == typist.log, "what was shown is not what is stored"
    places = {intent_id: place for place, intent_id in enumerate(typist.sent)}
    order = [places[intent_id] for intent_id in at if intent_id in places]
    assert order == sorted(order), "the order of sending was lost"
    code_at(starter, (sealed.envelope for sealed in log))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_accepted_is_lost_by_kills_at_random_moments(tmp_path, seed):
    moments = random.Random(seed)
    server = ServerProcess(tmp_path)
    try:
        session_id = server.new_session()
        starter = server.rest("GET", f"/api/questions/{QUESTION_ID}")["starter"]
        typist = Typist(seed, starter)
        for kill in range(KILLS_PER_SEED):
            living = asyncio.create_task(typist.live(server, session_id))
            # Right at the start, while the session is being opened, or in the middle of everything.
            await asyncio.sleep(moments.choice((0.02, 0.1, 0.5, 1.0)) * moments.random())
            server.kill()
            await asyncio.wait_for(living, 20)
            if kill % 3 == 0:
                check(typist, await stored_log(tmp_path, session_id), starter)
            server.start()
        living = asyncio.create_task(typist.live(server, session_id))
        n_accepted = len(typist.accepted)
        async with asyncio.timeout(60):
            while len(typist.accepted) < n_accepted + 10 or _unreported(typist.log):
                assert not living.done(), living
                await asyncio.sleep(0.05)
        assert server.stop() == 0
        await asyncio.wait_for(living, 20)
        check(typist, await stored_log(tmp_path, session_id), starter)
        assert len(typist.accepted) > 20
    finally:
        server.process.kill()
        server.wait()


def _unreported(log: list[Envelope]) -> set[int]:
    """Runs that were asked for and not reported; all but one that may be going now must be taken up again."""
    asked = {envelope.seq for envelope in log if isinstance(envelope.event, RunRequested)}
    return {seq for seq in asked if seq < len(log) - 200} - {
        envelope.event.requested_seq for envelope in log if isinstance(envelope.event, SuiteRan)
    }


@pytest.mark.parametrize(("point", "is_stored"), [("before_commit:2", False), ("after_commit_before_accept:2", True)])
async def test_a_crash_at_a_named_point_keeps_the_promise(tmp_path, point, is_stored):
    """Before the commit the intent is as never sent; after it, sent again, it is found and not stored twice."""
    server = ServerProcess(tmp_path, crash_at=point)
    try:
        session_id = server.new_session()
        n_lines = len(await stored_log(tmp_path, session_id))
        words = json.dumps({"type": "send_words", "intent_id": "w1", "text": "Is the stride one?"})
        async with server.socket(session_id) as socket:
            await socket.send('{"type":"hello"}')
            await socket.send(words)
            received = []
            with contextlib.suppress(ConnectionClosed):
                while True:
                    received.append(await receive(socket))
            assert not any(isinstance(message, Accepted) for message in received), "accepted before it was stored"
        assert server.wait() == -9
        log = await stored_log(tmp_path, session_id)
        assert (len(log) > n_lines) is is_stored
        server.start(crash_at="")
        async with server.socket(session_id) as socket:
            await socket.send('{"type":"hello"}')
            await socket.send(words)
            while not isinstance(answer := await receive(socket), Accepted):
                pass
        if is_stored:
            assert answer.seq == n_lines + 1
        log = await stored_log(tmp_path, session_id)
        verify_chain(log)
        assert [sealed.envelope.seq for sealed in log if sealed.envelope.intent_id == "w1"] == [answer.seq]
    finally:
        server.process.kill()
        server.wait()


def test_the_checker_finds_a_line_that_was_accepted_and_is_gone(tmp_path):
    """A checker that cannot fail proves nothing."""
    typist = Typist(0, "")
    typist.accepted["intent-1"] = 5
    with pytest.raises(AssertionError, match="accepted and not stored"):
        check(typist, (), "")
