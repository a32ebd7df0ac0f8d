"""The guide is made from the data that grades, and the written one is current."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from rubric.anchors import ANCHORS
from rubric.criteria import CRITERIA
from rubric.explain import explain_grading, grading_markdown, rubric_sha256
from rubric.gates import GATES
from rubric.levels import DIMENSIONS
from rubric.recommendation import WEIGHTS
from rubric.signals import REGISTRY

GUIDE = Path(__file__).parents[3] / "docs" / "how-you-are-graded.md"


def test_the_written_guide_is_current():
    assert GUIDE.read_text(encoding="utf-8") == grading_markdown(), "write grading_markdown() to the guide again"


@pytest.mark.parametrize("kind", ["from_scratch", "operation", "end_to_end", "debug"])
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_weights_of_a_dimension_make_one(dimension, kind):
    weights = [criterion.weight_for(kind) for criterion in CRITERIA if criterion.dimension == dimension]
    assert sum(weights) == pytest.approx(1.0)
    assert len(ANCHORS[kind][dimension]) == 4
    assert len(set(ANCHORS[kind][dimension])) == 4


def test_dimensions_make_one():
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert set(WEIGHTS) == set(DIMENSIONS)


def test_the_registry_is_whole():
    ids = [signal.id for signal in REGISTRY]
    assert len(ids) == len(set(ids)) >= 50
    known = {criterion.id for criterion in CRITERIA} | {rule.id for rule in GATES} | {"G12"}
    assert {part for signal in REGISTRY for part in signal.feeds} <= known
    assert len(CRITERIA) == 28
    assert all(criterion.signals for criterion in CRITERIA)


def test_the_amount_of_talk_feeds_nothing():
    by_id = {signal.id: signal for signal in REGISTRY}
    for name in ("words_said", "on_task_share", "open_silences", "paste_bursts"):
        assert by_id[name].feeds == ()


def test_the_grading_is_plain_data():
    encoded = msgspec.json.encode(explain_grading())
    assert msgspec.json.decode(encoded)["dimensions"][0]["criteria"]
    assert len(rubric_sha256()) == 64


def test_each_dimension_has_an_example_of_each_level_that_shows_its_evidence():
    for part in explain_grading().dimensions:
        assert [example.level for example in part.examples] == [4, 3, 2, 1], part.id
        for example in part.examples:
            titles = {criterion.title for criterion in part.criteria}
            assert {finding.title for finding in example.findings} <= titles
            assert example.who
            assert all(finding.reason for finding in example.findings)


def test_examples_are_no_part_of_what_grades():
    grading = explain_grading()
    parts = tuple(msgspec.structs.replace(part, examples=()) for part in grading.dimensions)
    plain = msgspec.structs.replace(grading, dimensions=parts)
    assert rubric_sha256() == hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()
