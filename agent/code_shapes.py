"""Code as runs of tokens with the names taken out, so that a renamed copy still looks like what it was copied from.

Works on any text: nothing is parsed and nothing raises. Must not know questions.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

RUN = 6
"""Tokens in a row that make a shape."""
MIN_OPERATORS = 2
"""Different operators that a shape holds at least; prose in brackets has fewer."""
MIN_LINE = 8
"""Characters, blanks left out, of a line that is looked for word by word."""

_TOKEN = re.compile(
    r"[^\W\d]\w*|\d+(?:\.\d+)?(?:e-?\d+)?|\*\*=?|//=?|->|:=|[=!<>+\-*/%@|&^]=|<<|>>|[-+*/%@=<>()\[\]{},.:&|~^]"
)
_KEYWORDS_TEXT = """
and as assert break class continue def del elif else except finally for from global if import in is lambda nonlocal not
or pass raise return try while with yield none true false
"""
_OPERATORS_TEXT = "= == != <= >= < > + - * / // ** % @ += -= *= /= [ ( : -> := & | ^ ~"
_KEYWORDS = frozenset(_KEYWORDS_TEXT.split())
_OPERATORS = frozenset(_OPERATORS_TEXT.split())
_COMMENT = re.compile(r"#[^\n]*")


class Token(Struct, frozen=True):
    """A token with its place in the text; `shape` is the token itself or, for a name that can be changed, `n`."""

    shape: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Cut lower-case text into tokens of Python; what is none is left out."""
    found: list[Token] = []
    before = ""
    for match in _TOKEN.finditer(text):
        piece = match[0]
        # What follows a dot belongs to a library and cannot be renamed.
        renamed = (piece[0].isalpha() or piece[0] == "_") and piece not in _KEYWORDS and before != "."
        found.append(Token("n" if renamed else piece, match.start(), match.end()))
        before = piece
    return tuple(found)


def shapes(source: str) -> frozenset[tuple[str, ...]]:
    """List the shapes of a source, comments left out."""
    return frozenset(run for run, _, _ in runs(tokens(_COMMENT.sub("", source.lower()))))


def runs(found: Sequence[Token]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """List runs of tokens that look like code, each with its start and end."""
    for at in range(len(found) - RUN + 1):
        run = tuple(token.shape for token in found[at : at + RUN])
        if len(_OPERATORS.intersection(run)) >= MIN_OPERATORS:
            yield run, found[at].start, found[at + RUN - 1].end


def lines_of(sources: Iterable[str]) -> frozenset[str]:
    """List the lines of sources without blanks and comments, those that are too short left out."""
    squeezed = (
        squeeze(line) for source in sources for line in _COMMENT.sub("", source.lower()).splitlines() if line.strip()
    )
    return frozenset(line for line in squeezed if len(line) >= MIN_LINE and _OPERATORS.intersection(line))


def squeeze(text: str) -> str:
    """Drop all blanks."""
    return "".join(text.split())
