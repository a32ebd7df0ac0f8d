"""Checks that each finding of a debrief leads to the event it speaks of, and that its quotes stand there.

Works from the log and the starter alone and knows nothing of how the debrief was made, so that it can be held against
it.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from rubric.debrief import Debrief, Evidence
from rubric.pointing import run_facts
from transcripts.changes import BadChanges, apply_changes
from transcripts.envelope import Envelope
from transcripts.events import CandidateSaid, CodeEdited, InterviewerSaid, SuiteRan


def check_evidence(debrief: Debrief, log: Sequence[Envelope], starter: str) -> tuple[str, ...]:
    """List pointers that lead nowhere and quotes that are not in their event; empty when all is well."""
    by_seq = {envelope.seq: envelope for envelope in log}
    code = _Code(log, starter)
    problems: list[str] = []
    for where, evidence in _all_evidence(debrief):
        problem = _problem(evidence, by_seq, code)
        if problem:
            problems.append(f"{where}: event {evidence.seq}: {problem}")
    for where, seq, at_ms in _all_pointers(debrief):
        if seq not in by_seq:
            problems.append(f"{where}: event {seq} is not in the log")
        elif by_seq[seq].at_ms != at_ms:
            problems.append(f"{where}: event {seq} is at {by_seq[seq].at_ms} ms, not {at_ms}")
    return tuple(problems)


def _problem(evidence: Evidence, by_seq: dict[int, Envelope], code: "_Code") -> str:
    envelope = by_seq.get(evidence.seq)
    if envelope is None:
        return "it is not in the log"
    if envelope.at_ms != evidence.at_ms:
        return f"it is at {envelope.at_ms} ms, not {evidence.at_ms}"
    match evidence.source:
        case "said":
            words = envelope.event.text if isinstance(envelope.event, CandidateSaid) else None
            return _quote_problem(evidence, words, "words of the candidate")
        case "interviewer":
            words = envelope.event.text if isinstance(envelope.event, InterviewerSaid) else None
            return _quote_problem(evidence, words, "words of the interviewer")
        case "run":
            return _run_problem(evidence, envelope)
        case "code":
            return _code_problem(evidence, code)
        case "absence":
            return "" if evidence.fact else "it does not name the window that was searched"


def _quote_problem(evidence: Evidence, words: str | None, what: str) -> str:
    if words is None:
        return f"it does not hold {what}"
    if not evidence.quote:
        return "nothing is quoted"
    return "" if evidence.quote in words else f"{evidence.quote!r} does not stand there"


def _run_problem(evidence: Evidence, envelope: Envelope) -> str:
    if not isinstance(envelope.event, SuiteRan):
        return "it is not a run"
    report = envelope.event.report
    if evidence.quote:
        texts = (report.stdout, report.stderr, report.error, *(result.message for result in report.checks))
        return "" if any(evidence.quote in text for text in texts) else f"{evidence.quote!r} does not stand there"
    return "" if evidence.fact in run_facts(report) else f"the run does not show {evidence.fact!r}"


def _code_problem(evidence: Evidence, code: "_Code") -> str:
    if evidence.lines is None:
        return "it names no lines"
    text = code.at(evidence.seq)
    if text is None:
        return "the code at that event is not known"
    lines = text.split("\n")
    first, last = evidence.lines
    if not 1 <= first <= last <= len(lines):
        return f"the code has {len(lines)} lines, not {first} to {last}"
    if evidence.quote and evidence.quote not in "\n".join(lines[first - 1 : last]):
        return f"{evidence.quote!r} does not stand in lines {first} to {last}"
    return ""


class _Code:
    """The code at each event, rebuilt when asked for."""

    def __init__(self, log: Sequence[Envelope], starter: str) -> None:
        self._log = log
        self._starter = starter
        self.at = lru_cache(maxsize=256)(self._at)

    def _at(self, seq: int) -> str | None:
        code = self._starter
        for envelope in self._log:
            if envelope.seq > seq:
                break
            if isinstance(envelope.event, CodeEdited):
                try:
                    code = apply_changes(code, envelope.event.changes)
                except BadChanges:
                    return None
        return code


def _all_evidence(debrief: Debrief) -> Iterator[tuple[str, Evidence]]:
    yield from _walk(debrief, "debrief")


def _walk(part: object, where: str) -> Iterator[tuple[str, Evidence]]:
    if isinstance(part, Evidence):
        yield where, part
    elif isinstance(part, msgspec.Struct):
        name = str(getattr(part, "id", ""))
        for field in part.__struct_fields__:
            yield from _walk(getattr(part, field), f"{where}.{field}{f'[{name}]' if name else ''}")
    elif isinstance(part, tuple):
        for inner in part:
            yield from _walk(inner, where)


def _all_pointers(debrief: Debrief) -> Iterator[tuple[str, int, int]]:
    for seen in debrief.runs:
        yield "runs", seen.seq, seen.at_ms
    for hint in debrief.hints:
        yield "hints", hint.seq, hint.at_ms
    for follow_up in debrief.follow_ups:
        yield f"follow_ups[{follow_up.id}]", follow_up.asked_seq, follow_up.at_ms
    for history in debrief.checks:
        if history.first_passed_seq is not None:
            yield f"checks[{history.name}]", history.first_passed_seq, history.first_passed_ms or 0
