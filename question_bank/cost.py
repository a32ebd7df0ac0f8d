r"""Reads claims about cost in what people say or write, and compares them with the cost that a question names.

Understood are `O(n*k*d)`, `O(nkd)`, `\(O(n \cdot k \cdot d)\)`, `big O of n k d`, `n times k times d`, `linear in n`,
`quadratic in the number of points`, `number of points times number of clusters` (see `question_bank.cost_reader`).
The interviewer and the grader both use it.

A claim is called wrong only when it plainly speaks of the candidate's own solution and plainly differs: it leaves a
letter out, or has a higher power. What is said of something else (a temporary, a message, another algorithm), or in
letters that nobody introduced, is neither right nor wrong. Must not know who said it or what that is worth.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from question_bank.cost_reader import Cost, CostReader, Product, Said, largest, names_of, stem_of
from question_bank.package import Complexity

What: TypeAlias = Literal["time", "memory"]


_REPEATS = re.compile(r"\b(?:iteration|epoch|step|round|restart|fold|pass)")
_REPEAT_NAMES = frozenset(
    {"t", "i", "iter", "iters", "n_iter", "n_iterations", "iteration", "iterations", "epochs", "steps"}
)

_MEMORY = re.compile(r"\b(?:memory|space|storage|ram|allocat\w*)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:time|run ?time|runs?|operations?|flops|compute|computation\w*|work|multiplications?|steps?)\b", re.IGNORECASE
)
_MAY_HOLD_A_COST = re.compile(
    r"[*+^\\\u00b2\u00b3\u00b7\u00d7\u22c5]|\b(?:o|theta|order|linear(?:ly)?|quadratic(?:ally)?|cubic(?:ally)?|"
    r"constant|times|x|by|plus|squared|cubed|multiplied)\b|\b[a-z] [a-z]\b|\u0398",
    re.IGNORECASE,
)
_COST_WORD = re.compile(
    r"\b(?:time|run ?time|runs? in|complexity|costs?|memory|space|asymptotic\w*|scales?|grows?|operations)\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:temporar\w+|intermediate\w*|buffers?|tensor|table|matrix|message\w*|sends?|sent|sending|exchang\w+|network|"
    r"communicat\w+|transfer\w*|instead|alternativ\w*|otherwise|na[i\u00ef]ve(?:ly)?|brute|would|could|if|unlike|versus|vs|"
    r"compared|rather than|only needs?|needs? only|down to|reduc\w+|output array|result|extra|additional|auxiliary|"
    r"largest|peak|lower bound|best case|worst case|in general|other|another|sorting|tree|fft|fourier|mini ?-?batch|"
    r"(?:for|with|by) (?:a|an|one|each|every) (?:single )?\w+|first (?:term|part|step|loop)|inner|outer|"
    r"this line|that line|assignment|update|distances?|broadcast\w*|naively|not)\b",
    re.IGNORECASE,
)
_COUNTED_THINGS = re.compile(
    r"^\W*(?:(?:temporary|intermediate|distance|big|small|large|3d|float\d*)\s+)*(?:numbers?|tables?|arrays?|matri\w+|"
    r"temporar\w+|tensors?|values?|floats?|entries|elements?|distances?|differences?|grid|shape|blocks?|comparisons?)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;!?\n]+(?=\s|$)|\n")
_CLAUSE_END = re.compile(r"[,;:]\s|\b(?:and|but|while|whereas|with)\b", re.IGNORECASE)
_PER = re.compile(r"^\W*(?:per|for (?:each|every)|an?)\s+(?:single\s+|output\s+)?([a-z]+)", re.IGNORECASE)


class Claim(Struct, frozen=True):
    """A cost that was named. `text` is the exact piece that names it."""

    text: str
    what: What
    true: bool | None
    """None when it cannot be told, or when it is not plainly a claim about the solution as a whole."""
    cost: Cost = frozenset()
    sure: bool = False
    """It is written as a cost (`O(...)`, `linear in ...`) or stands beside a word for one."""


def find_claims(text: str, complexity: Complexity) -> tuple[Claim, ...]:
    """List the costs that an utterance names, in order, each held against the reference."""
    found = []
    for start, end in _sentences(text):
        sentence = text[start:end]
        if _MAY_HOLD_A_COST.search(sentence) is None:
            continue
        reader = CostReader(sentence, complexity.legend)
        costs = tuple(reader.costs())
        found += [_judged(sentence, said, complexity, alone=len(costs) == 1) for said in costs]
    return tuple(found)


def find_claim(sentence: str, complexity: Complexity) -> Claim | None:
    """Give the claim of a sentence that tells most: one that can be judged, a true one first."""
    claims = find_claims(sentence, complexity)
    return min(claims, key=lambda claim: {True: 0, False: 1, None: 2}[claim.true], default=None)


def same_cost(claimed: str, expected: str, legend: Mapping[str, str]) -> bool | None:
    """Compare two written costs up to constants, order and repeats; None when it cannot be told."""
    said, truth = parse(claimed, legend), parse(expected, legend)
    return None if said is None or truth is None else _compare(said, truth, legend)


def parse(written: str, legend: Mapping[str, str]) -> Cost | None:
    """Read a cost that stands alone. None when it is not one."""
    reader = CostReader(written, legend)
    products, at = reader.expression(0, "inside")
    return largest(products) if products is not None and at == len(reader.tokens) else None


def write(cost: Cost) -> str:
    """Write a cost with sorted letters: `d*k*n + n**2`."""
    return " + ".join(sorted(_write_product(product) for product in cost)) or "1"


def _judged(sentence: str, said: Said, complexity: Complexity, *, alone: bool) -> Claim:
    what, named = _what(sentence, said, alone=alone)
    text = sentence[said.start : said.end]
    sure = said.form in {"order", "growth"} or _COST_WORD.search(sentence) is not None
    reference = parse(complexity.memory if what == "memory" else complexity.time, complexity.legend)
    other = parse(complexity.time if what == "memory" else complexity.memory, complexity.legend)
    if reference is None or _COUNTED_THINGS.search(sentence[said.end :]):
        return Claim(text, what, None, said.cost)
    said_cost = _per_something(sentence[said.end :], said.cost, complexity.legend)
    if said.form == "growth" and said.cost != frozenset({frozenset()}):
        true = _grows_so(said.cost, reference)
    else:
        true = _compare(said_cost or said.cost, reference, complexity.legend)
    if true is False:
        unnamed = not named and other is not None and _compare(said.cost, other, complexity.legend) is True
        around = f"{sentence[: said.start]} {sentence[said.end :]}"
        if not sure or said.form == "shape" or unnamed or said_cost is not None or _OF_SOMETHING_ELSE.search(around):
            true = None
    return Claim(text, what, true, said.cost, sure)


def _compare(said: Cost, truth: Cost, legend: Mapping[str, str]) -> bool | None:
    """Say whether two costs agree; None where they differ in a way that need not be a mistake."""
    repeats = {letter.lower() for letter, says in legend.items() if _REPEATS.search(says.lower())} | (
        _REPEAT_NAMES - {letter.lower() for letter in legend}
    )
    said, truth = largest(_without(said, repeats)), largest(_without(truth, repeats))
    if said == truth:
        return True
    most, allowed = _powers(said), _powers(truth)
    known = {letter.lower() for letter in legend} | {f"log_{letter.lower()}" for letter in legend}
    if not set(most) <= known:
        return None
    if any(power > allowed[name] for name, power in most.items() if name in allowed):
        return False
    missing = set(allowed) - set(most)
    # Of a sum, one part alone may well be the larger one.
    return False if missing and not said < truth else None


def _grows_so(said: Cost, truth: Cost) -> bool | None:
    grown, allowed = _powers(said), _powers(truth)
    if all(allowed.get(name) == power for name, power in grown.items()):
        return True
    return False if any(name in allowed and power > allowed[name] for name, power in grown.items()) else None


def _per_something(after: str, cost: Cost, legend: Mapping[str, str]) -> Cost | None:
    """Multiply a cost `per point` by the number of points; None when it is not said per something that is counted."""
    found = _PER.match(after)
    names, _ = names_of(legend)
    letter = names.get(found[1].lower()) or names.get(stem_of(found[1].lower())) if found else None
    if letter is None or any(letter == name for product in cost for name, _ in product):
        return None
    return frozenset(product | {(letter, 1)} for product in cost)


def _what(sentence: str, said: Said, *, alone: bool) -> tuple[What, bool]:
    """Tell time from memory by the nearest word, in the clause or else in the sentence; and whether there was one."""
    begins = max((found.end() for found in _CLAUSE_END.finditer(sentence, 0, said.start)), default=0)
    ends = min((found.start() for found in _CLAUSE_END.finditer(sentence, said.end)), default=len(sentence))
    for first, last in ((begins, ends), (0, len(sentence)))[: 2 if alone else 1]:
        near: list[tuple[int, What]] = []
        for pattern, what in ((_MEMORY, "memory"), (_TIME, "time")):
            for found in pattern.finditer(sentence, first, last):
                gap = said.start - found.end() if found.end() <= said.start else found.start() - said.end
                near.append((max(gap, 0), "memory" if what == "memory" else "time"))
        if near:
            return min(near)[1], True
    return "time", False


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _powers(cost: Cost) -> dict[str, int]:
    powers: dict[str, int] = {}
    for product in cost:
        for name, power in product:
            powers[name] = max(power, powers.get(name, 0))
    return powers


def _without(cost: Cost, names: set[str]) -> Cost:
    return frozenset(frozenset(pair for pair in product if pair[0] not in names) for product in cost)


def _write_product(product: Product) -> str:
    return "*".join(f"{name}**{power}" if power > 1 else name for name, power in sorted(product)) or "1"
