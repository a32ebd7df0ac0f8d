"""Reads costs from a sentence: `O(n*k*d)`, `n times k`, `linear in the points`, with the letters and words of a legend.

A cost is a set of products of powers of letters; constants go, and so do products that another one holds. A small
descent over tokens. Must not know whether a cost is right, nor of what it is said (see `question_bank.cost`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

Product: TypeAlias = frozenset[tuple[str, int]]
Cost: TypeAlias = frozenset[Product]
_Where: TypeAlias = Literal["open", "after_order", "inside"]
"""Whether a cost is sure to stand at a place: anywhere, after `O of`, inside `O(...)`."""

_TOKEN = re.compile(r"\\[a-zA-Z]+|\*\*|[^\W\d_\u00b2\u00b3]+(?:_\w+)?|\d+(?:\.\d+)?|[^\s\w]|[\u00b2\u00b3]")
_TIMES = {"*", "times", "x", "by", "\N{MULTIPLICATION SIGN}", "\N{MIDDLE DOT}", "\N{DOT OPERATOR}", "\\cdot", "\\times",
          "multiplied"}  # fmt: skip
_PLUS = {"+", "plus"}
_POWERS = {"squared": 2, "square": 2, "\N{SUPERSCRIPT TWO}": 2, "cubed": 3, "\N{SUPERSCRIPT THREE}": 3}
_LOGS = {"log", "logarithm", "\\log", "lg", "ln"}
_SKIPPED = {"the", "of", "number", "total", "all", "my", "our", "\\", "$", "{", "}", "count", "\\left", "\\right"}
_ORDERS = {"o", "theta", "\\mathcal", "\\theta", "\\Theta", "\N{GREEK CAPITAL LETTER THETA}"}
_GROWTH = {"linear": 1, "linearly": 1, "quadratic": 2, "quadratically": 2, "cubic": 3, "cubically": 3}
_LIKE_LETTERS = {"a", "i"}
"""Words that are also single letters: taken for a letter only where a cost is sure to stand."""
_SYNONYMS = {
    "centroid": "cluster", "center": "cluster", "centre": "cluster", "mean": "cluster", "group": "cluster",
    "feature": "dimension", "dim": "dimension", "attribute": "dimension", "coordinate": "dimension",
    "sample": "point", "observation": "point", "example": "point", "datapoint": "point",
    "position": "place", "location": "place", "window": "place", "weight": "entry", "round": "iteration",
    "epoch": "iteration", "step": "iteration", "pass": "iteration",
}  # fmt: skip
_EMPTY_WORDS = frozenset(
    {"number", "the", "per", "and", "size", "that", "with", "after", "times", "where", "its", "all"}
)


class Said(Struct, frozen=True):
    """A cost in a sentence, with its place."""

    start: int
    end: int
    cost: Cost
    form: Literal["order", "growth", "product", "shape"]


class _Token(Struct, frozen=True):
    text: str
    start: int
    end: int


class CostReader:
    """Reads the costs of one sentence. Lives for one call."""

    def __init__(self, sentence: str, legend: Mapping[str, str]) -> None:
        self.tokens = [_Token(found[0].lower(), found.start(), found.end()) for found in _TOKEN.finditer(sentence)]
        self._names, self._unclear = names_of(legend)
        self._letters = {letter.lower() for letter in legend}

    def costs(self) -> Iterator[Said]:
        """Find every cost of the sentence, left to right."""
        at = 0
        while at < len(self.tokens):
            said, end = self._cost_at(at)
            if said is not None:
                yield said
            at = max(end, at + 1)

    def _cost_at(self, at: int) -> tuple[Said | None, int]:
        piece = self.tokens[at].text
        if piece in _ORDERS or (piece == "order" and self._is(at + 1, "of")) or piece == "order of":
            products, end = self._after_order(at + 1)
            form: Literal["order", "growth", "product", "shape"] = "order"
        elif piece in _GROWTH:
            products, end = self._after_growth(at + 1, _GROWTH[piece])
            form = "growth"
        elif piece == "constant" and self._is(at + 1, "memory", "space", "time", "extra"):
            return Said(self.tokens[at].start, self.tokens[at].end, frozenset({frozenset()}), "growth"), at + 1
        else:
            products, end = self.expression(at, "open")
            by_alone = not any(one.text in _TIMES - {"by", "x"} or one.text in _POWERS for one in self.tokens[at:end])
            spelled = all(len(one.text) == 1 for one in self.tokens[at:end])
            form = "shape" if by_alone and not spelled else "product"
            if products is not None and not self._is_product(products, at, end):
                products = None
        if products is None:
            return None, at + 1
        said = Said(self.tokens[at].start, self.tokens[end - 1].end, largest(products), form)
        return said, end

    def _is_product(self, products: set[Product], at: int, end: int) -> bool:
        """Ask of a cost without a sign before it for two known factors, and for signs where words stand for letters."""
        powers = Counter({name: power for product in products for name, power in product})
        if not set(powers) <= self._letters or sum(powers.values()) < 2:  # noqa: PLR2004
            return False
        signs = [one.text in _TIMES | _PLUS or one.text in _POWERS for one in self.tokens[at:end]]
        return any(signs) or all(one.text in self._letters - _LIKE_LETTERS for one in self.tokens[at:end])

    def _after_order(self, at: int) -> tuple[set[Product] | None, int]:
        while self._is(at, "of", "the", "order", "{", "}", "o", "\\left", "$"):
            at += 1
        if not self._is(at, "("):
            return self.expression(at, "after_order")
        products, end = self.expression(at + 1, "inside")
        if products is None:
            return None, at + 1
        return (products, end + 1) if self._is(end, ")") else (None, end)

    def _after_growth(self, at: int, power: int) -> tuple[set[Product] | None, int]:
        while self._is(at, "time", "memory", "space", "cost", "complexity"):
            at += 1
        if not self._is(at, "in", "with", "on"):
            return None, at
        named: list[str] = []
        end = at + 1
        for position in range(at + 1, min(len(self.tokens), at + 16)):
            piece = self.tokens[position].text
            name = self._name(piece)
            if name:
                named.append(name)
                end = position + 1
            elif piece not in _SKIPPED | {",", "and", "both", "each", "as", "well", "in", "data"} and not (
                piece in self._unclear or stem_of(piece) in self._unclear
            ):
                break
        return ({frozenset((name, power) for name in dict.fromkeys(named))}, end) if named else (None, at)

    def expression(self, at: int, where: _Where) -> tuple[set[Product] | None, int]:
        """Read products joined by plus from a piece on."""
        products: set[Product] = set()
        end = at
        while True:
            factors, after = self._product(at, where)
            if factors is None:
                break
            products.add(frozenset(factors.items()))
            end = after
            if not self._is(after, *_PLUS):
                break
            at = after + 1
        return (products or None), end

    def _product(self, at: int, where: _Where) -> tuple[Counter[str] | None, int]:
        factors: Counter[str] = Counter()
        found, end = False, at
        while at < len(self.tokens):
            names, after = self._factor(at, where)
            if names is None:
                break
            power, after = self._power(after)
            for n, name in enumerate(names):
                factors[name] += power if n == len(names) - 1 else 1
            found, end = True, after
            at = after
            while self._is(at, *_TIMES):
                at += 1
        return (factors if found else None), end

    def _factor(self, at: int, where: _Where) -> tuple[list[str] | None, int]:
        """Read a letter, letters written together, a number, `log n`, something in brackets, or words for a letter."""
        piece = self.tokens[at].text
        if piece == "(" or (piece in _LOGS and where != "open"):
            within: _Where = "inside" if piece == "(" else where
            names, end = self._factor(at + 1, within) if at + 1 < len(self.tokens) else (None, at)
            if names is not None and piece == "(":
                return (names, end + 1) if self._is(end, ")") else (None, at)
            return ([f"log_{name}" for name in names], end) if names else (None, at)
        if piece[0].isdigit():
            return [], at + 1
        if piece in self._letters and (where != "open" or piece not in _LIKE_LETTERS):
            return [piece], at + 1
        if where != "open" and piece not in self._names and 1 < len(piece) <= 6 and set(piece) <= self._letters:  # noqa: PLR2004
            return list(piece), at + 1
        return self._words(at) or self._unknown(at, where)

    def _unknown(self, at: int, where: _Where) -> tuple[list[str] | None, int]:
        """Take a name that nobody introduced as it is, where nothing but a cost can stand."""
        piece = self.tokens[at].text
        if where == "inside" and piece.replace("_", "").isalnum() and piece not in _SKIPPED | _PLUS | _TIMES:
            return [piece], at + 1
        alone = len(piece) == 1 and piece.isalpha() and piece not in _LIKE_LETTERS | {"x", "o"}
        return ([piece], at + 1) if where == "after_order" and alone else (None, at)

    def _words(self, at: int) -> tuple[list[str], int] | None:
        """Read words of the legend: `number of points`, `output positions`; they must all mean one letter."""
        meant: list[str] = []
        end = at
        while end < len(self.tokens):
            piece = self.tokens[end].text
            name = self._name(piece) if len(piece) > 2 else None  # noqa: PLR2004
            if name and (not meant or name in meant):
                meant.append(name)
            elif name or not (piece in _SKIPPED or piece in self._unclear or stem_of(piece) in self._unclear):
                break
            end += 1
        # One word at least is taken, or a name that is also a word to skip would be read for ever.
        while end > at + 1 and self.tokens[end - 1].text in _SKIPPED:
            end -= 1
        return ([meant[0]], end) if meant else None

    def _name(self, piece: str) -> str | None:
        """Give the letter that a word means; `n_points` means what points mean."""
        known = self._names.get(piece) or self._names.get(stem_of(piece))
        return known or self._names.get(stem_of(piece.rpartition("_")[2]))

    def _power(self, at: int) -> tuple[int, int]:
        piece = self.tokens[at].text if at < len(self.tokens) else ""
        if piece in _POWERS:
            return _POWERS[piece], at + 1
        if piece in {"^", "**"}:
            while self._is(at + 1, "{", "("):
                at += 1
            number = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
            if number.isdigit():
                end = at + 2
                while self._is(end, "}"):
                    end += 1
                return int(number[:2]), end
        return 1, at

    def _is(self, at: int, *texts: str) -> bool:
        return at < len(self.tokens) and self.tokens[at].text in texts


def names_of(legend: Mapping[str, str]) -> tuple[dict[str, str], frozenset[str]]:
    """Map letters, and words that describe one letter only, to the letter; and list words that describe several."""
    names = {letter.lower(): letter.lower() for letter in legend}
    described = {letter.lower(): {stem_of(word) for word in _content(says)} for letter, says in legend.items()}
    counts = Counter(word for words in described.values() for word in words)
    for letter, words in described.items():
        names |= {word: letter for word in words if counts[word] == 1 and word not in names}
    for word, known in _SYNONYMS.items():
        if known in names and word not in counts:
            names.setdefault(word, names[known])
    return names, frozenset(word for word, count in counts.items() if count > 1)


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in _EMPTY_WORDS]


def stem_of(word: str) -> str:
    """Take the sign of the plural off."""
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word  # noqa: PLR2004


def largest(products: set[Product] | Cost) -> Cost:
    """Keep the products that no other one holds."""

    def holds(large: Product, small: Product) -> bool:
        powers = dict(large)
        return all(powers.get(name, 0) >= power for name, power in small)

    return frozenset(one for one in products if not any(two != one and holds(two, one) for two in products))
