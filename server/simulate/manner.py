"""Ways of speaking that change the words and not what they mean. The same text always comes out alike."""

import re

_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\b(?:the|a|an) (?=\w)", ""),
        (r"\bdoes not (\w+)", r"not \1"),
        (r"\bdo not have to\b", "not must"),
        (r"\bI would\b", "I will"),
        (r"\bI am not sure\b", "I not sure"),
        (r"\bthere (?:is|are)\b", "it has"),
        (r"\bit is\b", "is"),
        (r"\bhave been\b", "was"),
        (r"\bbecause of\b", "because"),
        (r"\bdepends on\b", "depend of"),
        (r"\binformation\b", "informations"),
        (r"\bmuch more\b", "more"),
        (r"\binterested in\b", "interested for"),
        (r"\b(\w{3,})ies\b", r"\1y"),
        (r"\bwas (\w+)ed\b", r"is \1ed"),
        (r"\bones\b", "one"),
    )
)
_START = re.compile(r"(^|[.!?] )([a-z])")


def in_broken_english(text: str) -> str:
    """Say something as somebody does who is still learning English: without articles, with a few usual slips."""
    for pattern, said in _SLIPS:
        text = pattern.sub(said, text)
    return _START.sub(lambda found: found[1] + found[2].upper(), text).strip()
