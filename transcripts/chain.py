"""Checks the hash chain of a log: that no line is missing, moved, changed or of another session.

Must not know where the lines came from.
"""

from collections.abc import Iterable

from transcripts.envelope import Head, Sealed

MAX_AT_MS = 2**53
"""Times stay below what a browser can count exactly."""


class BrokenChain(Exception):
    """A line does not follow from the one before it. `seq` is its place in the log, counted from 1."""

    def __init__(self, seq: int, problem: str) -> None:
        super().__init__(f"The log is broken at line {seq}: {problem}.")
        self.seq = seq
        self.problem = problem


def verify_chain(lines: Iterable[Sealed]) -> Head:
    """Check a log from its first line and give its head; an empty log has that of no session. Raises BrokenChain."""
    head = Head(session_id="")
    for place, sealed in enumerate(lines, start=1):
        envelope = sealed.envelope
        if place == 1:
            head = Head(session_id=envelope.session_id)
        if envelope.seq != place:
            raise BrokenChain(place, f"it says that it is line {envelope.seq}")
        if envelope.session_id != head.session_id:
            raise BrokenChain(place, f"it belongs to session {envelope.session_id}, not to {head.session_id}")
        if envelope.prev_sha256 != head.sha256:
            problem = "it does not follow from the line before, so one of the two was changed"
            raise BrokenChain(place, problem if place > 1 else "it names a line before it, but it is the first")
        if not head.at_ms <= envelope.at_ms < MAX_AT_MS:
            raise BrokenChain(place, f"its time of {envelope.at_ms} ms does not follow {head.at_ms} ms")
        head = head.after(sealed)
    return head
