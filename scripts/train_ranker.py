"""Writes `agent/fact_weights.py`: how much each measure of `agent.fact_features` counts, learned from labelled wording.

Learns from the packages' own ways to ask, each left out of its fact while it is measured, from ways to ask of other
questions, which fit no fact, and from the labelled utterances of the splits that may be looked at. Needs scipy, which
comes with scikit-learn. `--left-out QUESTION...` prints weights learned without these questions instead of writing.
"""

import argparse
import random
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from agent.fact_features import FIT_MEASURES, NONE_MEASURES, FactIndex  # noqa: E402
from agent.words import clean, content_stems, plain  # noqa: E402
from question_bank.package import Fact, Question  # noqa: E402
from scripts.train_acts import MANY, UTTERANCES, bank_as_written, heard, rows  # noqa: E402

SPLITS_TO_LEARN_FROM = {
    "utterances.tsv": {"dev"},
    "utterances_in_context.tsv": {"first"},
    "utterances_by_readers.tsv": {"dev", "dev2", "held2"},
}
WORTH_OF_AN_UTTERANCE = 5.0
"""Of one that a person said, against one way to ask out of a package."""
WORTH_OF_WHAT_WAS_HEARD = 1.0
"""The same, of one that a package keeps."""
FOREIGN_PER_FACT = 3
RIDGE = 1.0
SEED = 20_26

Array = NDArray[np.float64]


class Example(NamedTuple):
    """An utterance measured against the facts of one question."""

    question: str
    fits: Array
    none: Array
    target: int
    """Place of the fact that it asks for; -1 for none."""
    weight: float = 1.0


class Weights(NamedTuple):
    """What was learned."""

    fits: Array
    none: Array


def examples(questions: Sequence[Question]) -> Iterator[Example]:
    """Measure everything there is to learn from."""
    for question in questions:
        yield from _own_asks(question)
    yield from _foreign_asks(questions)
    yield from _utterances({question.id: question for question in questions})


def _own_asks(question: Question) -> Iterator[Example]:
    for at, fact in enumerate(question.facts):
        for ask in fact.asks:
            left = without(question.id, fact, ask)
            if left.asks:
                facts = (*question.facts[:at], left, *question.facts[at + 1 :])
                yield _example(question.id, FactIndex(facts), ask, at)


def without(question_id: str, fact: Fact, ask: str) -> Fact:
    """Leave a way to ask out, and half of the terms that nothing but it brought in."""
    asks = tuple(one for one in fact.asks if one != ask)
    others = {stem for one in asks for stem in content_stems(one)}
    brought = {stem for stem in content_stems(ask) if stem not in others}
    dropped = {stem for stem in brought if zlib.crc32(f"{question_id}/{fact.id}/{ask}/{stem}".encode()) % 2}
    return replace(fact, asks=asks, terms=tuple(term for term in fact.terms if not dropped & {*content_stems(term)}))


def _foreign_asks(questions: Sequence[Question]) -> Iterator[Example]:
    """Put ways to ask of other questions; those for a fact of the same name might fit and are left out."""
    chance = random.Random(SEED)
    asks = [(question.id, fact.id, ask) for question in questions for fact in question.facts for ask in fact.asks]
    for question in questions:
        index = FactIndex(question.facts)
        own = {fact.id for fact in question.facts}
        for other, fact_id, ask in chance.sample(asks, FOREIGN_PER_FACT * len(own)):
            if other != question.id and fact_id not in own:
                yield _example(question.id, index, ask, -1)


def _utterances(questions: dict[str, Question]) -> Iterator[Example]:
    indexes = {name: FactIndex(question.facts) for name, question in questions.items()}
    for row, worth in labelled():
        wanted = [item.removeprefix("fact:") for item in row["items"].split(",") if item.startswith("fact:")]
        acts = set(row["act"].split("|"))
        ranked = acts & {"asks_fact", "asks_off_script", "states_assumption"}
        if row["question"] in questions and ranked and len(wanted) <= 1 and bool(wanted) >= ("asks_fact" in acts):
            ids = [fact.id for fact in questions[row["question"]].facts]
            target = ids.index(wanted[0]) if wanted else -1
            yield _example(row["question"], indexes[row["question"]], row["text"], target, worth)


def labelled() -> Iterator[tuple[dict[str, str], float]]:
    """Read the labelled utterances that may be learned from, each with its worth."""
    yield from ((row, WORTH_OF_AN_UTTERANCE) for row in rows(MANY))
    yield from ((row, WORTH_OF_WHAT_WAS_HEARD) for row in heard())
    for name, splits in SPLITS_TO_LEARN_FROM.items():
        yield from ((row, WORTH_OF_AN_UTTERANCE) for row in rows(UTTERANCES / name) if row["split"] in splits)


def _example(question: str, index: FactIndex, text: str, target: int, weight: float = 1.0) -> Example:
    fits = index.fits(plain(clean(text)))
    return Example(question, np.array(fits.facts), np.array(fits.none), target, weight)


def learn(given: Sequence[Example]) -> Weights:
    """Fit the conditional logit by maximum likelihood with a ridge; the same input gives the same weights."""
    n_fits = given[0].fits.shape[1]
    rows = np.concatenate([one.fits for one in given])
    group = np.repeat(np.arange(len(given)), [len(one.fits) for one in given])
    starts = np.concatenate([[0], np.cumsum([len(one.fits) for one in given])[:-1]])
    none = np.array([one.none for one in given])
    weight = np.array([one.weight for one in given])
    target = np.array([start + one.target for start, one in zip(starts, given, strict=True)])
    some = np.array([one.target >= 0 for one in given])

    def loss(both: Array) -> tuple[float, Array]:
        of_rows, of_none = rows @ both[:n_fits], none @ both[n_fits:]
        highest = np.maximum(np.maximum.reduceat(of_rows, starts), of_none)
        share, share_none = np.exp(of_rows - highest[group]), np.exp(of_none - highest)
        whole = np.add.reduceat(share, starts) + share_none
        taken = np.where(some, of_rows[np.where(some, target, 0)], of_none)
        fit = weight @ (taken - highest - np.log(whole))
        pull_rows = weight[some] @ rows[target[some]] - (share / whole[group] * weight[group]) @ rows
        pull_none = (weight * (~some - share_none / whole)) @ none
        gradient = RIDGE * both - np.concatenate([pull_rows, pull_none])
        return float(0.5 * RIDGE * both @ both - fit), gradient

    # More likeness is never less likely; what only looks so is likeness counted twice.
    bounds = [(None, 0.0) if name == "no_term" else (0.0, None) for name in FIT_MEASURES]
    bounds += [(None, None)] * len(NONE_MEASURES)
    start = np.zeros(len(bounds))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 1_000})
    return Weights(found.x[:n_fits], found.x[n_fits:])


def module(weights: Weights) -> str:
    """Write the weights as a module."""
    lines = ['"""How much each measure of `agent.fact_features` counts. Written by `scripts/train_ranker.py`."""', ""]
    for name, measures, values in (
        ("FIT_WEIGHTS", FIT_MEASURES, weights.fits),
        ("NONE_WEIGHTS", NONE_MEASURES, weights.none),
    ):
        lines += [f"{name} = ("]
        lines += [f"    {value:.3f},  # {measure}" for measure, value in zip(measures, values, strict=True)]
        lines += [")"]
    return "\n".join([*lines, ""])


def main(left_out: Iterable[str]) -> None:
    """Learn and write, or print what is learned without some questions."""
    without = set(left_out)
    bank = bank_as_written()
    given = [one for one in examples(bank) if one.question not in without]
    text = module(learn(given))
    if without:
        print(text)
    else:
        (ROOT / "agent" / "fact_weights.py").write_text(text, "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--left-out", nargs="*", default=[], metavar="QUESTION")
    main(parser.parse_args().left_out)
