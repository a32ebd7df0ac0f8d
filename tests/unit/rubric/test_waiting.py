"""A machine that is busy says nothing about a candidate: the same person gets the same grades on a crowded one."""

from collections.abc import Sequence

import pytest

from agent.drive import replay
from rubric.debrief import Debrief
from rubric.score import score
from runner.report import Purpose
from server.simulate.in_memory import Stage
from tests.unit.rubric.personas import BANK, CAST, played, played_on
from transcripts.envelope import Envelope
from transcripts.events import InterviewerSaid, Move, RunQueued, RunStopped, StopRequested, TimerFired

CUT_OFF = {"U6", "C5"}
"""Criteria on the state in which the code was left and on the time that was left."""
ON_FOLLOW_UPS = {"K1", "K2", "A2", "A5"}
"""Criteria on answers to follow-ups."""


class OnACrowdedMachine(Stage):
    """Waits for each run, and is told so. `stops`: asks once for a run too many, and stops it while it waits."""

    wait_ms = 70_000
    stops = True

    def run(self, purpose: Purpose) -> None:
        if self.stops:
            seq = self._asks(purpose)
            self._append(StopRequested(requested_seq=seq))
            self._append(RunStopped(requested_seq=seq), "runner")
            self.stops = False
        seq = self._asks(purpose)
        self.wait_until(self.now_ms + self.wait_ms + 2000)
        self.append_report(seq, purpose)

    def _asks(self, purpose: Purpose) -> int:
        seq = self.append_request(purpose)
        self.now_ms += 2000
        self._append(RunQueued(requested_seq=seq, n_ahead=3), "server")
        return seq


def grades(debrief: Debrief) -> dict[str, int | None]:
    return {result.id: result.grade for part in debrief.dimensions for result in part.criteria}


def follow_ups_asked(log: Sequence[Envelope]) -> list[str]:
    return [e.event.about for e in log if isinstance(e.event, InterviewerSaid) and e.event.move is Move.FOLLOW_UP]


@pytest.mark.parametrize("question_id", sorted(BANK))
@pytest.mark.parametrize("name", sorted(CAST))
def test_waiting_for_the_machine_changes_no_grade(question_id, name):
    question, crowded = BANK[question_id], OnACrowdedMachine(BANK[question_id])
    quiet_log = played(question_id, name)
    on_a_quiet_machine = score(quiet_log, question, transcript_sha256="0" * 64)
    log = played_on(crowded, name)
    waited = score(log, question, transcript_sha256="0" * 64)
    told = [e for e in log if isinstance(e.event, InterviewerSaid) and e.event.reason.rule == "run_waits"]
    asked = [e for e in log if isinstance(e.event, RunQueued)]
    assert len(told) == len(asked)
    one, other = grades(waited), grades(on_a_quiet_machine)
    if any(isinstance(e.event, TimerFired) and e.event.timer == "stop_coding" for e in log):
        # Whom the clock stopped in the middle of an edit was not stopped at the same letter.
        one, other = ({name: grade for name, grade in part.items() if name not in CUT_OFF} for part in (one, other))
    if follow_ups_asked(log) != follow_ups_asked(quiet_log):
        # Whoever answers nothing is asked the next by the clock; near the end a second decides whether it still is.
        one, other = (
            {name: grade for name, grade in part.items() if name not in ON_FOLLOW_UPS} for part in (one, other)
        )
    assert one == other


def test_a_session_with_waits_and_stops_replays():
    question = BANK["kmeans-lloyd"]
    stage = OnACrowdedMachine(question)
    log = played_on(stage, "average")
    assert any(isinstance(envelope.event, RunQueued) for envelope in log)
    assert replay(question, stage.log) == ()
