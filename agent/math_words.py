"""Formulas said in words or written in signs, and marks of code, found in folded text. Must not know any question."""

# A pattern that is cut to fit a line is harder to read than a long line.
# ruff: noqa: E501

import re
from collections.abc import Iterator

_IDIOMS = re.compile(
    r"\b(?:sorts? of|what sort|root cause|root of (?:the|your) (?:problem|trouble|matter)|cross(?:es|ed)? (?:my|your) mind|query about"
    r"|batch of questions|as a rule|pop(?:s|ped)? (?:up|into)|in the mean ?time|by no means|by all means|on the plus side"
    r"|a zero sum|log (?:in|out)|in the long run|sum(?:s)? (?:it )?up|to sum|in sum|divided attention|mind map"
    r"|update (?:me|you|us)|keep me updated|smallest (?:case|input|example|possible|thing|step)|average (?:day|person)|chain of thought|train of thought|copy that|queue for the|in the queue"
    r"|trace (?:through|it|your)|random (?:thought|question)|targets? audience|balanced|fold(?:s)? your|nodding)\b"
)
_OPERAND = r"(?:the|its|all|each|every|that|those|these|your|a|an|their|both|one|two|[a-z])"
_FORMULAS = re.compile(
    r"\b(?:square|cubic|cube|squared) root\b|\bto the power\b|\bpower of\b|\bsquared\b|\bcubed\b"
    rf"|\bover (?:the )?(?:square|root|sum|number of|count|norm|length|total|total number|square root|temperature|standard|n|k|d|m)\b"
    rf"|\b(?:divid|multipl|subtract)\w* (?:{_OPERAND} )?(?:\w+ )?(?:by|from|with|it|them|off)\b|\btimes (?:the|its|one|each|that)\b"
    rf"|\b(?:minus|plus) {_OPERAND}\b|\b(?:sum|product|log|logarithm|logs|exp|exponent|exponential|exponentials|mean|average|max|min|maximum|minimum|norm|difference|ratio|variance|square|squares|inverse|root|derivative|gradient|fraction|share) of (?:the|its|all|each|every|those|these|that|your|squared|squares|a|an|both|n)\b"
    r"|\b(?:one|two|three|\d+) in (?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d+)\b|\b(?:one|two|three) (?:half|thirds?|quarters?|fifths?|sixths?|tenths?)\b|\b(?:half|third|quarter|tenth) of (?:the|those|that|them|each|all)\b"
    r"|\b(?:the|a) mean\b|\bmeans? (?:over|across|along|per|absolute|squared|of)\b|\bone (?:over|minus|plus|divided)\b|\bequals\b|\bproportional to\b|\be to the\b"
    r"|\b(?:quadratic|linear|cubic|logarithmic|constant|exponential) (?:in|time|memory|space|cost)\b|\bn log n\b|\border n\b|\bbig o\b|\b[a-z] (?:squared|log [a-z]|times [a-z]|over [a-z]|by [a-z])\b"
    r"|\btake (?:away|off) the (?:max|maximum|largest|mean|average|smallest|biggest)\b"
    r"|[\u2211\u220f\u2202\u2207\u221a\u2264\u2265\u00b1\u00d7\u00b7\u00f7\u221e\u2260\u2248\u2208\u222b\u2212\u2192\u22a4\u2299]"
    r"|(?:\d+(?:\.\d+)?|\b[a-z])\s*[*/^+=<>]\s*(?:\d|[a-z]\b)|\b[a-z]\s-\s[a-z]\b|\bo\([^)]*\)|\b[a-z]\^"
)
_MARKS = re.compile(
    r"`|\b(?:np|numpy|torch|nn|f|pd|pandas|sklearn|scipy|math|self|x|y)\.[a-z_]\w*|\.[a-z_]\w*\(|\b[a-z]\w*_\w+|\b_+[a-z]\w*"
    r"|\b[a-z_]\w*\((?!s\)|e?s?\))[^)]*\)|\b[a-z_]\w*\[[^\]]*\]|[-+*/@%|&]=|==|!=|<=|>=|->|:=|\*\*|\w\s*=\s*[\w\[('\"-]|\s@\s|//"
    r"|\blambda\b[^.?!]*:|\bdef [a-z]\w*|\bimport [a-z]\w*\b(?= as|\.|$|\n)|\bfrom [a-z.]+ import\b|\bfor [a-z]\w*(?:, ?\w+)* in [^.?!]*:|\bif [^.?!,]*:\s*(?:\n|return|break|continue|raise|$)|\bwhile [^.?!,]*:\s|\breturn [a-z_]\w*\s*(?:[-+*/@,]|$)|\bend (?:for|if|while)\b|\n {2,}\S|\n\t"
    r"|\b(?:open|close) (?:paren\w*|bracket\w*)|\bequals sign\b|\bdot (?:sum|mean|max|min|t|dot|shape|reshape|argmin|argmax|exp|copy|sort|append|item|items|keys|values)\b|\bcolon comma\b|\bunderscore\b"
)


def without_idioms(text: str) -> str:
    """Put dots over turns of phrase that hold a term and mean none, so that places stay."""
    return _IDIOMS.sub(lambda found: "." * len(found[0]), text)


def formulas(text: str) -> Iterator[tuple[int, int]]:
    """Say where folded text states a formula."""
    return ((found.start(), found.end()) for found in _FORMULAS.finditer(text))


def code_marks(text: str) -> Iterator[tuple[int, int]]:
    """Say where folded text holds what only code holds."""
    return ((found.start(), found.end()) for found in _MARKS.finditer(text))
