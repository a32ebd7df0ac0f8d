from pathlib import Path

import pytest

from agent.phases import ORDER, TRANSITIONS, budgets_ms, draw_mermaid, draw_table, may_follow, planned_end_ms
from transcripts.events import Phase

DOC = Path(__file__).parents[3] / "docs/design/interviewer.md"


def test_every_phase_has_a_row_and_can_be_wrapped_up():
    assert set(TRANSITIONS) == set(Phase)
    assert TRANSITIONS[Phase.WRAP_UP] == {}
    assert all(Phase.WRAP_UP in row for phase, row in TRANSITIONS.items() if phase is not Phase.WRAP_UP)


def test_only_one_step_leads_back():
    back = [(a, b) for a, row in TRANSITIONS.items() for b in row if ORDER.index(b) <= ORDER.index(a)]
    assert back == [(Phase.VERIFY, Phase.CODE)]
    assert not may_follow(Phase.DISCUSS, Phase.CODE)


@pytest.mark.parametrize("minutes", [20, 33, 40, 60])
def test_budgets_fill_the_session(question, minutes):
    budgets = budgets_ms(question.phases, minutes)
    assert sum(budgets.values()) == pytest.approx(minutes * 60_000, abs=7)
    assert planned_end_ms(question, minutes, Phase.WRAP_UP) == sum(budgets.values())
    assert budgets[Phase.CODE] == pytest.approx(15 * budgets[Phase.INTRODUCE], abs=20)


def test_the_document_shows_the_table_as_it_is():
    text = DOC.read_text("utf-8")
    assert draw_mermaid() in text
    assert draw_table() in text
