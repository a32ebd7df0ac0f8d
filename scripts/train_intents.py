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
from agent.intent_model import ACTS, intent_measures  # noqa: E402
from question_bank.load import builtin_folder, load_bank  # noqa: E402
from question_bank.package import Question  # noqa: E402
from scripts.train_acts import OWN, UTTERANCES, Example, learn, module, rows, written_and_heard  # noqa: E402

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


def measure(text: str) -> dict[str, float]:
    """Measure plain text as `agent.intent_model` does."""
    return intent_measures(text, measures(text))


def main() -> None:
    """Learn and write."""
    given = written_and_heard(examples(load_bank(builtin_folder()).all()))
    learned = learn(given, measure, ACTS, rare=RARE, inverse_ridge=INVERSE_RIDGE)
    text = module(
        learned, of="agent.intent_model", speaks_for="act", order="agent.intent_model.ACTS", script="train_intents"
    )
    (ROOT / "agent" / "intent_weights.py").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
