"""Signals on end-to-end work: code and words that show an honest evaluation, and those that only look like it."""

import msgspec
import pytest

from rubric.reading import read
from rubric.signals import measure
from runner.report import CellReport, Figure, ShownTable, Verdict
from transcripts.events import Act, Phase

TABLE = ShownTable(("x",), ("int64",), ("0",), (("1",),), 1, 1)
FIGURE = Figure("", b"", 1, 1)

ENTRY = """

def kmeans(points, centroids, n_iterations=100):
    points = np.asarray(points)
    model = fit(points)
    print(model)
    return model, centroids
"""
SPLIT = "train, held_out = train_test_split(points, random_state=0)\n"


@pytest.fixture
def look(question, write):
    """Measure a session on data with some code and words."""
    task = msgspec.structs.replace(question, kind="end_to_end")

    def look_at(code: str = "", *words: str, runs: bool = False, kind: str = "end_to_end"):
        given = msgspec.structs.replace(task, kind=kind)
        script = write(question=given).opens().phase(Phase.CODE).types(f"import numpy as np\n{code}{ENTRY}")
        if runs:
            script.runs()
        script.phase(Phase.DISCUSS)
        for text in words:
            script.says(text, Act.EXPLAINS)
        return {name: value.value for name, value in measure(read(script.ends().log, given)).items()}

    return look_at


NAMES = (
    "baseline",
    "split_before_fit",
    "pipeline_used",
    "metric_fit",
    "search_explained",
    "threshold_source",
    "looked_at_data",
)


def test_other_questions_are_not_looked_at(look):
    seen = look(SPLIT, "The baseline of the clusters is the base rate.", kind="from_scratch")
    assert all(seen[name] is None for name in NAMES)


def test_a_baseline_is_seen_in_code_or_words(look):
    assert look("DummyClassifier().fit(train, labels)\n")["baseline"]
    assert look("", "As a baseline for the clusters I take the majority class of the labels.")["baseline"]
    assert not look("", "What is the baseline for the clusters and labels?")["baseline"]
    assert not look("model = KMeans()\n", "The clusters look fine to me, as do the labels.")["baseline"]


@pytest.mark.parametrize(
    ("code", "honest"),
    [
        (SPLIT + "scaler = StandardScaler().fit(train)\n", True),
        ("scaled = StandardScaler().fit_transform(points)\n" + SPLIT, False),
        ("scaled = make_pipeline(StandardScaler(), KMeans()).fit_transform(points)\n" + SPLIT, True),
        (SPLIT + "scaled = StandardScaler().fit_transform(train)\n", True),
        ("total = points.sum()\n", None),
    ],
)
def test_what_learns_before_the_split_is_seen(look, code, honest):
    assert look(code)["split_before_fit"] is honest


def test_a_pipeline_is_seen(look):
    assert look("model = Pipeline([('scale', StandardScaler())])\n")["pipeline_used"] is True
    assert look("model = StandardScaler()\n")["pipeline_used"] is False


def test_accuracy_alone_is_no_fitting_metric(look):
    assert look("print(accuracy_score(labels, found))\n")["metric_fit"] is False
    assert look("print(average_precision_score(labels, found))\n")["metric_fit"] is True
    assert look("", "I look at the precision among the points with the highest scores.")["metric_fit"] is True
    assert look("", "Should I look at precision among the points and labels?")["metric_fit"] is False
    assert look()["metric_fit"] is False


def test_a_search_counts_when_it_is_argued_for(look):
    code = "search = GridSearchCV(model, {'k': [2, 3]})\n"
    assert not look(code)["search_explained"]
    argued = "I tuned the number of clusters by cross-validation, because the inertia always falls with k."
    assert look(code, argued)["search_explained"]
    assert not look(code, "Grid search over the number of clusters and iterations.")["search_explained"]


def test_a_threshold_needs_a_source(look):
    assert look("", "The threshold on the distances comes from the costs of a wrong cluster.")["threshold_source"]
    assert not look("", "The threshold on the distances of points is one half.")["threshold_source"]


def test_only_a_look_that_was_run_counts(look):
    code = "print(points.describe())\n"
    assert look(code, runs=True)["looked_at_data"] is True
    assert look(code)["looked_at_data"] is False


@pytest.mark.parametrize(
    ("cell", "report", "looked"),
    [
        ("points.describe()", CellReport(verdict=Verdict.PASSED, tables=(TABLE,)), True),
        ("points", CellReport(verdict=Verdict.PASSED, tables=(TABLE,)), True),
        ("print(points.isna().sum())", CellReport(verdict=Verdict.PASSED, stdout="0"), True),
        ("labels.hist()\n1 / 0", CellReport(verdict=Verdict.ERROR, figures=(FIGURE,)), True),
        ("points.describe();", CellReport(verdict=Verdict.PASSED), False),
        ("print('hello')", CellReport(verdict=Verdict.PASSED, stdout="hello"), False),
        ("points.describe()", CellReport(verdict=Verdict.RUNNER_FAULT, state_lost=True), False),
    ],
)
def test_a_cell_that_shows_the_data_is_a_look(question, write, cell, report, looked):
    task = msgspec.structs.replace(question, kind="end_to_end")
    script = write(question=task).opens().phase(Phase.CODE).types(f"import numpy as np\n# %%\n\n{cell}\n# %%\n{ENTRY}")
    script.cells(1, report).phase(Phase.DISCUSS)
    seen = measure(read(script.ends().log, task))["looked_at_data"]
    assert seen.value is looked
    if looked:
        assert seen.evidence[0].lines == (4, 4)


def test_code_that_does_not_parse_is_not_held_against_anybody(look):
    seen = look("def broken(:\n", "Average precision fits the labels, since clusters are rare.")
    assert seen["split_before_fit"] is None
    assert seen["pipeline_used"] is None
    assert seen["metric_fit"] is True
