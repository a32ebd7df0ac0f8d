"""What a session's actor remembers of its log, and which intents may become events.

Pure: an actor asks here first and writes afterwards. Must not know sockets, stores or clocks.
"""

from collections.abc import Iterable
from typing import assert_never

from agent.phases import may_be_retried
from question_bank.package import Question
from server.wire import (
    Intent,
    RejectCode,
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
)
from transcripts.cells import cells_of
from transcripts.changes import BadChanges, apply_changes
from transcripts.envelope import Sealed
from transcripts.events import (
    CandidateSaid,
    CellRequested,
    CellsRestartRequested,
    CodeEdited,
    EndRequested,
    Event,
    HintRequested,
    MoveOnRequested,
    Phase,
    PhaseChanged,
    RetryRequested,
    RunQueued,
    RunRequested,
    SessionEnded,
    SessionStarted,
    StopRequested,
)

MAX_CODE_BYTES = 64 * 1024
MAX_WORDS_CHARACTERS = 20_000
MAX_ID_CHARACTERS = 100
CODE_PATH = "solution.py"


class Refused(Exception):
    """An intent that may not become an event now. Nothing is stored."""

    def __init__(self, code: RejectCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Ledger:
    """The code, its revision, the intents that were taken, and whether the session has ended."""

    def __init__(self, question: Question, log: Iterable[Sealed] = ()) -> None:
        self.code = question.starter
        self.revision = 0
        self.ended = False
        self.queued: set[int] = set()
        """Runs of which it was said that they have to wait."""
        self._is_practice = False
        self._phase = Phase.INTRODUCE
        self._asked: set[int] = set()
        """Lines that asked for a run or a cell."""
        self._taken: dict[str, int] = {}
        self.absorb(log)

    def absorb(self, lines: Iterable[Sealed]) -> None:
        """Take in lines that are stored. Raises BadChanges when an edit does not fit the code."""
        for sealed in lines:
            envelope = sealed.envelope
            if envelope.intent_id is not None:
                self._taken.setdefault(envelope.intent_id, envelope.seq)
            if isinstance(envelope.event, CodeEdited):
                self.code = apply_changes(self.code, envelope.event.changes)
                self.revision += 1
            elif isinstance(envelope.event, RunRequested | CellRequested):
                self._asked.add(envelope.seq)
            elif isinstance(envelope.event, RunQueued):
                self.queued.add(envelope.event.requested_seq)
            elif isinstance(envelope.event, SessionStarted):
                self._is_practice = envelope.event.mode == "practice"
            elif isinstance(envelope.event, PhaseChanged):
                self._phase = envelope.event.phase
            elif isinstance(envelope.event, SessionEnded):
                self.ended = True

    def taken_at(self, intent_id: str) -> int | None:
        """Say at which line an intent was taken, if it was."""
        return self._taken.get(intent_id)

    def event_from_intent(self, intent: Intent, *, running: bool) -> Event:
        """Turn an intent into the event that it asks for. Raises Refused."""
        if not 0 < len(intent.intent_id) <= MAX_ID_CHARACTERS:
            raise Refused(RejectCode.MALFORMED, f"intent_id must have 1 to {MAX_ID_CHARACTERS} characters.")
        if self.ended:
            raise Refused(RejectCode.ENDED, "This interview has ended.")
        match intent:
            case SendWords():
                return _said(intent)
            case SendEdit():
                return self._edited(intent)
            case RequestRun(purpose=purpose):
                if running:
                    raise Refused(RejectCode.BUSY, "A run is still going. Wait for its result, then run again.")
                return RunRequested(purpose=purpose)
            case RequestStop(requested_seq=requested_seq):
                return self._stopped(requested_seq)
            case RequestCell(cell=cell):
                return self._cell(cell, running=running)
            case RequestCellsRestart():
                return CellsRestartRequested()
            case RequestHint():
                return HintRequested()
            case RequestMoveOn():
                return MoveOnRequested()
            case RequestRetry(phase=phase):
                return self._retried(phase)
            case RequestEnd():
                return EndRequested()
            case _:
                assert_never(intent)

    def _stopped(self, requested_seq: int) -> StopRequested:
        if requested_seq not in self._asked:
            raise Refused(RejectCode.MALFORMED, f"No run and no cell was asked for at line {requested_seq}.")
        return StopRequested(requested_seq=requested_seq)

    def _retried(self, phase: Phase) -> RetryRequested:
        if not self._is_practice:
            raise Refused(RejectCode.MALFORMED, "Only a practice session goes back to a phase.")
        if not may_be_retried(self._phase, phase):
            reason = f"The phase {phase.value} cannot be tried again from {self._phase.value}."
            raise Refused(RejectCode.MALFORMED, reason)
        return RetryRequested(phase=phase)

    def _cell(self, cell: int, *, running: bool) -> CellRequested:
        if running:
            raise Refused(RejectCode.BUSY, "A run is still going. Wait for its result, then run the cell.")
        cells = cells_of(self.code)
        if not 0 <= cell < len(cells):
            raise Refused(RejectCode.MALFORMED, f"The code has no cell number {cell}.")
        if cells[cell].kind == "markdown":
            raise Refused(RejectCode.MALFORMED, f"Cell number {cell} is text, so there is nothing to run.")
        return CellRequested(cell=cell)

    def _edited(self, edit: SendEdit) -> CodeEdited:
        if not 0 < len(edit.client_id) <= MAX_ID_CHARACTERS:
            raise Refused(RejectCode.MALFORMED, f"client_id must have 1 to {MAX_ID_CHARACTERS} characters.")
        if edit.path != CODE_PATH:
            raise Refused(RejectCode.BAD_EDIT, f"There is one file, {CODE_PATH}; the edit is for another.")
        if edit.base_revision < self.revision:
            raise Refused(
                RejectCode.STALE_EDIT,
                f"The edit rests on revision {edit.base_revision}, and the code is at {self.revision}.",
            )
        if edit.base_revision > self.revision:
            raise Refused(
                RejectCode.BAD_EDIT,
                f"The edit rests on revision {edit.base_revision}, but the code is only at {self.revision}.",
            )
        if _holds_line_ends(edit):
            raise Refused(RejectCode.BAD_EDIT, "An inserted line holds a line end; give each line by itself.")
        try:
            code = apply_changes(self.code, edit.changes)
            size = len(code.encode())
        except (BadChanges, UnicodeEncodeError) as error:
            raise Refused(RejectCode.BAD_EDIT, str(error)) from error
        if size > MAX_CODE_BYTES:
            raise Refused(RejectCode.TOO_LONG, f"The code would have {size:,} bytes; the limit is {MAX_CODE_BYTES:,}.")
        return CodeEdited(changes=edit.changes, client_id=edit.client_id)


def _said(words: SendWords) -> CandidateSaid:
    if not words.text.strip():
        raise Refused(RejectCode.MALFORMED, "The message holds no words.")
    if len(words.text) > MAX_WORDS_CHARACTERS:
        raise Refused(
            RejectCode.TOO_LONG,
            f"The message has {len(words.text):,} characters; the limit is {MAX_WORDS_CHARACTERS:,}.",
        )
    return CandidateSaid(text=words.text, channel=words.channel)


def _holds_line_ends(edit: SendEdit) -> bool:
    """Say whether an inserted line holds a line end: an editor would split it in two and disagree with the log."""
    return any(
        isinstance(part, str) and ("\n" in part or "\r" in part)
        for change in edit.changes
        if not isinstance(change, int)
        for part in change
    )
