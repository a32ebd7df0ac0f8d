"""A machine that is busy says nothing about a candidate: the same person gets the same grades on a crowded one."""

import pytest

from agent.drive import replay
from question_bank.load import load_bank
from rubric.debrief import Debrief
from rubric.score import score
from runner.report import Measured, Purpose, RunReport
from tests.unit.rubric.personas import CAST
from tests.unit.rubric.player import Player, Wrong, nothing_wrong, report_on
from transcripts.envelope import Head
from transcripts.events import InterviewerSaid, RunQueued, RunRequested, RunStopped, StopRequested, SuiteRan

BANK = {question.id: question for question in load_bank().all()}


class OnACrowdedMachine(Player):
    """Waits for each run, and is told so. `stops`: asks once for a run too many, and stops it while it waits."""

    wait_seconds = 70.0
    stops = False

    def runs(self, purpose: Purpose = "run", wrong: Wrong = nothing_wrong) -> RunReport:
        self.wait(8)
        if self.stops:
            seq = self._asks(purpose)
            self._do(StopRequested(requested_seq=seq))
            self._do(RunStopped(requested_seq=seq), "runner")
            self.stops = False
        report = report_on(self.question, self.code, purpose, wrong)
        seq = self._asks(purpose)
        self.wait(self.wait_seconds)
        self.now_ms += 2000
        self._do(SuiteRan(requested_seq=seq, report=report, measured=Measured(wall_ms=900)), "runner")
        return report

    def _asks(self, purpose: Purpose) -> int:
        seq = self._do(RunRequested(purpose=purpose))
        self.now_ms += 2000
        self._do(RunQueued(requested_seq=seq, n_ahead=3), "server")
        return seq


def grades(debrief: Debrief) -> dict[str, int | None]:
    return {result.id: result.grade for part in debrief.dimensions for result in part.criteria}


def debrief_of(player: Player, name: str) -> Debrief:
    CAST[name](player)
    return score(tuple(player.log), player.question, transcript_sha256="0" * 64)


@pytest.mark.parametrize("question_id", sorted(BANK))
@pytest.mark.parametrize("name", sorted(CAST))
def test_waiting_for_the_machine_changes_no_grade(question_id, name):
    alone, crowded = Player(BANK[question_id]), OnACrowdedMachine(BANK[question_id])
    crowded.stops = True
    on_a_quiet_machine, waited = debrief_of(alone, name), debrief_of(crowded, name)
    told = [e for e in crowded.log if isinstance(e.event, InterviewerSaid) and e.event.reason.rule == "run_waits"]
    asked = [e for e in crowded.log if isinstance(e.event, RunQueued)]
    assert len(told) == len(asked)
    assert grades(waited) == grades(on_a_quiet_machine)


def test_a_session_with_waits_and_stops_replays():
    question = BANK["kmeans-lloyd"]
    player = OnACrowdedMachine(question)
    player.stops = True
    CAST["average"](player)
    head, lines = Head(session_id="played"), []
    for envelope in player.log:
        head, sealed = head.append(
            envelope.event, actor=envelope.actor, at_ms=envelope.at_ms, intent_id=envelope.intent_id
        )
        lines.append(sealed)
    assert any(isinstance(line.envelope.event, RunQueued) for line in lines)
    assert replay(question, lines) == ()
