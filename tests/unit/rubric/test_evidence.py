"""The checker of evidence finds what is wrong."""

import msgspec
import pytest

from rubric.debrief import Evidence, Finding
from rubric.evidence import check_evidence
from rubric.score import score


@pytest.fixture
def session(question, write, cast):
    script = cast["average"](write())
    return script.log, score(script.log, question, transcript_sha256="x")


def with_evidence(debrief, **fields):
    evidence = Evidence(**fields)
    return msgspec.structs.replace(debrief, integrity=(Finding(text="made up", evidence=(evidence,)),))


def said(log):
    return next(line for line in log if line.event.__class__.__name__ == "CandidateSaid")


def ran(log):
    return next(line for line in log if line.event.__class__.__name__ == "SuiteRan")


def test_a_right_pointer_passes(session, question):
    log, debrief = session
    line = said(log)
    good = with_evidence(debrief, seq=line.seq, at_ms=line.at_ms, source="said", quote=line.event.text[:10])
    assert check_evidence(good, log, question.starter) == ()


def test_wrong_pointers_are_named(session, question):
    log, debrief = session
    words, run = said(log), ran(log)
    wrong = (
        {"seq": 10_000, "at_ms": 0, "source": "said", "quote": "x"},
        {"seq": words.seq, "at_ms": words.at_ms + 1, "source": "said", "quote": words.event.text[:5]},
        {"seq": words.seq, "at_ms": words.at_ms, "source": "said", "quote": "words that nobody said"},
        {"seq": words.seq, "at_ms": words.at_ms, "source": "said"},
        {"seq": words.seq, "at_ms": words.at_ms, "source": "interviewer", "quote": words.event.text[:5]},
        {"seq": words.seq, "at_ms": words.at_ms, "source": "run", "fact": "submit: passed, 1 of 1 checks passed"},
        {"seq": run.seq, "at_ms": run.at_ms, "source": "run", "fact": "submit: passed, 99 of 99 checks passed"},
        {"seq": run.seq, "at_ms": run.at_ms, "source": "code", "lines": (1, 9999)},
        {"seq": run.seq, "at_ms": run.at_ms, "source": "code"},
        {"seq": run.seq, "at_ms": run.at_ms, "source": "code", "lines": (1, 2), "quote": "not there"},
        {"seq": run.seq, "at_ms": run.at_ms, "source": "absence"},
    )
    for fields in wrong:
        problems = check_evidence(with_evidence(debrief, **fields), log, question.starter)
        assert len(problems) == 1, fields
        assert str(fields["seq"]) in problems[0]


def test_pointers_of_the_tables_are_checked_too(session, question):
    log, debrief = session
    runs = (msgspec.structs.replace(debrief.runs[0], seq=9999), *debrief.runs[1:])
    problems = check_evidence(msgspec.structs.replace(debrief, runs=runs), log, question.starter)
    assert problems == ("runs: event 9999 is not in the log",)
