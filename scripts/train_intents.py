"""Writes `agent/intent_weights.py`: how much each measure of `agent.intent_model` speaks for each act.

Learns from `talk_to_learn_from.tsv` and `statements_to_learn_from.tsv`, from the packages (some ways to ask; how model
answers begin, as explanations), and from the labelled utterances of the splits that may be looked at. Needs
scikit-learn.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from agent.act_model import BIAS  # noqa: E402
from agent.intent_model import ACTS, intent_measures  # noqa: E402
from agent.words import clean, plain  # noqa: E402
from question_bank.load import builtin_folder, load_bank  # noqa: E402
from question_bank.package import Question  # noqa: E402
from scripts.train_acts import OWN, UTTERANCES, Example, common, rows, written_and_heard  # noqa: E402

TALK = Path(__file__).with_name("talk_to_learn_from.tsv")
WORTH = {"talk": 1.0, "own": 0.7, "ask": 0.25, "answer": 0.25, "labelled": 0.7}
"""Of one text in learning, by where it comes from."""
ASKS_OF_A_FACT = 3
RARE = 6
INVERSE_RIDGE = 0.5
LABELLED = {
    "utterances.tsv": {"dev"},
    "utterances_in_context.tsv": {"first"},
    "utterances_by_readers.tsv": {"dev", "dev2"},
}


def examples(questions: Sequence[Question]) -> Iterator[Example]:
    """Give all that there is to learn from."""
    for path, worth in ((TALK, "talk"), (OWN, "own")):
        for n, row in enumerate(rows(path)):
            yield Example(f"{worth} {n}", row["act"], row["text"], WORTH[worth])
    for question in questions:
        chance = random.Random(question.id)
        for fact in question.facts:
            for ask in chance.sample(list(fact.asks), min(len(fact.asks), ASKS_OF_A_FACT)):
                yield Example(question.id, "asks_fact", ask, WORTH["ask"])
        for follow_up in question.follow_ups:
            yield Example(question.id, "explains", follow_up.model_answer.split(". ")[0], WORTH["answer"])
    for name, splits in LABELLED.items():
        for row in rows(UTTERANCES / name):
            if row["split"] in splits and row["act"] in ACTS:
                yield Example(row["question"], row["act"], row["text"], WORTH["labelled"])


def learn(given: Sequence[Example]) -> dict[str, tuple[float, ...]]:
    """Fit the logit; the same input gives the same weights, in the order of `ACTS`."""
    measured = [intent_measures(plain(clean(one.text))) for one in given]
    names = common(given, measured, RARE)
    places = {name: n for n, name in enumerate(names)}
    cells = [
        (row, places[name], value) for row, one in enumerate(measured) for name, value in one.items() if name in places
    ]
    at_rows, columns, values = zip(*cells, strict=True)
    table = csr_matrix((values, (at_rows, columns)), shape=(len(given), len(names)))
    model = LogisticRegression(C=INVERSE_RIDGE, max_iter=2_000)
    model.fit(table, [str(one.mood) for one in given], sample_weight=[one.worth for one in given])
    order = [list(model.classes_).index(str(act)) for act in ACTS]
    learned = {name: tuple(float(model.coef_[n, at]) for n in order) for name, at in places.items()}
    return {BIAS: tuple(float(model.intercept_[n]) for n in order), **learned}


def module(learned: dict[str, tuple[float, ...]]) -> str:
    """Write the weights as a module; what rounds to nothing is left out."""
    rounded = {name: [round(100 * value) for value in values] for name, values in learned.items()}
    lines = [f"{name}\t{' '.join(map(str, values))}" for name, values in rounded.items() if any(values)]
    return _MODULE.format(lines="\n".join(lines))


_MODULE = '''"""How much each measure of `agent.intent_model` speaks for each act; by `scripts/train_intents.py`."""

from collections.abc import Mapping
from types import MappingProxyType

_HUNDREDTHS = """
{lines}
"""


def _read() -> Mapping[str, tuple[float, ...]]:
    rows = (line.split("\\t") for line in _HUNDREDTHS.strip().splitlines())
    return MappingProxyType({{name: tuple(int(one) / 100 for one in values.split()) for name, values in rows}})


WEIGHTS: Mapping[str, tuple[float, ...]] = _read()
"""By measure, in the order of `agent.intent_model.ACTS`."""
'''


def main() -> None:
    """Learn and write."""
    learned = learn(written_and_heard(examples(load_bank(builtin_folder()).all())))
    (ROOT / "agent" / "intent_weights.py").write_text(module(learned), "utf-8")


if __name__ == "__main__":
    main()
