"""Sessions of simulated candidates, with an id and a date of one's own: sealed again, so that their chain holds."""

from functools import lru_cache

import msgspec

from question_bank.load import Bank
from server.simulate.in_memory import play
from server.simulate.scenario import persona
from transcripts.archive import archive_from_log
from transcripts.envelope import Head, Sealed
from transcripts.events import Mode, SessionStarted


def played(
    bank: Bank, name: str, question_id: str, session_id: str, started_at: str, mode: Mode = "mock"
) -> tuple[Sealed, ...]:
    """Play a persona on a question, and have it been on that day."""
    log = []
    head = Head(session_id=session_id)
    for old in _play(bank, name, question_id):
        event = old.envelope.event
        if isinstance(event, SessionStarted):
            event = msgspec.structs.replace(event, started_at=started_at, mode=mode)
        head, sealed = head.append(
            event, actor=old.envelope.actor, at_ms=old.envelope.at_ms, intent_id=old.envelope.intent_id
        )
        log.append(sealed)
    return tuple(log)


def archive_of(bank: Bank, name: str, question_id: str, session_id: str, started_at: str, mode: Mode = "mock") -> bytes:
    """The same as a file."""
    return archive_from_log(played(bank, name, question_id, session_id, started_at, mode))


@lru_cache(maxsize=32)
def _play(bank: Bank, name: str, question_id: str) -> tuple[Sealed, ...]:
    return play(persona(name), bank.get(question_id))
