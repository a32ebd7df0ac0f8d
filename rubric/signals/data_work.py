"""Signals on end-to-end work: looking at the data, an honest split, a fitting metric, a baseline, a reasoned choice."""

import re
from itertools import chain

from rubric import pointing
from rubric.debrief import Evidence
from rubric.parts import CellRun, Sentence
from rubric.signals.signal import Seen, no, signal, yes
from rubric.signals.solution import readable
from rubric.speech import COMPARISON, COST, REASON
from rubric.view import View

_NOT_HERE = Seen(None, "This is looked at in end-to-end questions only.")
_NO_CODE = Seen(None, "There is no code that can be read.")

_BASELINE = re.compile(
    r"\b(baseline|dummy\w*|majority class|base rate|prior only|predict(?:s|ing)? the (?:mean|majority))\b"
)
_METRIC_TALK = re.compile(
    r"\b(pr auc|average precision|precision recall|recall|precision|lift|log loss|brier|roc auc|auc|f1|calibrat\w*"
    r"|top (?:decile|\d+)|expected (?:cost|value|profit))\b"
)
_SPLITTERS = (
    "train_test_split",
    "StratifiedKFold",
    "KFold",
    "TimeSeriesSplit",
    "GroupKFold",
    "cross_val_score",
    "cross_val_predict",
    "cross_validate",
    "StratifiedShuffleSplit",
)
_FITTED = (
    "StandardScaler",
    "MinMaxScaler",
    "SimpleImputer",
    "OneHotEncoder",
    "OrdinalEncoder",
    "RobustScaler",
    "TargetEncoder",
    "SelectKBest",
    "PCA",
)
_PIPELINES = ("Pipeline", "make_pipeline", "ColumnTransformer", "make_column_transformer")
_GOOD_METRICS = (
    "average_precision_score",
    "roc_auc_score",
    "f1_score",
    "precision_recall_curve",
    "log_loss",
    "brier_score_loss",
    "recall_score",
    "precision_score",
    "classification_report",
    "balanced_accuracy_score",
    "mean_absolute_error",
    "mean_squared_error",
    "r2_score",
)
_SEARCHES = ("GridSearchCV", "RandomizedSearchCV", "HalvingGridSearchCV", "HalvingRandomSearchCV", "ParameterGrid")
_SEARCH_TALK = re.compile(
    r"\b((?:grid|random\w*) search|cross ?valid\w*|hyper ?param\w*|tun(?:e|ed|ing)|regulari\w*)\b"
)
_THRESHOLD_TALK = re.compile(r"\b(threshold|cut ?off|operating point|top (?:k|\d+|decile)|budget|capacity)\b")
_THRESHOLD_SOURCE = re.compile(
    r"\b(validation|out of fold|cost\w*|budget|capacity|precision|recall|value|offer\w*|cross ?valid\w*)\b"
)
_LOOKS = (
    "value_counts",
    "describe",
    "info",
    "isna",
    "isnull",
    "head",
    "groupby",
    "hist",
    "nunique",
    "corr",
    "plot",
    "crosstab",
    "duplicated",
    "boxplot",
    "scatter",
    "countplot",
)


def _calls(view: View, *names: str) -> list[tuple[int, int]]:
    return [(node.lineno, node.end_lineno or node.lineno) for node in view.final.calls_named(*names)]


def _talk(view: View, pattern: re.Pattern[str]) -> list[Evidence]:
    return [
        pointing.said(utterance, sentence)
        for utterance, sentence in view.sentences()
        if not sentence.asks and pattern.search(sentence.flat)
    ]


@signal("Compares with a baseline", reads=("code", "words"), feeds=("K4",))
def baseline(view: View) -> Seen:
    """A dummy, a prior or a simple model is compared or spoken about."""
    if not view.end_to_end:
        return _NOT_HERE
    lines = _calls(view, "DummyClassifier", "DummyRegressor") if readable(view) else []
    evidence = [pointing.code(view, place) for place in lines] + _talk(view, _BASELINE)
    text = "A baseline is compared." if evidence else "No baseline is compared."
    return Seen(bool(evidence), text, tuple(evidence[:2]), "high" if lines else "medium")


@signal("Splits before anything is fitted", reads=("code",), feeds=("K4", "C5", "G6"))
def split_before_fit(view: View) -> Seen:
    """What learns from data learns from the training part only."""
    if not view.end_to_end:
        return _NOT_HERE
    if not readable(view):
        return _NO_CODE
    splits = _calls(view, *_SPLITTERS)
    early = _calls(view, "fit_transform") if not _calls(view, *_PIPELINES) else []
    if splits and early and min(early) < min(splits):
        return no("Something is fitted before the split.", (pointing.code(view, min(early), "fitted here"),))
    fitted = _calls(view, *_FITTED)
    if not splits and not fitted:
        return Seen(None, "The code neither splits nor fits a transformation.")
    where = min(splits or fitted)
    return yes("Nothing is fitted before the split.", (pointing.code(view, where),), "medium")


@signal("Keeps the steps in a pipeline", reads=("code",), feeds=("C5",))
def pipeline_used(view: View) -> Seen:
    """Transformations and model are one object."""
    if not view.end_to_end:
        return _NOT_HERE
    if not readable(view):
        return _NO_CODE
    places = _calls(view, *_PIPELINES)
    if not places:
        return no("There is no pipeline.")
    return yes("The steps are in a pipeline.", (pointing.code(view, places[0]),))


@signal("The metric fits the use", reads=("code", "words"), feeds=("K4",))
def metric_fit(view: View) -> Seen:
    """More than accuracy is looked at."""
    if not view.end_to_end:
        return _NOT_HERE
    good = _calls(view, *_GOOD_METRICS) if readable(view) else []
    talk = _talk(view, _METRIC_TALK)
    if good or talk:
        evidence = [pointing.code(view, place) for place in good[:2]] + talk[:2]
        return yes("A metric beyond accuracy is used or argued for.", tuple(evidence), "high" if good else "medium")
    accuracy = _calls(view, "accuracy_score", "score") if readable(view) else []
    if accuracy:
        return no("Accuracy alone is looked at.", (pointing.code(view, accuracy[0], "accuracy"),))
    return no("No metric is named.", (pointing.absence(view, "no metric in words or code"),))


def _argued(sentence: Sentence) -> bool:
    return not sentence.asks and any(cue.search(sentence.flat) for cue in (REASON, COMPARISON, COST))


@signal("The search is explained", reads=("code", "words"), feeds=("K4", "A3"))
def search_explained(view: View) -> Seen:
    """Hyperparameters are searched inside validation, and it is said why so."""
    if not view.end_to_end:
        return _NOT_HERE
    places = _calls(view, *_SEARCHES, "cross_val_score", "cross_validate") if readable(view) else []
    talk = [
        pointing.said(utterance, sentence)
        for utterance, sentence in view.sentences()
        if _SEARCH_TALK.search(sentence.flat) and _argued(sentence)
    ]
    evidence = tuple([pointing.code(view, place) for place in places[:1]] + talk[:2])
    return Seen(bool(talk), "The search is explained." if talk else "No search is explained.", evidence, "medium")


@signal("Says where the threshold comes from", reads=("words",), feeds=("K4",))
def threshold_source(view: View) -> Seen:
    """The threshold is set on validation data or from costs."""
    if not view.end_to_end:
        return _NOT_HERE
    talk = [
        pointing.said(utterance, sentence)
        for utterance, sentence in view.sentences()
        if not sentence.asks and _THRESHOLD_TALK.search(sentence.flat) and _THRESHOLD_SOURCE.search(sentence.flat)
    ]
    text = "It is said where the threshold comes from." if talk else "It is not said where a threshold comes from."
    return Seen(bool(talk), text, tuple(talk[:2]), "medium")


@signal("Looks at the data first", reads=("code", "runs"), feeds=("K4",))
def looked_at_data(view: View) -> Seen:
    """Counts, missing values, distributions or figures are looked at."""
    if not view.end_to_end:
        return _NOT_HERE
    figures = next((run for run in view.runs if run.report.figures), None)
    if figures is not None:
        return yes("Figures were drawn.", (pointing.run(figures),))
    for run in view.runs:
        if run.requested_seq in view.at_ms and any(f".{name}(" in run.code for name in _LOOKS):
            at = next(
                at for at, line in enumerate(run.code.split("\n"), 1) if any(f".{name}(" in line for name in _LOOKS)
            )
            return yes(
                "The data was looked at.", (pointing.code_at_event(view, run.requested_seq, (at, at)),), "medium"
            )
    for cell in view.cells:
        line = _line_that_looks(cell)
        if line is not None:
            return yes(
                "The data was looked at in a cell.",
                (pointing.code_at_event(view, cell.requested_seq, (line, line)),),
                "medium",
            )
    return no("The data was not looked at in any run.", (pointing.absence(view, "no look at the data in a run"),))


def _line_that_looks(cell: CellRun) -> int | None:
    """Give the line of the code on which a cell looked at data and saw something; None when it did neither."""
    report = cell.report
    if not (report.tables or report.figures or report.result or report.stdout):
        return None
    lines = cell.source.split("\n")
    named = (at for at, line in enumerate(lines) if any(f".{name}(" in line for name in _LOOKS))
    # What is shown as a table or a figure is looked at, whatever call made it.
    shown = (at for at, line in enumerate(lines) if line.strip()) if report.tables or report.figures else iter(())
    at = next(chain(named, shown), None)
    return None if at is None else cell.first_line + at


SIGNALS = (
    baseline,
    split_before_fit,
    pipeline_used,
    metric_fit,
    search_explained,
    threshold_source,
    looked_at_data,
)
