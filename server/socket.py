"""One connection to a session, from the handshake to its close. See `server.wire` for the protocol.

Reading and writing are two tasks. Reading takes one intent at a time, so a client that floods is slowed down by its own
socket. Writing alone waits for the client; whoever publishes only fills an outbox. Must not know what an intent means.
"""

import asyncio
import logging
from typing import assert_never

import msgspec
from msgspec import Struct
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.outbox import Closing, Outbox
from server.pace import Pace
from server.session import Attached, SessionActor, appended_frame
from server.sessions import NoSuchSession, SessionError, Stopping
from server.wire import (
    PROTOCOL,
    ClientMessage,
    CloseCode,
    Hello,
    Ping,
    Pong,
    RejectCode,
    Rejected,
    ServerMessage,
    Welcome,
    decode_client_message,
)
from server.wiring import Services
from transcripts.store import EventStore, StoreError

MAX_MESSAGE_BYTES = 256 * 1024
HELLO_SECONDS = 5.0
SEND_SECONDS = 20.0
MESSAGES_PER_SECOND = 50.0
BURST = 200
INTERNAL_ERROR = 1011
_MAX_REASON_BYTES = 123
"""What a close frame has room for."""

_LOG = logging.getLogger(__name__)
_encode = msgspec.json.Encoder().encode


async def serve_socket(websocket: WebSocket, session_id: str, services: Services) -> None:
    """Serve one connection until it ends. Raises nothing that is the client's doing."""
    # Accepted first: a refused handshake tells a page nothing, a close code does.
    await websocket.accept()
    outbox = Outbox()
    actor: SessionActor | None = None
    try:
        _check_access(websocket, services)
        hello = await _hello(websocket)
        actor, attached = await services.registry.attach(session_id, outbox)
        await _converse(websocket, hello, actor, attached, outbox, services.store)
    except WebSocketDisconnect:
        pass
    except (Closing, SessionError, StoreError) as error:
        await _close(websocket, _closing(error))
    except Exception:  # noqa: BLE001
        # Broad on purpose: the page must hear that the fault is ours, and may try again.
        _LOG.exception("session %s: the connection failed", session_id, extra={"action": "socket_fault"})
        await _close(websocket, None)
    finally:
        if actor is not None:
            services.registry.detach(actor, outbox)


def _check_access(websocket: WebSocket, services: Services) -> None:
    access = services.access
    if not access.is_our_host(websocket.headers):
        raise Closing(CloseCode.BAD_ORIGIN, "This server does not answer to that host name.")
    if not access.may_enter(websocket.headers, websocket.cookies):
        raise Closing(CloseCode.NOT_ALLOWED, "The access token is missing or wrong. Open the address with the token.")
    if not access.is_our_origin(websocket.headers):
        raise Closing(CloseCode.BAD_ORIGIN, "This connection does not come from the server's own page.")


async def _hello(websocket: WebSocket) -> Hello:
    try:
        async with asyncio.timeout(HELLO_SECONDS):
            text = await _receive(websocket)
    except TimeoutError as error:
        raise Closing(CloseCode.HELLO_EXPECTED, f"No hello came within {HELLO_SECONDS:.0f} seconds.") from error
    try:
        hello = decode_client_message(text)
    except msgspec.DecodeError as error:
        raise Closing(CloseCode.BAD_MESSAGE, f"The first message cannot be read: {error}.") from error
    if not isinstance(hello, Hello):
        raise Closing(CloseCode.HELLO_EXPECTED, "The first message must be hello.")
    if hello.protocol != PROTOCOL:
        problem = f"The server speaks protocol {PROTOCOL}, the client {hello.protocol}. Reload the page."
        raise Closing(CloseCode.BAD_MESSAGE, problem)
    return hello


async def _converse(
    websocket: WebSocket, hello: Hello, actor: SessionActor, attached: Attached, outbox: Outbox, store: EventStore
) -> None:
    if not 0 <= hello.after_seq <= attached.last_seq:
        problem = f"after_seq is {hello.after_seq}, and the log ends at {attached.last_seq}."
        raise Closing(CloseCode.BAD_MESSAGE, problem)
    reading = asyncio.create_task(_read(websocket, actor, outbox), name=f"read-{actor.session_id}")
    writing = asyncio.create_task(
        _write(websocket, hello.after_seq, actor, attached, outbox, store), name=f"write-{actor.session_id}"
    )
    try:
        await asyncio.wait((reading, writing), return_when=asyncio.FIRST_COMPLETED)
        if reading.done():
            try:
                reading.result()
            except Closing as closing:
                # What was acknowledged before is sent before.
                outbox.close(closing.code, closing.reason)
        await writing
    finally:
        for task in (reading, writing):
            task.cancel()
        await asyncio.gather(reading, writing, return_exceptions=True)


async def _read(websocket: WebSocket, actor: SessionActor, outbox: Outbox) -> None:
    """Take messages until the client leaves or breaks the protocol. Raises WebSocketDisconnect, Closing."""
    pace = Pace(MESSAGES_PER_SECOND, BURST)
    while True:
        text = await _receive(websocket)
        await pace.take()
        try:
            message: ClientMessage = decode_client_message(text)
        except (msgspec.DecodeError, RecursionError) as error:
            _put(outbox, _rejection(text, error))
            continue
        match message:
            case Hello():
                raise Closing(CloseCode.BAD_MESSAGE, "hello comes once, at the start.")
            case Ping():
                _put(outbox, Pong(now_ms=actor.now_ms))
            case _:
                _put(outbox, await actor.submit(message))


async def _write(
    websocket: WebSocket, after_seq: int, actor: SessionActor, attached: Attached, outbox: Outbox, store: EventStore
) -> None:
    """Send the welcome, the lines that the client lacks, then whatever comes. Raises Closing, WebSocketDisconnect."""
    welcome = Welcome(
        protocol=PROTOCOL,
        session_id=actor.session_id,
        question_id=attached.question_id,
        last_seq=attached.last_seq,
        now_ms=attached.now_ms,
        ended=attached.ended,
    )
    await _send(websocket, _encode(welcome).decode())
    if after_seq < attached.last_seq:
        for sealed in await store.read(actor.session_id, after_seq):
            # Later lines are in the outbox already.
            if sealed.envelope.seq > attached.last_seq:
                break
            await _send(websocket, appended_frame(sealed))
    while True:
        await _send(websocket, await outbox.get())


async def _receive(websocket: WebSocket) -> str:
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005), message.get("reason"))
    text = message.get("text")
    if not isinstance(text, str):
        raise Closing(CloseCode.BAD_MESSAGE, "Messages are text frames, not binary ones.")
    # uvicorn stops larger frames before they are whole; other servers may not.
    if len(text) > MAX_MESSAGE_BYTES:
        raise Closing(CloseCode.TOO_BIG, f"A message may have {MAX_MESSAGE_BYTES:,} bytes.")
    return text


async def _send(websocket: WebSocket, frame: str) -> None:
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await websocket.send_text(frame)
    except TimeoutError as error:
        raise Closing(CloseCode.TOO_SLOW, "You did not keep up. Connect again and resume.") from error


async def _close(websocket: WebSocket, closing: Closing | None) -> None:
    code, reason = (closing.code, str(closing)) if closing else (INTERNAL_ERROR, "A fault of ours. Connect again.")
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await websocket.close(code, _short(reason))
    except (RuntimeError, WebSocketDisconnect, TimeoutError):
        # The client is gone already, or does not listen.
        return


class _IntentIdOnly(Struct):
    intent_id: str


def _rejection(text: str, error: Exception) -> Rejected:
    """Refuse a message that cannot be read, by the id that it carries. Raises Closing when it carries none."""
    try:
        intent_id = msgspec.json.decode(text, type=_IntentIdOnly).intent_id
    except (msgspec.DecodeError, RecursionError):
        raise Closing(CloseCode.BAD_MESSAGE, f"A message cannot be read: {error}.") from error
    return Rejected(intent_id=intent_id, code=RejectCode.MALFORMED, reason=f"The message cannot be read: {error}.")


def _closing(error: Closing | SessionError | StoreError) -> Closing:
    match error:
        case Closing():
            return error
        case NoSuchSession():
            return Closing(CloseCode.NO_SUCH_SESSION, str(error))
        case Stopping():
            return Closing(CloseCode.GOING_AWAY, str(error))
        case SessionError():
            return Closing(CloseCode.NO_SUCH_SESSION, str(error))
        case StoreError():
            return Closing(CloseCode.STORE_FAILED, str(error))
        case _:
            assert_never(error)


def _put(outbox: Outbox, message: ServerMessage) -> None:
    outbox.put(_encode(message).decode())


def _short(reason: str) -> str:
    return reason.encode()[:_MAX_REASON_BYTES].decode(errors="ignore")
