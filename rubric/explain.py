"""How one is graded, from the same data that grades: for the page before an interview and for the written guide."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct

from question_bank.package import Dimension, Kind
from rubric.anchors import ANCHORS, DIMENSION_TITLES, LEVEL_NAMES
from rubric.criteria import CRITERIA, Criterion
from rubric.debrief import Recommendation
from rubric.example import WorkedExample
from rubric.gates import GATES
from rubric.levels import CUTS, DIMENSIONS, LEAST_COVERAGE, MAIN_WEIGHT
from rubric.mastery import MASTERY
from rubric.recommendation import CUTS as WORD_CUTS
from rubric.recommendation import MEANINGS, ONE_SAMPLE, WEIGHTS, WORDS
from rubric.signals import REGISTRY
from rubric.signals.course import HINT_COST
from rubric.worked_examples import EXAMPLES

RUBRIC_VERSION = "1.3"
ENGINE_VERSION = "rules-1.3"

KIND_TITLES: Mapping[Kind, str] = {
    "from_scratch": "an algorithm from scratch",
    "operation": "an operation on arrays",
    "end_to_end": "an end-to-end task with data",
    "debug": "a program with faults",
}
PRINCIPLES = (
    (
        "Each grade rests on evidence: your words, lines of your code, a run, or a window in which something was "
        "looked for and not found. You can open each of them."
    ),
    (
        "How much you say counts for nothing; nor do accent, grammar, fillers and speed. Silence is no fault: "
        "what counts is whether the decisions that matter were explained."
    ),
    "What there was no occasion to show is not assessed. It is left out and never counts as zero.",
    (
        "Checks feed a few criteria only. Passing everything by trial does not make a hire, and failing one edge "
        "case does not make a no hire."
    ),
    "Gates lower and never lift. Good talk cannot make up for work that is missing.",
    "Text that speaks to the grader is cut out before anything is read. It changes nothing, up or down.",
    (
        "Where a session had a language model, it may find that you made a point of a follow-up in words of your own. "
        "That takes most of several recorded votes, each with a quote of yours, letter for letter. It can add a point "
        "and take none away; votes that differ lower the confidence."
    ),
    "The same session always gives the same debrief. " + ONE_SAMPLE,
)


_HOW_GRADES_ADD_UP = (
    "Each dimension is made of criteria. A criterion is graded 2 (shown), 1 (in part), 0 (not shown although there was "
    "occasion) or not assessed. The score of a dimension is the weighted share of what could be assessed; it needs at "
    "least {least} of the weight."
)


_HOW_THE_SCORE_COMES = (
    "Each dimension is placed on the scale from 1 to 4, within half a level of its level; a gate that lowers a level "
    "places it at that level. The places are weighted as above and give a score between 1 and 4."
)


class SignalExplained(Struct, frozen=True, kw_only=True):
    """A signal and what it reads."""

    id: str
    title: str
    reads: tuple[str, ...]
    feeds: tuple[str, ...]


class CriterionExplained(Struct, frozen=True, kw_only=True):
    """A criterion with its weight by kind of question."""

    id: str
    title: str
    full: str
    weight: float
    weight_end_to_end: float
    signals: tuple[str, ...]


class DimensionExplained(Struct, frozen=True, kw_only=True):
    """A dimension with its criteria and the sentences of its levels."""

    id: Dimension
    title: str
    weight: float
    criteria: tuple[CriterionExplained, ...]
    anchors: Mapping[Kind, tuple[str, ...]]
    """Sentences of levels 1 to 4 by kind of question."""
    mastery: str
    """What level 4 asks for beyond the score; empty for nothing."""
    examples: tuple[WorkedExample, ...] = ()
    """The highest level first."""


class GateExplained(Struct, frozen=True, kw_only=True):
    """A gate."""

    id: str
    title: str
    says: str


class RecommendationExplained(Struct, frozen=True, kw_only=True):
    """A word of the recommendation. `from_score` is None for insufficient evidence."""

    id: Recommendation
    word: str
    meaning: str
    from_score: float | None


class HintPrice(Struct, frozen=True, kw_only=True):
    """What a hint of a level costs."""

    level: int
    cost: float


class LevelCut(Struct, frozen=True, kw_only=True):
    """Lowest score of a level."""

    level: int
    name: str
    from_score: float


class Grading(Struct, frozen=True, kw_only=True):
    """Everything that the grading rests on."""

    rubric_version: str
    principles: tuple[str, ...]
    dimensions: tuple[DimensionExplained, ...]
    levels: tuple[LevelCut, ...]
    least_coverage: float
    gates: tuple[GateExplained, ...]
    recommendations: tuple[RecommendationExplained, ...]
    hints: tuple[HintPrice, ...]
    signals: tuple[SignalExplained, ...]


@lru_cache(maxsize=1)
def explain_grading() -> Grading:
    """Give the grading as data."""
    return Grading(
        rubric_version=RUBRIC_VERSION,
        principles=PRINCIPLES,
        dimensions=tuple(_dimension(name) for name in DIMENSIONS),
        levels=(
            LevelCut(level=1, name=LEVEL_NAMES[1], from_score=0.0),
            *(LevelCut(level=level, name=LEVEL_NAMES[level], from_score=cut) for level, cut in sorted(CUTS.items())),
        ),
        least_coverage=LEAST_COVERAGE,
        gates=(
            *(GateExplained(id=rule.id, title=rule.title, says=rule.says) for rule in GATES),
            GateExplained(
                id="G12",
                title="Too little to go by",
                says=(
                    "The session is very short, the code could not be assessed, or in two dimensions less than "
                    "60 % of the criteria could be: no recommendation."
                ),
            ),
        ),
        recommendations=tuple(
            RecommendationExplained(id=name, word=word, meaning=MEANINGS[name], from_score=WORD_CUTS.get(name))
            for name, word in WORDS.items()
        ),
        hints=tuple(HintPrice(level=level, cost=cost) for level, cost in HINT_COST.items()),
        signals=tuple(
            SignalExplained(id=signal.id, title=signal.title, reads=signal.reads, feeds=signal.feeds)
            for signal in REGISTRY
        ),
    )


@lru_cache(maxsize=1)
def rubric_sha256() -> str:
    """Hash of the grading as data."""
    grading = explain_grading()
    # What examples are told of changes no grade.
    plain = tuple(msgspec.structs.replace(part, examples=()) for part in grading.dimensions)
    grading = msgspec.structs.replace(grading, dimensions=plain)
    return hashlib.sha256(msgspec.json.encode(grading, order="deterministic")).hexdigest()


def grading_markdown() -> str:
    """Write the guide `how you are graded`."""
    grading = explain_grading()
    parts = [
        "# How you are graded",
        "This page is generated from the data that grades. It is the same for everybody and open before an interview.",
        "\n".join(f"- {principle}" for principle in grading.principles),
        "## Five dimensions",
        _table(
            ("Dimension", "Weight"),
            [(part.title, f"{part.weight:.0%}") for part in grading.dimensions],
        ),
        _HOW_GRADES_ADD_UP.format(least=f"{grading.least_coverage:.0%}"),
        _table(
            ("Level", "Name", "From score"),
            [(str(cut.level), cut.name, f"{cut.from_score:.2f}") for cut in reversed(grading.levels)],
        ),
        (
            f"Level 4 also needs that no criterion with a weight of {MAIN_WEIGHT:.0%} or more is graded 0, and what "
            "its dimension asks for besides."
        ),
        *(_dimension_markdown(part) for part in grading.dimensions),
        "## Hints",
        "Asking for help is fine; it has a price that you can see. A hint that says what you had just said is free.",
        _table(("Hint", "Cost"), [(f"level {price.level}", f"{price.cost:g}") for price in grading.hints]),
        "## Gates",
        "\n".join(f"- **{gate.id} {gate.title}.** {gate.says}" for gate in grading.gates),
        "## The recommendation",
        _HOW_THE_SCORE_COMES,
        _table(
            ("Word", "From score", "Meaning"),
            [
                (part.word, "" if part.from_score is None else f"{part.from_score:.1f}", part.meaning)
                for part in grading.recommendations
            ],
        ),
        "## Signals",
        "What the criteria are computed from. Those that feed nothing are shown as information only.",
        _table(
            ("Signal", "Reads", "Feeds"),
            [(part.title, ", ".join(part.reads), ", ".join(part.feeds)) for part in grading.signals],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _dimension(name: Dimension) -> DimensionExplained:
    return DimensionExplained(
        id=name,
        title=DIMENSION_TITLES[name],
        weight=WEIGHTS[name],
        criteria=tuple(_criterion(criterion) for criterion in CRITERIA if criterion.dimension == name),
        anchors={kind: anchors[name] for kind, anchors in ANCHORS.items()},
        mastery=MASTERY[name].says if name in MASTERY else "",
        examples=tuple(example for example in EXAMPLES if example.dimension == name),
    )


def _criterion(criterion: Criterion) -> CriterionExplained:
    return CriterionExplained(
        id=criterion.id,
        title=criterion.title,
        full=criterion.full,
        weight=criterion.weight,
        weight_end_to_end=criterion.weight_for("end_to_end"),
        signals=criterion.signals,
    )


def _dimension_markdown(part: DimensionExplained) -> str:
    rows = [
        (
            f"{criterion.id} {criterion.title}",
            f"{criterion.weight:.0%}"
            if criterion.weight == criterion.weight_end_to_end
            else f"{criterion.weight:.0%} (end-to-end {criterion.weight_end_to_end:.0%})",
            criterion.full,
        )
        for criterion in part.criteria
    ]
    blocks = [f"## {part.title}", _table(("Criterion", "Weight", "The full grade"), rows)]
    if part.mastery:
        blocks.append(f"Level 4 asks besides: {part.mastery}")
    for kind, anchors in part.anchors.items():
        lines = "\n".join(f"{level}. {sentence}" for level, sentence in enumerate(anchors, 1))
        blocks.append(f"Levels in {KIND_TITLES[kind]}:\n\n{lines}")
    if part.examples:
        told = "\n".join(map(_example_markdown, part.examples))
        blocks.append(f"An example of each level, out of written sessions that an expert graded alike:\n\n{told}")
    return "\n\n".join(blocks)


def _example_markdown(example: WorkedExample) -> str:
    lines = [f"- **Level {example.level}.** {example.who}; {example.question}."]
    for finding in example.findings:
        seen = f" At {finding.at}: “{finding.seen}”" if finding.seen else ""
        lines.append(f"    - {finding.title}: {finding.grade}. {finding.reason}{seen}")
    return "\n".join(lines)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
