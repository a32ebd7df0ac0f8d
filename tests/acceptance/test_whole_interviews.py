"""A scripted candidate plays every question over the real websocket; the logs replay and grade identically."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent.drive import replay
from question_bank.load import load_bank
from rubric.debrief import debrief_to_json
from rubric.evidence import check_evidence
from server.client import ServerAddress, SessionClient, create_session
from server.debriefs import debrief_from_log
from server.serve import served
from server.settings import Settings
from tests.acceptance.scripted_candidate import ScriptedCandidate
from tests.questions_here import THAT_RUN_HERE
from transcripts.archive import log_from_archive
from transcripts.events import InterviewerSaid, Move, SessionEnded

pytestmark = pytest.mark.sandbox


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[ServerAddress]:
    async with served(Settings(data_folder=tmp_path, port=0)) as running:
        yield running


# A third of the questions: without a server and a sandbox, the cast of the rubric's tests plays all.
@pytest.mark.parametrize("question_id", THAT_RUN_HERE[::3])
async def test_a_whole_interview_replays_and_grades_identically(question_id: str, address: ServerAddress) -> None:
    question = load_bank().get(question_id)
    session_id = await create_session(address, question_id)
    async with SessionClient.open(address, session_id, question.starter) as client:
        await ScriptedCandidate(client, question).play()

    async with address.http() as http:
        exported = (await http.get(f"/api/sessions/{session_id}/export")).content
        debriefs = [(await http.get(f"/api/sessions/{session_id}/debrief")).content for _ in range(2)]
    log = log_from_archive(exported)
    envelopes = [sealed.envelope for sealed in log]

    assert replay(question, log) == ()
    again = debrief_from_log(log, question)
    assert debriefs[0] == debriefs[1] == debrief_to_json(again)
    assert check_evidence(again, envelopes, question.starter) == ()

    assert isinstance(envelopes[-1].event, SessionEnded)
    said = [envelope.event for envelope in envelopes if isinstance(envelope.event, InterviewerSaid)]
    moves = {turn.move for turn in said}
    assert {Move.GREET, Move.PRESENT, Move.ANSWER_FACT, Move.FOLLOW_UP, Move.CLOSE} <= moves
    assert all(turn.reason.rule for turn in said)
    assert sum(fact.asked for fact in again.facts) >= 2
    assert again.overall.recommendation in {"hire", "strong_hire"}
    assert all(dimension.level is not None for dimension in again.dimensions)
