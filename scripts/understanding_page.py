"""Writes docs/how-you-are-understood.md: what the interviewer makes of words, and how often it is right.

`python scripts/understanding_page.py` measures and writes; `--time` prints how long one utterance takes instead.
"""

import argparse
import csv
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from agent.understanding import (  # noqa: E402
    FACT_ABOVE,
    LISTED_ABOVE,
    MAYBE_ABOVE_IN_QUESTIONS,
    Context,
    Understander,
)
from question_bank.load import builtin_folder, load_bank  # noqa: E402
from transcripts.events import Act, Phase  # noqa: E402

PAGE = ROOT / "docs" / "how-you-are-understood.md"
READERS = ROOT / "tests" / "unit" / "agent" / "utterances_by_readers.tsv"
BINS = (0.0, 0.3, 0.6, 0.8, 0.9)
_TEXT = """\
# How you are understood

Type or speak as you would to a person. No language model is needed: wording is read by rules and by three small sets of
weights that come with the product, so the same words mean the same today and in a year.

1. **What does it do?** Rules look for a question, an assumption, a plan, a claim, small talk or an order. Weights
   learned from labelled sentences give a second opinion in every phase, for speech without marks too.
2. **Whom does it ask?** `Should I loop? No` is answered by whoever asked it, and left alone.
3. **What is it about?** Only for a question or an assumption: every fact of the task gets a probability, and so does
   `none of them`. A fact is told from {fact_above:.0%} on, a second one in the same utterance from {another:.0%} on.
   From {maybe:.0%} on you are asked back which of two topics you mean. Below that the choice is yours.

What was not asked for is never told. If you are taken wrongly, say it in other words: another wording often helps more
than a longer one. Languages other than English are answered with a request for English.

## How often that is right

Measured on what people would say who had read the task and the starter of {n_questions} questions, and saw the facts
only to label what they had said. Two sets are of the round of questions; four more, by other hands, hold everything
that is said in an interview: plans, explanations, claims, requests for hints and answers, thinking aloud, small talk,
orders. What is `not looked at` was measured and not read while the rules were written, and its questions are others;
its figures were seen a few times on the way.

{table}

*Told* is the share of questions that were answered with just the facts that were meant, *asked back* adds those where
they were among the topics named. *Wrong* are questions after which a fact was told that was not meant, and *told
unasked* are other utterances after which one was.

The log holds a confidence for each utterance. So often it was right in the sets that were not looked at, where
a topic that was asked back counts when the first one named was meant:

{reliability}

About one utterance in {one_in} of these is doubted (`Understander.doubt`); these hold {caught:.0%} of the
misses, counting those that asking back would have settled.

`thinkaloud understand QUESTION --json` shows what your own words are taken for.
"""


class Read(NamedTuple):
    """A labelled utterance and what was made of it."""

    asks: bool
    act_is_right: bool
    wanted: frozenset[str]
    told: frozenset[str]
    named: tuple[str, ...]
    asked: bool
    confidence: float
    doubted: bool

    @property
    def guess_is_right(self) -> bool:
        """Say whether the best guess at what is meant is right."""
        if self.asks and self.act_is_right:
            return bool(self.named) and self.named[0] in self.wanted
        return self.act_is_right

    @property
    def missed(self) -> bool:
        """Say whether anything but the wanted facts was told, or the act was wrong."""
        return not self.act_is_right or (self.asks and self.told != self.wanted)


@cache
def reads(split: str) -> tuple[Read, ...]:
    """Understand all utterances of a split."""
    rows = [row for row in _rows() if row["split"] == split]
    bank = load_bank(builtin_folder())
    understanders = {name: Understander(bank.get(name)) for name in {row["question"] for row in rows}}
    return tuple(_read(understanders[row["question"]], row) for row in rows)


def _rows() -> list[dict[str, str]]:
    lines = READERS.read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _read(understander: Understander, row: Mapping[str, str]) -> Read:
    context = Context(Phase(row["phase"]))
    got = understander.understand(row["text"], context)
    return Read(
        asks=row["act"] == Act.ASKS_FACT,
        act_is_right=row["act"] == got.act,
        wanted=frozenset(item.removeprefix("fact:") for item in row["items"].split(",") if item),
        told=frozenset(got.facts),
        named=(*got.facts, *got.maybe),
        asked=got.act is Act.ASKS_FACT,
        confidence=got.confidence,
        doubted=understander.doubt(row["text"], context) is not None,
    )


def figures(given: Sequence[Read]) -> dict[str, float]:
    """Count shares: of the questions about facts, of all others, and of all."""
    asked = [one for one in given if one.asks]
    others = [one for one in given if not one.asks]
    named = [one.told <= one.wanted <= {*one.named} for one in asked]
    return {
        "act": _share([one.act_is_right for one in given]),
        "told": _share([one.told == one.wanted for one in asked]),
        "with asking back": _share(named),
        "wrong": _share([bool(one.told - one.wanted) for one in asked]),
        "told unasked": _share([one.asked and bool(one.told - one.wanted) for one in others]),
    }


def understanding_markdown() -> str:
    """Measure and write the page."""
    halves = {
        "questions: learned from": reads("dev"),
        "questions: not looked at": reads("held"),
        "all acts: learned from": (*reads("dev2"), *reads("held2")),
        "all acts: looked at": reads("dev3"),
        "all acts: not looked at": reads("held3"),
        "all acts: not looked at, by another author": reads("held4"),
    }
    names = list(figures(reads("dev")))
    rows = [
        [name, str(len(half)), *(f"{value:.0%}" for value in figures(half).values())] for name, half in halves.items()
    ]
    held = (*reads("held"), *reads("held3"), *reads("held4"))
    misses = [one for one in held if one.missed]
    return _TEXT.format(
        n_questions=len({row["question"] for row in _rows()}),
        fact_above=FACT_ABOVE,
        another=LISTED_ABOVE,
        maybe=MAYBE_ABOVE_IN_QUESTIONS,
        table=_table(["set", "utterances", *names], rows),
        reliability=_table(["confidence", "utterances", "right"], _bins(held)),
        one_in=round(1 / _share([one.doubted for one in held])),
        caught=_share([one.doubted for one in misses]),
    )


def _bins(given: Sequence[Read]) -> list[list[str]]:
    rows = []
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        within = [one.guess_is_right for one in given if low <= one.confidence < high]
        if within:
            rows.append([f"{low:.1f} to {min(high, 1.0):.1f}", str(len(within)), f"{_share(within):.0%}"])
    return rows


def _share(given: Sequence[bool]) -> float:
    return sum(given) / len(given)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _print_time() -> None:
    rows = _rows()
    bank = load_bank(builtin_folder())
    understanders = {name: Understander(bank.get(name)) for name in {row["question"] for row in rows}}
    taken = []
    for row in rows:
        begun = time.perf_counter()
        understanders[row["question"]].understand(row["text"], Context(Phase(row["phase"])))
        taken.append(1_000 * (time.perf_counter() - begun))
    print(f"one utterance: p50 {statistics.median(taken):.2f} ms, p95 {statistics.quantiles(taken, n=20)[-1]:.2f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--time", action="store_true", help="print how long one utterance takes")
    if parser.parse_args().time:
        _print_time()
    else:
        PAGE.write_text(understanding_markdown(), "utf-8")
