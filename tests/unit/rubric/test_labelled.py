"""Sessions that were written and labelled by hand: each is graded, and the grades agree with the labels."""

from typing import NamedTuple

import pytest

from question_bank.load import load_bank
from rubric.debrief import debrief_to_json
from rubric.evidence import check_evidence
from rubric.levels import DIMENSIONS
from rubric.score import score
from tests.labelled.agreement import ORDER, agreement_of, graded
from tests.labelled.written import FOLDER, names, read_written
from transcripts.archive import log_from_archive


class Floors(NamedTuple):
    """Least agreement; a little below what was measured when they were set, and no aim."""

    overall: float
    dimension: dict[str, float]
    exact: float
    hire_line: float
    in_order: float


# With 18 sessions each, a session that moves by one level moves kappa by some hundredths.
FLOORS = {
    "tuned": Floors(
        overall=0.92,
        dimension={
            "problem_solving": 0.93,
            "ml_knowledge": 0.90,
            "code": 0.89,
            "communication": 0.85,
            "algorithms": 0.84,
        },
        exact=0.78,
        hire_line=0.94,
        in_order=0.94,
    ),
    "held": Floors(
        overall=0.85,
        dimension={
            "problem_solving": 0.81,
            "ml_knowledge": 0.69,
            "code": 0.85,
            "communication": 0.69,
            "algorithms": 0.83,
        },
        exact=0.56,
        hire_line=0.94,
        in_order=0.84,
    ),
}


@pytest.mark.parametrize("name", names())
def test_each_session_is_graded_from_evidence_that_is_there(name):
    pair = graded(name)
    log = tuple(line.envelope for line in log_from_archive((FOLDER / f"{name}.jsonl").read_bytes()))
    assert pair.graded.overall.recommendation in ORDER
    assert check_evidence(pair.graded, log, load_bank().get(pair.written.question).starter) == ()
    assert not [value.fault for value in pair.graded.signals if value.fault]


@pytest.mark.parametrize("name", names())
def test_grading_again_gives_the_same_bytes(name):
    first = graded(name).graded
    log = tuple(line.envelope for line in log_from_archive((FOLDER / f"{name}.jsonl").read_bytes()))
    again = score(
        log, load_bank().get(read_written(name).question), transcript_sha256=first.provenance.transcript_sha256
    )
    assert debrief_to_json(again) == debrief_to_json(first)


@pytest.mark.parametrize("split", sorted(FLOORS))
def test_grades_agree_with_the_labels(split):
    found, floors = agreement_of(split), FLOORS[split]
    assert found is not None
    assert found.overall.kappa >= floors.overall
    for name in DIMENSIONS:
        assert found.dimensions[name].kappa >= floors.dimension[name], name
    cells = sum(rating.n for rating in found.dimensions.values())
    assert sum(rating.exact * rating.n for rating in found.dimensions.values()) / cells >= floors.exact
    assert found.hire_line >= floors.hire_line
    assert found.monotone >= floors.in_order
    assert found.opposite == []
