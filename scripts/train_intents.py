"""Writes `agent/intent_weights.py`: how much each measure of `agent.intent_model` speaks for each act.

Learns from `talk_to_learn_from.tsv` and `statements_to_learn_from.tsv`, from the packages (some ways to ask; how model
answers begin, as explanations), and from the labelled utterances of the splits that may be looked at. Needs
scikit-learn.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from agent.act_model import measures  # noqa: E402
from agent.fact_ranker import FactRanker  # noqa: E402
from agent.intent_model import ACTS, intent_measures  # noqa: E402
from agent.words import clean, plain  # noqa: E402
from question_bank.package import Question  # noqa: E402
from scripts.train_acts import (  # noqa: E402
    MANY,
    OWN,
    UTTERANCES,
    Example,
    bank_as_written,
    heard,
    learn,
    module,
    rows,
    settles,
    written_and_heard,
)  # fmt: skip
from scripts.train_ranker import without  # noqa: E402

TALK = Path(__file__).with_name("talk_to_learn_from.tsv")
WORTH = {
    "talk": 1.0,
    "own": 0.7,
    "ask": 0.25,
    "assumption": 0.7,
    "answer": 0.25,
    "labelled": 2.0,
    "many": 2.0,
    "heard": 0.25,
}
"""Of one text in learning, by where it comes from."""
ASKS_OF_A_FACT = 3
RARE = 6
INVERSE_RIDGE = 0.5
LABELLED = {
    "utterances.tsv": {"dev"},
    "utterances_in_context.tsv": {"first"},
    "utterances_by_readers.tsv": {"dev", "dev2", "held2"},
}


def examples(questions: Sequence[Question]) -> Iterator[Example]:
    """Give all that there is to learn from."""
    for path, worth in ((TALK, "talk"), (OWN, "own")):
        for n, row in enumerate(rows(path)):
            yield Example(f"{worth} {n}", row["act"], row["text"], WORTH[worth])
    rankers = {question.id: FactRanker(question.facts) for question in questions}

    def of(question: str, act: str, text: str, worth: str) -> Example:
        about = rankers[question].about_a_fact(plain(clean(text))) if question in rankers else None
        return Example(question, act, text, WORTH[worth], about)

    for question in questions:
        chance = random.Random(question.id)
        for at, fact in enumerate(question.facts):
            settled = [ask for ask in fact.asks if settles(ask)]
            asked = [ask for ask in fact.asks if not settles(ask)]
            for ask in (*settled, *chance.sample(asked, min(len(asked), ASKS_OF_A_FACT))):
                # As if this way to ask were not in the package.
                left = without(question.id, fact, ask)
                ranker = FactRanker((*question.facts[:at], left, *question.facts[at + 1 :]))
                act, worth = ("states_assumption", "assumption") if ask in settled else ("asks_fact", "ask")
                yield Example(question.id, act, ask, WORTH[worth], ranker.about_a_fact(plain(clean(ask))))
        for follow_up in question.follow_ups:
            yield of(question.id, "explains", follow_up.model_answer.split(". ")[0], "answer")
    for told, worth in ((rows(MANY), "many"), (heard(), "heard")):
        for row in told:
            yield of(row["question"], row["act"], row["text"], worth)
    for name, splits in LABELLED.items():
        for row in rows(UTTERANCES / name):
            if row["split"] in splits and row["act"] in ACTS:
                yield of(row["question"], row["act"], row["text"], "labelled")


def measure(text: str, example: Example) -> dict[str, float]:
    """Measure plain text as `agent.intent_model` does."""
    return intent_measures(text, measures(text), example.about_a_fact)


def main() -> None:
    """Learn and write."""
    given = written_and_heard(examples(bank_as_written()))
    learned = learn(given, measure, ACTS, rare=RARE, inverse_ridge=INVERSE_RIDGE)
    text = module(
        learned, of="agent.intent_model", speaks_for="act", order="agent.intent_model.ACTS", script="train_intents"
    )
    (ROOT / "agent" / "intent_weights.py").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
