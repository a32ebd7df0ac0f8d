"""Folds a log into what was true at a moment: the code, the revision, the phase."""

from collections.abc import Iterable

from transcripts.changes import apply_changes
from transcripts.envelope import Envelope
from transcripts.events import CodeEdited, Phase, PhaseChanged


def code_at(starter: str, log: Iterable[Envelope], seq: int | None = None) -> str:
    """Rebuild the code as it was right after event `seq`, or at the end of the log. Raises BadChanges."""
    code = starter
    for envelope in log:
        if seq is not None and envelope.seq > seq:
            break
        if isinstance(envelope.event, CodeEdited):
            code = apply_changes(code, envelope.event.changes)
    return code


def revision_of(log: Iterable[Envelope]) -> int:
    """Count the edits, which is the number of the revision that the next edit rests on."""
    return sum(isinstance(envelope.event, CodeEdited) for envelope in log)


def phase_at(log: Iterable[Envelope], seq: int | None = None) -> Phase:
    """Say which phase the interview was in right after event `seq`, or at the end of the log."""
    phase = Phase.INTRODUCE
    for envelope in log:
        if seq is not None and envelope.seq > seq:
            break
        if isinstance(envelope.event, PhaseChanged):
            phase = envelope.event.phase
    return phase
