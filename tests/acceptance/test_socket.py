"""The protocol over a real socket against the real server."""

import asyncio
import contextlib
import json
import socket as plain_socket
from collections.abc import AsyncIterator, Iterator

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from server.socket import HELLO_SECONDS, MAX_MESSAGE_BYTES
from server.wire import Accepted, Appended, CloseCode, Pong, RejectCode, Rejected, Welcome
from tests.acceptance.server_process import ServerProcess, receive
from transcripts.archive import log_from_archive
from transcripts.events import CandidateSaid


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("data")) as process:
        yield process


@pytest.fixture
def session_id(server: ServerProcess) -> str:
    return server.new_session()


async def join(socket: ClientConnection, after_seq: int = 0) -> tuple[Welcome, list]:
    """Say hello; give the welcome and the lines up to its last."""
    await socket.send(json.dumps({"type": "hello", "after_seq": after_seq}))
    welcome = await receive(socket)
    assert isinstance(welcome, Welcome)
    lines = []
    while after_seq + len(lines) < welcome.last_seq:
        message = await receive(socket)
        assert isinstance(message, Appended)
        lines.append(message.envelope)
    return welcome, lines


async def until(socket: ClientConnection, kind: type) -> tuple[list, object]:
    """Read up to the first message of a kind; give the lines before it and the message."""
    lines = []
    while True:
        message = await receive(socket)
        if isinstance(message, kind):
            return lines, message
        assert isinstance(message, Appended)
        lines.append(message.envelope)


def words(intent_id: str, text: str = "What is the shape of the input?") -> str:
    return json.dumps({"type": "send_words", "intent_id": intent_id, "text": text})


async def closing(socket: ClientConnection) -> tuple[int, str]:
    async with asyncio.timeout(20):
        async for _ in socket_frames(socket):
            pass
    return socket.close_code, socket.close_reason


async def socket_frames(socket: ClientConnection) -> AsyncIterator[str | bytes]:
    with contextlib.suppress(ConnectionClosed):
        while True:
            yield await socket.recv()


async def test_hello_gives_the_whole_log_and_an_intent_its_lines_before_its_answer(server, session_id):
    async with server.socket(session_id) as socket:
        welcome, lines = await join(socket)
        assert (welcome.session_id, welcome.protocol, welcome.ended) == (session_id, 1, False)
        assert [line.seq for line in lines] == list(range(1, welcome.last_seq + 1))
        await socket.send(words("w1"))
        new, answer = await until(socket, Accepted)
        assert (answer.intent_id, answer.seq) == ("w1", welcome.last_seq + 1)
        assert new[0].event == CandidateSaid(text="What is the shape of the input?")


async def test_a_second_connection_resumes_where_the_first_one_stopped(server, session_id):
    async with server.socket(session_id) as socket:
        await join(socket)
        await socket.send(words("w1"))
        lines, _ = await until(socket, Accepted)
    last = lines[-1].seq
    async with server.socket(session_id) as socket:
        welcome, missed = await join(socket, after_seq=lines[0].seq)
        assert [line.seq for line in missed] == list(range(lines[0].seq + 1, welcome.last_seq + 1))
        assert welcome.last_seq >= last
        await socket.send(words("w1"))
        _, answer = await until(socket, Accepted)
        assert answer.seq == lines[0].seq


async def test_while_one_writes_another_joins_without_gap_or_duplicate(server, session_id):
    async def write() -> None:
        async with server.socket(session_id) as socket:
            await join(socket)
            for number in range(60):
                await socket.send(words(f"w{number}", f"word {number}"))
                await until(socket, Accepted)

    async def watch(delay: float) -> list[int]:
        await asyncio.sleep(delay)
        async with server.socket(session_id) as socket:
            _, lines = await join(socket)
            while not any(line.intent_id == "w59" for line in lines):
                lines.append((await receive(socket)).envelope)
            return [line.seq for line in lines]

    _, *seen = await asyncio.gather(write(), *(watch(delay) for delay in (0.0, 0.05, 0.1, 0.2, 0.3)))
    for seqs in seen:
        assert seqs == list(range(1, len(seqs) + 1))


async def test_lines_arrive_as_the_bytes_that_are_stored(server, session_id):
    async with server.socket(session_id) as socket:
        await socket.send('{"type":"hello"}')
        welcome = await receive(socket)
        frames = [await socket.recv() for _ in range(welcome.last_seq)]
    stored = log_from_archive(server.rest("GET", f"/api/sessions/{session_id}/export"))
    assert frames == [f'{{"type":"appended","envelope":{sealed.line.decode()}}}' for sealed in stored[: len(frames)]]


async def test_ping_is_answered_with_the_interviews_time(server, session_id):
    async with server.socket(session_id) as socket:
        await join(socket)
        await socket.send('{"type":"ping"}')
        _, first = await until(socket, Pong)
        await asyncio.sleep(0.05)
        await socket.send('{"type":"ping"}')
        _, second = await until(socket, Pong)
        assert second.now_ms >= first.now_ms + 40


@pytest.mark.parametrize(
    "message",
    [
        {"type": "send_words", "intent_id": "x"},
        {"type": "send_words", "intent_id": "x", "text": 5},
        {"type": "send_words", "intent_id": "x", "text": "a", "extra": 1},
        {"type": "sing", "intent_id": "x"},
        {"intent_id": "x"},
        {"type": "request_run", "intent_id": "x", "purpose": "cheat"},
        {"type": "send_edit", "intent_id": "x", "base_revision": 0, "changes": [[True]], "client_id": "c"},
        {"type": "hello", "intent_id": "x"},
    ],
)
async def test_a_message_that_cannot_be_read_is_rejected_by_its_id_and_the_connection_goes_on(
    server, session_id, message
):
    async with server.socket(session_id) as socket:
        await join(socket)
        await socket.send(json.dumps(message))
        _, answer = await until(socket, Rejected)
        assert (answer.intent_id, answer.code) == ("x", RejectCode.MALFORMED)
        assert "cannot be read" in answer.reason
        await socket.send(words("w1"))
        await until(socket, Accepted)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("nonsense", CloseCode.BAD_MESSAGE),
        ("{}", CloseCode.BAD_MESSAGE),
        ("[" * 50_000, CloseCode.BAD_MESSAGE),
        ('{"type":"hello"}', CloseCode.BAD_MESSAGE),
        (b'{"type":"ping"}', CloseCode.BAD_MESSAGE),
        ('{"type":"send_words","intent_id":7,"text":"a"}', CloseCode.BAD_MESSAGE),
        ("x" * (MAX_MESSAGE_BYTES + 1), CloseCode.TOO_BIG),
    ],
)
async def test_what_breaks_the_protocol_closes_with_a_code_and_a_reason(server, session_id, frame, code):
    async with server.socket(session_id) as socket:
        await join(socket)
        await socket.send(frame)
        closed, reason = await closing(socket)
        assert closed == code
        assert reason or code is CloseCode.TOO_BIG


async def test_what_was_accepted_before_a_bad_message_is_answered_before_the_close(server, session_id):
    async with server.socket(session_id) as socket:
        await join(socket)
        await socket.send(words("w1"))
        await socket.send("nonsense")
        _, answer = await until(socket, Accepted)
        assert answer.intent_id == "w1"
        assert (await closing(socket))[0] == CloseCode.BAD_MESSAGE


@pytest.mark.parametrize(
    ("hello", "code"),
    [
        ('{"type":"hello","protocol":99}', CloseCode.BAD_MESSAGE),
        ('{"type":"hello","after_seq":-1}', CloseCode.BAD_MESSAGE),
        ('{"type":"hello","after_seq":1000000}', CloseCode.BAD_MESSAGE),
        ('{"type":"hello","after_seq":"1"}', CloseCode.BAD_MESSAGE),
        ('{"type":"ping"}', CloseCode.HELLO_EXPECTED),
        (b"\x00", CloseCode.BAD_MESSAGE),
    ],
)
async def test_a_bad_hello_closes_with_a_code_and_a_reason(server, session_id, hello, code):
    async with server.socket(session_id) as socket:
        await socket.send(hello)
        closed, reason = await closing(socket)
        assert closed == code
        assert reason


async def test_silence_instead_of_hello_is_closed(server, session_id):
    async with server.socket(session_id) as socket:
        async with asyncio.timeout(HELLO_SECONDS + 10):
            code, reason = await closing(socket)
        assert code == CloseCode.HELLO_EXPECTED
        assert "hello" in reason


async def test_an_unknown_session_is_closed_with_its_code(server):
    for session_id in ("nobody", "x" * 3000, "%00", "%F0%9F%99%82"):
        async with server.socket(session_id) as socket:
            await socket.send('{"type":"hello"}')
            assert (await closing(socket))[0] == CloseCode.NO_SUCH_SESSION


async def test_without_the_token_the_browser_learns_why(server, session_id):
    async with server.socket(session_id, headers={"Origin": server.url}) as socket:
        assert (await closing(socket))[0] == CloseCode.NOT_ALLOWED


async def test_the_cookie_opens_from_our_own_page_only(server, session_id):
    cookie = _cookie(server)
    async with server.socket(session_id, headers={"Cookie": cookie, "Origin": server.url}) as socket:
        await join(socket)
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{server.port + 1}", server.url + ".evil.example"):
        async with server.socket(session_id, headers={"Cookie": cookie, "Origin": origin}) as socket:
            assert (await closing(socket))[0] == CloseCode.BAD_ORIGIN
    async with server.socket(session_id, headers={"Cookie": cookie}) as socket:
        assert (await closing(socket))[0] == CloseCode.BAD_ORIGIN


async def test_a_flood_is_slowed_down_and_nothing_of_it_is_lost(server, session_id):
    async with server.socket(session_id) as socket:
        await join(socket)
        for number in range(250):
            await socket.send(json.dumps({"type": "send_words", "intent_id": f"f{number}", "text": ""}))
        answers = [(await until(socket, Rejected))[1].intent_id for _ in range(250)]
        assert answers == [f"f{number}" for number in range(250)]


async def test_a_reader_that_does_not_read_holds_nobody_up(server, session_id):
    stuck = plain_socket.create_connection(("127.0.0.1", server.port))
    try:
        stuck.setsockopt(plain_socket.SOL_SOCKET, plain_socket.SO_RCVBUF, 4096)
        handshake = [
            f"GET /api/sessions/{session_id}/socket HTTP/1.1", f"Host: 127.0.0.1:{server.port}",
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13", f"Authorization: Bearer {server.token}", "", "",
        ]  # fmt: skip
        stuck.sendall("\r\n".join(handshake).encode())
        assert b"101" in stuck.recv(1000)
        hello = b'{"type":"hello"}'
        stuck.sendall(bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello)
        async with server.socket(session_id) as socket:
            await join(socket)
            for number in range(40):
                await socket.send(words(f"w{number}", "a long story " * 1000))
                async with asyncio.timeout(10):
                    await until(socket, Accepted)
    finally:
        stuck.close()


def _cookie(server: ServerProcess) -> str:
    with plain_socket.create_connection(("127.0.0.1", server.port)) as door:
        request = [
            f"GET /?token={server.token} HTTP/1.1",
            f"Host: 127.0.0.1:{server.port}",
            "Connection: close",
            "",
            "",
        ]
        door.sendall("\r\n".join(request).encode())
        answer = b""
        while piece := door.recv(4096):
            answer += piece
    line = next(line for line in answer.decode().split("\r\n") if line.lower().startswith("set-cookie:"))
    return line.partition(":")[2].split(";")[0].strip()
