"""Grading a stored log."""

import pytest

from rubric.debrief import debrief_to_json
from server.debriefs import LogDoesNotFit, debrief_from_log
from tests.transcript_samples import make_log, make_started, seal_log
from transcripts.chain import BrokenChain
from transcripts.changes import BadChanges
from transcripts.events import CandidateSaid


def test_the_same_log_gives_the_same_bytes(question):
    log = seal_log("one", make_started(question.id), CandidateSaid(text="What is the stride?"))
    first, second = (debrief_to_json(debrief_from_log(log, question)) for _ in range(2))
    assert first == second


def test_a_debrief_names_the_log_that_it_was_computed_from(question):
    log = seal_log("one", make_started(question.id))
    assert debrief_from_log(log, question).provenance.transcript_sha256 == log[-1].sha256


def test_a_broken_log_is_not_graded(question):
    log = make_log("one", 4)
    with pytest.raises(BrokenChain):
        debrief_from_log((log[0], *log[2:]), question)


def test_edits_that_cannot_be_applied_are_said_in_words(question, monkeypatch):
    def fail(*_, **__):
        raise BadChanges("it reaches too far")

    monkeypatch.setattr("rubric.score.score", fail)
    with pytest.raises(LogDoesNotFit, match=f"Session one does not fit the question {question.id}"):
        debrief_from_log(seal_log("one", make_started(question.id)), question)
