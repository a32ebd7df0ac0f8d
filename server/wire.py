"""The protocol of the session socket: intents in, facts out. JSON text frames, one message each.

1. The client opens `/api/sessions/<id>/socket` and sends `hello` with the last sequence number that it has.
2. The server answers `welcome`, then `appended` for each later line of the log, in order.
3. Each intent carries an `intent_id` of the client's own. The server answers `accepted` once the events that it caused
   are durable, or `rejected`. An intent that is sent again (after a lost connection) is accepted again and stored once.
4. Everything on screen comes from `appended` lines; they reach every open page of the session in the same order.
"""

from enum import IntEnum, StrEnum
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from runner.report import Purpose
from transcripts.envelope import Envelope
from transcripts.events import Phase

PROTOCOL = 1


class CloseCode(IntEnum):
    """Why the server closed the socket. Codes from 4400 are ours and say what the client should do."""

    GOING_AWAY = 1001
    TOO_BIG = 1009
    BAD_MESSAGE = 4400
    NOT_ALLOWED = 4401
    BAD_ORIGIN = 4403
    NO_SUCH_SESSION = 4404
    HELLO_EXPECTED = 4408
    TOO_SLOW = 4409
    """The client did not keep up; connect again and resume."""
    STORE_FAILED = 4500
    """The server could not write to its data folder; nothing acknowledged is lost."""


class RejectCode(StrEnum):
    """Why an intent was refused. Nothing was stored."""

    MALFORMED = "malformed"
    STALE_EDIT = "stale_edit"
    """The edit was made against an older text; take in the later edits and send it again."""
    BAD_EDIT = "bad_edit"
    TOO_LONG = "too_long"
    ENDED = "ended"
    BUSY = "busy"
    """A run is still going."""
    RUNNER_UNAVAILABLE = "runner_unavailable"
    SERVER_FAULT = "server_fault"
    """Our fault; the session goes on without this intent."""


class Hello(Struct, frozen=True, kw_only=True, tag="hello", tag_field="type", forbid_unknown_fields=True):
    """First message on each connection. `after_seq` 0 asks for the whole log."""

    protocol: int = PROTOCOL
    after_seq: int = 0


class _Intent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    intent_id: str


class SendWords(_Intent, frozen=True, kw_only=True, tag="send_words", tag_field="type"):
    """The candidate says something."""

    text: str
    channel: Literal["typed", "spoken"] = "typed"


class SendEdit(_Intent, frozen=True, kw_only=True, tag="send_edit", tag_field="type"):
    """The candidate changed the code. `base_revision` counts the `code_edited` events that the change rests on."""

    base_revision: int
    changes: tuple[int | tuple[int | str, ...], ...]
    client_id: str
    path: str = "solution.py"


class RequestRun(_Intent, frozen=True, kw_only=True, tag="request_run", tag_field="type"):
    """Run or submit the code as it stands."""

    purpose: Purpose


class RequestStop(_Intent, frozen=True, kw_only=True, tag="request_stop", tag_field="type"):
    """Stop the run or the cell that is going. Accepted too when it has just ended."""

    requested_seq: int


class RequestCell(_Intent, frozen=True, kw_only=True, tag="request_cell", tag_field="type"):
    """Run one `# %%` cell of the code as it stands, in the process that the session's cells share."""

    cell: int


class RequestCellsRestart(_Intent, frozen=True, kw_only=True, tag="request_cells_restart", tag_field="type"):
    """End the process that the session's cells share; the next cell starts a new one."""


class RequestHint(_Intent, frozen=True, kw_only=True, tag="request_hint", tag_field="type"):
    """Ask for the next hint."""


class RequestMoveOn(_Intent, frozen=True, kw_only=True, tag="request_move_on", tag_field="type"):
    """Say that this phase is done."""


class RequestRetry(_Intent, frozen=True, kw_only=True, tag="request_retry", tag_field="type"):
    """Go through a phase again, in practice."""

    phase: Phase


class RequestEnd(_Intent, frozen=True, kw_only=True, tag="request_end", tag_field="type"):
    """End the interview."""


class Ping(Struct, frozen=True, kw_only=True, tag="ping", tag_field="type", forbid_unknown_fields=True):
    """Ask whether the server is there."""


Intent: TypeAlias = (
    SendWords
    | SendEdit
    | RequestRun
    | RequestStop
    | RequestCell
    | RequestCellsRestart
    | RequestHint
    | RequestMoveOn
    | RequestRetry
    | RequestEnd
)
ClientMessage: TypeAlias = Hello | Intent | Ping


class Welcome(Struct, frozen=True, kw_only=True, tag="welcome", tag_field="type"):
    """Answer to `hello`."""

    protocol: int
    session_id: str
    question_id: str
    last_seq: int
    now_ms: int
    """Interview time now, for the clock on the page."""
    ended: bool


class Appended(Struct, frozen=True, kw_only=True, tag="appended", tag_field="type"):
    """A line of the log, durable."""

    envelope: Envelope


class Accepted(Struct, frozen=True, kw_only=True, tag="accepted", tag_field="type"):
    """The intent's events are durable; `seq` is the first of them."""

    intent_id: str
    seq: int


class Rejected(Struct, frozen=True, kw_only=True, tag="rejected", tag_field="type"):
    """The intent was refused and nothing was stored."""

    intent_id: str
    code: RejectCode
    reason: str


class Progress(Struct, frozen=True, kw_only=True, tag="progress", tag_field="type"):
    """How far a run or a cell is. Never stored; a page that joins later gets the newest one."""

    requested_seq: int
    state: Literal["waiting", "running"]
    n_ahead: int = 0
    """While it waits: how many runs come before it."""
    n_done: int = 0
    """While it runs: how many checks have a result."""
    n_checks: int = 0


class Speaking(Struct, frozen=True, kw_only=True, tag="speaking", tag_field="type"):
    """The interviewer begins to answer an utterance. Never stored: the turn itself comes as a line of the log."""

    said_seq: int
    text: str
    """Whole sentences, as far as they have come; replaces what came before."""


class Pong(Struct, frozen=True, kw_only=True, tag="pong", tag_field="type"):
    """The server is there."""

    now_ms: int


ServerMessage: TypeAlias = Welcome | Appended | Accepted | Rejected | Progress | Speaking | Pong

decode_client_message = msgspec.json.Decoder(ClientMessage).decode
decode_server_message = msgspec.json.Decoder(ServerMessage).decode
