"""How far the rubric agrees with the labels of written sessions: kappa, exact agreement, hire line, order of pairs."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from sklearn.metrics import cohen_kappa_score

from question_bank.load import Bank, load_bank
from question_bank.package import Dimension
from rubric.debrief import Debrief, Recommendation
from rubric.levels import DIMENSIONS
from rubric.recommendation import ORDER
from rubric.score import score
from tests.labelled.written import Written, names, read_written, recorded
from transcripts.chain import verify_chain

_N_DRAWS = 2000
_SEED = 20_26


class Pair(NamedTuple):
    """A session with its labels and its grade."""

    name: str
    written: Written
    graded: Debrief


class Rating(NamedTuple):
    """Agreement on one scale of four."""

    n: int
    kappa: float
    """Quadratic weights (Cohen 1968)."""
    low: float
    """2.5 % of bootstrap draws over sessions lie below."""
    high: float
    exact: float
    within_one: float
    mean_error: float
    """Grade less label."""


class Agreement(NamedTuple):
    """All that is measured on one split."""

    split: str
    n_sessions: int
    overall: Rating
    dimensions: dict[Dimension, Rating]
    hire_line: float
    """Share of sessions on the same side of hire."""
    opposite: list[str]
    """Strong no hire graded hire or better, or strong hire graded no hire or worse."""
    monotone: float
    """Share of pairs with different overall labels whose scores lie strictly in that order."""


@cache
def _bank() -> Bank:
    return load_bank()


@cache
def graded(name: str) -> Pair:
    """Grade one recorded session."""
    written = read_written(name)
    log = recorded(name)
    head = verify_chain(log)
    question = _bank().get(written.question)
    debrief = score(tuple(line.envelope for line in log), question, transcript_sha256=head.sha256)
    return Pair(name, written, debrief)


def agreement_of(split: str) -> Agreement | None:
    """Measure one split; None when it has no session."""
    pairs = [graded(name) for name in names() if read_written(name).split == split]
    if not pairs:
        return None
    verdicts = [pair for pair in pairs if pair.graded.overall.recommendation in ORDER]
    labelled = [pair for pair in verdicts if pair.written.labels.overall in ORDER]
    marks = [(_place(pair.written.labels.overall), _place(pair.graded.overall.recommendation)) for pair in labelled]
    return Agreement(
        split=split,
        n_sessions=len(pairs),
        overall=_rating(marks),
        dimensions={name: _rating(list(_levels(pairs, name))) for name in DIMENSIONS},
        hire_line=float(np.mean([(label >= _HIRE) == (grade >= _HIRE) for label, grade in marks])),
        opposite=[
            pair.name
            for pair, (label, grade) in zip(labelled, marks, strict=True)
            if (label == 0 and grade >= _HIRE) or (label == len(ORDER) - 1 and grade < _HIRE)
        ],
        monotone=_monotone(labelled),
    )


def table(found: Agreement) -> str:
    """Write the agreement down as Markdown."""
    rows = [
        f"{found.split}: {found.n_sessions} sessions",
        "",
        "| scale | n | weighted kappa | 95 % | exact | within one | mean error |",
        "| --- | --: | --: | --- | --: | --: | --: |",
    ]
    for title, one in (("overall", found.overall), *found.dimensions.items()):
        rows.append(
            f"| {title} | {one.n} | {one.kappa:.2f} | {one.low:.2f} to {one.high:.2f} | {one.exact:.2f} | "
            f"{one.within_one:.2f} | {one.mean_error:+.2f} |"
        )
    cells = sum(one.n for one in found.dimensions.values())
    exact = sum(one.exact * one.n for one in found.dimensions.values()) / max(1, cells)
    opposite = ", ".join(found.opposite) or "none"
    rows += [
        "",
        (
            f"Exact over {cells} cells of the dimensions {exact:.2f}. On the same side of hire {found.hire_line:.2f}. "
            f"Opposite verdicts: {opposite}. Pairs in order {found.monotone:.3f}."
        ),
        "",
    ]
    return "\n".join(rows)


def differences(split: str) -> Iterator[str]:
    """Say session by session where grade and label differ."""
    for name in names():
        pair = graded(name)
        if pair.written.split != split:
            continue
        labels, overall = pair.written.labels, pair.graded.overall
        apart = [
            f"{result.id} {labels.level(result.id)}->{result.level}"
            for result in pair.graded.dimensions
            if labels.level(result.id) != result.level
        ]
        yield f"{name}: {labels.overall} -> {overall.recommendation} ({overall.score}); {', '.join(apart) or 'equal'}"


_HIRE = ORDER.index("hire")


def _place(word: Recommendation) -> int:
    return ORDER.index(word)


def _levels(pairs: Sequence[Pair], dimension: Dimension) -> Iterator[tuple[int, int]]:
    for pair in pairs:
        label = pair.written.labels.level(dimension)
        grade = next(result.level for result in pair.graded.dimensions if result.id == dimension)
        if label is not None and grade is not None:
            yield label, grade


def _rating(marks: Sequence[tuple[int, int]]) -> Rating:
    if not marks:
        return Rating(0, *[float("nan")] * 6)
    array = np.array(marks)
    rng = np.random.default_rng(_SEED)
    drawn = [_kappa(array[rng.integers(len(array), size=len(array))]) for _ in range(_N_DRAWS)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    apart = array[:, 1] - array[:, 0]
    return Rating(
        n=len(marks),
        kappa=_kappa(array),
        low=float(low),
        high=float(high),
        exact=float(np.mean(apart == 0)),
        within_one=float(np.mean(np.abs(apart) <= 1)),
        mean_error=float(apart.mean()),
    )


def _kappa(marks: np.ndarray) -> float:
    if (marks == marks[0, 0]).all():
        return 1.0
    return float(cohen_kappa_score(marks[:, 0], marks[:, 1], weights="quadratic"))


def _monotone(pairs: Sequence[Pair]) -> float:
    right = total = 0
    for one, other in combinations(pairs, 2):
        labels = _place(one.written.labels.overall) - _place(other.written.labels.overall)
        if labels:
            total += 1
            right += labels * ((one.graded.overall.score or 0.0) - (other.graded.overall.score or 0.0)) > 0
    return right / total if total else float("nan")
