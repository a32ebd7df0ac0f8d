"""One line of the log: an event with its place, time, author and the hash that chains it to the line before.

The line's bytes are what is stored, hashed, sent and exported; they are never encoded a second time.
"""

import hashlib
from typing import Literal, Self

import msgspec
from msgspec import Struct

from transcripts.events import Event

Actor = Literal["candidate", "interviewer", "runner", "clock", "server", "model"]

GENESIS_SHA256 = "0" * 64
"""What the first line names as its predecessor."""


class Envelope(Struct, frozen=True, kw_only=True):
    """An event in its place. `seq` counts from 1 without gaps."""

    session_id: str
    seq: int
    at_ms: int
    """Milliseconds of interview time since the start; never decreases. Time in which nobody served does not count."""
    actor: Actor
    prev_sha256: str
    event: Event
    intent_id: str | None = None
    """The client's own id of the message that caused it: a message sent again is stored once."""


class Sealed(Struct, frozen=True):
    """An envelope together with the bytes that stand for it."""

    envelope: Envelope
    line: bytes
    """Canonical JSON without a newline."""

    @property
    def sha256(self) -> str:
        """Hash of the line, which the next line names."""
        return sha256_of_line(self.line)

    @classmethod
    def seal(cls, envelope: Envelope) -> Self:
        """Encode an envelope."""
        return cls(envelope, _ENCODER.encode(envelope))

    @classmethod
    def open(cls, line: bytes) -> Self:
        """Decode a stored line. Raises msgspec.ValidationError, msgspec.DecodeError."""
        return cls(_DECODER.decode(line), line)


def sha256_of_line(line: bytes) -> str:
    """Hash of a line's bytes, as the next line names it."""
    return hashlib.sha256(line).hexdigest()


_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Envelope)


class Head(Struct, frozen=True, kw_only=True):
    """Where a log ends: what the next line builds on."""

    session_id: str
    seq: int = 0
    at_ms: int = 0
    sha256: str = GENESIS_SHA256

    def append(self, event: Event, *, actor: Actor, at_ms: int, intent_id: str | None = None) -> "tuple[Head, Sealed]":
        """Seal the next line. A time before the head's is raised to it, so that time never runs backwards."""
        envelope = Envelope(
            session_id=self.session_id,
            seq=self.seq + 1,
            at_ms=max(at_ms, self.at_ms),
            actor=actor,
            prev_sha256=self.sha256,
            event=event,
            intent_id=intent_id,
        )
        sealed = Sealed.seal(envelope)
        return self.after(sealed), sealed

    def after(self, sealed: Sealed) -> "Head":
        """Give the head after a line."""
        return Head(
            session_id=self.session_id, seq=sealed.envelope.seq, at_ms=sealed.envelope.at_ms, sha256=sealed.sha256
        )
