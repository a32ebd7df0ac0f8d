"""The interviewer by its checklist: the whole cast on questions of all kinds. `pytest -s` prints the tables."""

from functools import lru_cache

import pytest

from agent.drive import replay
from question_bank.load import load_bank
from server.simulate.checklist import LEAKS, Answer, checklist
from server.simulate.scenario import persona, persona_ids
from server.simulate.survey import (
    Sitting,
    Survey,
    share_of,
    sittings,
    some_of_each_kind,
    survey_of,
    table_by_check,
    table_by_persona,
)
from transcripts.chain import verify_chain
from transcripts.events import SessionEnded

BANK = {question.id: question for question in load_bank().all()}
QUESTIONS = some_of_each_kind(tuple(BANK.values()), n_each=3)
LEAST_SHARE = 0.95


@lru_cache
def sat() -> tuple[Sitting, ...]:
    return tuple(sittings([persona(name) for name in persona_ids()], QUESTIONS))


@lru_cache
def survey() -> Survey:
    return survey_of(sat())


def test_the_checklist_is_long_and_its_names_are_its_own() -> None:
    ids = [one.id for one in checklist()]
    assert len(ids) >= 44
    assert len(set(ids)) == len(ids)
    assert len({one.says for one in checklist()}) == len(ids)
    assert set(ids) > LEAKS


def test_the_cast_and_the_questions_are_those_that_are_meant() -> None:
    assert len(persona_ids()) == 12
    assert len(QUESTIONS) >= 12
    assert {question.kind for question in QUESTIONS} == {"from_scratch", "operation", "end_to_end", "debug"}


def test_the_interviewer_does_well() -> None:
    found = survey()
    print(f"\n{found.n_sessions} sessions, share of yes {found.share:.4f}\n")  # noqa: T201
    print(table_by_check(found))  # noqa: T201
    print()  # noqa: T201
    print(table_by_persona(found))  # noqa: T201
    for check, sitting, seqs in found.faults:
        print(f"no: {check}: {sitting}, events {seqs}")  # noqa: T201
    assert found.n_sessions == len(QUESTIONS) * len(persona_ids())
    assert found.share >= LEAST_SHARE


def test_no_secret_gets_out() -> None:
    assert survey().leaks == ()


@pytest.mark.parametrize("name", persona_ids())
def test_the_interviewer_does_well_by_each_of_them(name: str) -> None:
    assert share_of(survey().by_persona[name]) >= LEAST_SHARE


def test_each_question_of_the_checklist_comes_up() -> None:
    never = [check for check, counts in survey().by_check.items() if not counts[Answer.YES] + counts[Answer.NO]]
    assert never == []


def test_every_session_ends_and_replays_to_the_same_turns() -> None:
    assert len(sat()) >= 120
    for sitting in sat():
        verify_chain(sitting.log)
        assert isinstance(sitting.log[-1].envelope.event, SessionEnded), sitting.name
        assert replay(BANK[sitting.question_id], sitting.log) == (), sitting.name
