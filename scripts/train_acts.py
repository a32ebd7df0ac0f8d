"""Writes `agent/act_weights.py`: how much each measure of `agent.act_model` speaks for each mood.

Learns from the packages (ways to ask; assumptions out of those that begin as one; plans out of the last hints; what
the interviewer answers, as statements), from `statements_to_learn_from.tsv`, and from the labelled utterances of the
splits that may be looked at. Needs scikit-learn.
"""

import csv
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from agent.act_model import BIAS, Mood, measures  # noqa: E402
from agent.words import clean, plain  # noqa: E402
from question_bank.load import load_bank  # noqa: E402
from question_bank.package import Question  # noqa: E402

OWN = Path(__file__).with_name("statements_to_learn_from.tsv")
MANY = Path(__file__).with_name("utterances_to_learn_from.tsv")
UTTERANCES = ROOT / "tests" / "unit" / "agent"
MOOD_OF_ACT = {
    "asks_fact": Mood.ASKS,
    "asks_off_script": Mood.ASKS,
    "states_assumption": Mood.ASSUMES,
    "states_plan": Mood.PLANS,
    "thinks_aloud": Mood.THINKS,
    "explains": Mood.THINKS,
    "small_talk": Mood.CHATS,
}
WORTH = {
    "ask": 0.3, "assumption": 0.5, "plan": 0.7, "fact": 0.15, "own": 1.0, "labelled": 1.0, "reader": 2.0, "many": 2.0,
    "heard": 0.25,
}  # fmt: skip
"""Of one text in learning, by where it comes from; there are thousands of ways to ask and few of the rest."""
RARE = 8
RARE_QUESTIONS = 3
"""What is said in fewer texts, or on fewer questions, is not learned from."""
FIRST_HINT_WITH_STEPS = 3
WORDS_OF_A_STEP = 6
INVERSE_RIDGE = 0.3
MOST_ITERATIONS = 2_000
_BEGINS_AS_ASSUMPTION = re.compile(
    r"(so )?(i|we)('ll| will| would|'d)? (assume|take it|suppose)\b|assuming\b", re.IGNORECASE
)
_SETTLES = re.compile(
    r"(?:(?:so|ok|okay|then|and|um|uh|well|right)[, ]+)*(?:(?:i|we)(?:'ll|'d|'m| will| would| am| assume| guess| take| "
    r"suppose| figure| expect| plan| intend| keep| leave| just)\b|(?:assuming|guess|presumably|unless you)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(r",?\s*(right|ok|okay|correct|yes|fine|no)\s*\?$", re.IGNORECASE)
_NO_WORD = re.compile(r"[^\w\s']|_")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+")
_LEADS = (
    "",
    "I would do it like this: ",
    "My plan is: ",
    "So, ",
    "ok so I'd ",
    " First ",
    "Plan: ",
    "I'd start like this. ",
)
_SHORT_LEADS = ("I would ", "I'll ", "I'd ", "so i ", "First ")


class Example(NamedTuple):
    """A text with its mood, or with its act."""

    question: str
    mood: str
    text: str
    worth: float
    about_a_fact: float | None = None
    """Probability of the fact that it fits best, where it belongs to a question."""


def examples(questions: Sequence[Question]) -> Iterator[Example]:
    """Give all that there is to learn from."""
    for question in questions:
        yield from _of_package(question)
    for n, row in enumerate(rows(OWN)):
        yield Example(f"own {n}", MOOD_OF_ACT[row["act"]], row["text"], WORTH["own"])
    for told, splits, worth in (
        (rows(UTTERANCES / "utterances.tsv"), {"dev"}, "labelled"),
        (rows(UTTERANCES / "utterances_in_context.tsv"), {"first"}, "labelled"),
        (rows(UTTERANCES / "utterances_by_readers.tsv"), {"dev", "dev2", "held2"}, "reader"),
        (rows(MANY), {""}, "many"),
        (heard(), {""}, "heard"),
    ):
        for row in told:
            moods = {MOOD_OF_ACT[act] for act in row["act"].split("|") if act in MOOD_OF_ACT}
            unsure = Mood.THINKS in moods
            if (
                row.get("split", "") in splits
                and row.get("phase", "clarify") == "clarify"
                and (len(moods) == 1 or unsure)
            ):
                mood = Mood.THINKS if unsure else min(moods)
                yield Example(row["question"], mood, row["text"], WORTH[worth])


def _of_package(question: Question) -> Iterator[Example]:
    chance = random.Random(question.id)
    for fact in question.facts:
        for ask in fact.asks:
            if settles(ask):
                # A way to raise the fact, but not a question.
                yield Example(question.id, Mood.ASSUMES, ask, WORTH["assumption"])
                continue
            yield Example(question.id, Mood.ASKS, ask, WORTH["ask"])
            if _BEGINS_AS_ASSUMPTION.match(ask) and _TAG.search(ask):
                yield Example(question.id, Mood.ASSUMES, _TAG.sub(".", ask), WORTH["assumption"])
        yield Example(question.id, Mood.THINKS, f"{chance.choice(('', 'so '))}{fact.answer}", WORTH["fact"])
    for hint in question.hints:
        if hint.level >= FIRST_HINT_WITH_STEPS:
            yield Example(question.id, Mood.PLANS, chance.choice(_LEADS) + hint.text, WORTH["plan"])
            steps = [one.rstrip(".;") for one in _SENTENCE_END.split(hint.text) if len(one.split()) >= WORDS_OF_A_STEP]
            if len(steps) > 1:
                spoken = ", then ".join(f"{step[:1].lower()}{step[1:]}" for step in steps[:3])
                yield Example(question.id, Mood.PLANS, chance.choice(_SHORT_LEADS) + spoken, WORTH["plan"])


def settles(ask: str) -> bool:
    """Tell a way to raise a fact that settles it oneself: `I'll assume float64 everywhere`."""
    return not ask.rstrip().endswith("?") and _SETTLES.match(ask) is not None


def bank_as_written() -> list[Question]:
    """Load the packages without what people were heard to say; that is learned from like other utterances."""
    return [
        replace(question, facts=tuple(replace(fact, heard=()) for fact in question.facts))
        for question in load_bank().all()
    ]


def heard() -> Iterator[dict[str, str]]:
    """Read what the packages keep of what people asked, as rows of a table."""
    for question in load_bank().all():
        for fact in question.facts:
            for text in fact.heard:
                asked = {"act": "asks_fact", "items": f"fact:{fact.id}", "text": text}
                yield {"question": question.id, "phase": "clarify", **asked}


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table of labelled texts."""
    lines = path.read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def written_and_heard(given: Iterable[Example]) -> list[Example]:
    """Add each text once more as a speech recogniser writes it: lower-case, without any mark."""
    listed = list(given)
    heard = (
        one._replace(text=" ".join(_NO_WORD.sub(" ", one.text.lower()).split()), worth=one.worth / 2) for one in listed
    )
    return [*listed, *heard]


def learn(
    given: Sequence[Example],
    measure: Callable[[str, Example], Mapping[str, float]],
    classes: Sequence[str],
    *,
    rare: int,
    inverse_ridge: float,
) -> dict[str, tuple[float, ...]]:
    """Fit the logit; the same input gives the same weights, in the order of the classes."""
    measured = [measure(plain(clean(one.text)), one) for one in given]
    names = common(given, measured, rare)
    places = {name: n for n, name in enumerate(names)}
    cells = [
        (row, places[name], value) for row, one in enumerate(measured) for name, value in one.items() if name in places
    ]
    at_rows, columns, values = zip(*cells, strict=True)
    table = csr_matrix((values, (at_rows, columns)), shape=(len(given), len(names)))
    model = LogisticRegression(C=inverse_ridge, max_iter=MOST_ITERATIONS)
    model.fit(table, [str(one.mood) for one in given], sample_weight=[one.worth for one in given])
    order = [list(model.classes_).index(str(one)) for one in classes]
    learned = {name: tuple(float(model.coef_[n, at]) for n in order) for name, at in places.items()}
    return {BIAS: tuple(float(model.intercept_[n]) for n in order), **learned}


def common(given: Sequence[Example], measured: Sequence[Collection[str]], rare: int) -> list[str]:
    """List the measures that are common enough to learn from."""
    count: Counter[str] = Counter()
    questions = defaultdict(set)
    for one, names in zip(given, measured, strict=True):
        for name in names:
            count[name] += 1
            questions[name].add(one.question)
    return sorted(
        name for name in count if name != BIAS and count[name] >= rare and len(questions[name]) >= RARE_QUESTIONS
    )


def module(learned: Mapping[str, tuple[float, ...]], *, of: str, speaks_for: str, order: str, script: str) -> str:
    """Write the weights as a module; what rounds to nothing is left out."""
    rounded = {name: [round(100 * value) for value in values] for name, values in learned.items()}
    lines = [f"{name}\t{' '.join(map(str, values))}" for name, values in rounded.items() if any(values)]
    return _MODULE.format(lines="\n".join(lines), of=of, speaks_for=speaks_for, order=order, script=script)


_MODULE = '''"""How much each measure of `{of}` speaks for each {speaks_for}; by `scripts/{script}.py`."""

from collections.abc import Mapping
from types import MappingProxyType

_HUNDREDTHS = """
{lines}
"""


def _read() -> Mapping[str, tuple[float, ...]]:
    rows = (line.split("\\t") for line in _HUNDREDTHS.strip().splitlines())
    return MappingProxyType({{name: tuple(int(one) / 100 for one in values.split()) for name, values in rows}})


WEIGHTS: Mapping[str, tuple[float, ...]] = _read()
"""By measure, in the order of `{order}`."""
'''


def main() -> None:
    """Learn and write."""
    given = written_and_heard(examples(bank_as_written()))
    learned = learn(given, lambda text, _: measures(text), tuple(Mood), rare=RARE, inverse_ridge=INVERSE_RIDGE)
    text = module(learned, of="agent.act_model", speaks_for="mood", order="agent.act_model.Mood", script="train_acts")
    (ROOT / "agent" / "act_weights.py").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
