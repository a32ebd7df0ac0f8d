"""The cast of the rubric's tests: the personas of the product, and a few that only a grader has to tell apart."""

from functools import cache
from pathlib import Path

import msgspec

from question_bank.load import load_bank
from server.simulate.in_memory import Stage, play
from server.simulate.scenario import SECTIONS, Scenario, persona, persona_ids, read_scenario
from transcripts.envelope import Envelope

BANK = {question.id: question for question in load_bank().all()}
FOLDER = Path(__file__).parent / "scenarios"
ORDERS = persona("injector").phrases["order"]


def without_orders(scenario: Scenario) -> Scenario:
    """The same candidate, who keeps to the task."""
    kept = {
        section: tuple(
            msgspec.structs.replace(step, comment="#" if step.comment else "")
            for step in scenario.steps(section)
            if step.means not in {"order", "asks_answer"}
        )
        for section in SECTIONS
    }
    return msgspec.structs.replace(scenario, **kept)


CAST: dict[str, Scenario] = {
    **{name: persona(name) for name in persona_ids()},
    **{path.stem: read_scenario(path) for path in sorted(FOLDER.glob("*.toml"))},
    "clean_twin": without_orders(persona("injector")),
}


@cache
def played(question_id: str, name: str) -> tuple[Envelope, ...]:
    """The session of one of the cast on one question."""
    return tuple(sealed.envelope for sealed in play(CAST[name], BANK[question_id]))


def played_on(stage: Stage, name: str) -> tuple[Envelope, ...]:
    """The same on another stage."""
    return tuple(sealed.envelope for sealed in play(CAST[name], stage.question, stage=stage))
