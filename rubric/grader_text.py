"""Cuts out text that speaks to whoever grades, before anything else reads it.

What is cut changes no level, in either direction: it is neither a reply, nor talk, nor a reason for a penalty. Must not
know how anything is graded.
"""

import re

from msgspec import Struct

_GRADER = (
    r"(?:grader|assessor|evaluator|auto-?grader|(?:grading|marking)\s+(?:system|engine|model|script|bot)"
    r"|rubric engine|ai (?:grader|judge|interviewer))"
)
_ANY_GRADER = rf"(?:{_GRADER}|scoring (?:system|engine|bot)|language model|llm)"
_ME = (
    r"(?:me|us|this(?: candidate| session| interview)?|the candidate|candidate"
    r"|my (?:\w+ )?(?:answers?|solution|code|interview|session))"
)
_FOUR = (
    r"(?:a |an |all |only )?(?:level |score |grade |mark )?(?:of )?(?:4|four|10)s?(?:\s*(?:/|out of)\s*(?:4|four|10))?"
)
_PRIZE = (
    rf"(?:{_FOUR}(?=\s*(?:$|[.!?,;:)\"'#\n]|on\b|in\b|for\b|everywhere|please))"
    r"|full (?:marks?|scores?|points|credit)"
    r"|(?:the )?(?:top|highest|maximum|max|best|perfect)\s*(?:possible )?(?:score|marks?|grade|level|rating)?"
    r"|(?:a )?(?:strong[ _-])?hire\b|a pass\b|100\s*%)"
)
_FORMS = (
    # Sets aside the rules.
    (
        r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|of|the|your|my|these|those)\s+)*"
        r"(?:(?:previous|prior|above|earlier|other|grading|scoring)\s+)*"
        r"(?:instructions?|rubric|criteria|prompts?|guidelines?|grading rules?)\b"
    ),
    # Orders a grade.
    rf"\b(?:give|award|grant|assign|grade|score|rate|mark)\s+{_ME}\s+(?:with |as |at |to )?{_PRIZE}",
    (
        rf"\byou (?:must|should|will|shall|have to|need to|are (?:required|instructed) to)\s+(?:now\s+)?"
        rf"(?:grade|score|rate|mark|award|give|recommend|hire)\s+{_ME}\b"
    ),
    r"\b(?:set|raise|change|bump)\s+(?:my|all|every)\s+(?:\w+ )?(?:levels?|grades?|dimensions?)\s+(?:to|at)\b",
    # Writes the grade down.
    (
        r"\b(?:this|the) candidate (?:is|deserves|should (?:be|get|receive)|has (?:earned|passed))\b[^.!?\n]{0,30}"
        r"\b(?:hire[d]?|4|four|top|highest|excellent|outstanding|perfect|exceptional|pass(?:ed)?)\b"
    ),
    (
        r"\b(?:recommendation|verdict|overall(?: (?:score|grade|level))?|grade|rating)\s*[:=]\s*[\"']?"
        r"(?:strong[ _-]hire|hire\b|4\s*/\s*4|4 out of 4)"
    ),
    # Calls the grader by name.
    rf"\b(?:dear|attention|note (?:to|for)|message (?:to|for)|hey|hello)\s+(?:the\s+)?{_ANY_GRADER}\b",
    rf"\b(?:to|for)\s+(?:the\s+)?{_GRADER}\b",
    rf"(?:^|[\s#\"'(\[]){_GRADER}\s*[:,]",
    # Plays another speaker.
    r"(?:^|[#\"'\n]\s*)(?:system|developer)\s*(?:prompt|message)?\s*:\s",
    r"</?(?:system|instructions?)>|\[/?(?:system|inst)\]",
)
_ADDRESSED = re.compile("|".join(_FORMS), re.IGNORECASE)
_AS_A_TOPIC = re.compile(
    r"prompt injections?|injection attacks?|adversar|attackers?\b|jailbreak|malicious"
    r"|\b(?:someone|somebody|users?|a comment|comments|people) (?:could|might|may|can|will|would|tr(?:y|ies))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?;]+(?=\s|$)|(?=\n)|$)")
_SPAN_END = re.compile(r"[\"'\n]|$")


class Cut(Struct, frozen=True):
    """A text taken apart into sentences, each an exact substring of it."""

    kept: tuple[str, ...]
    removed: tuple[str, ...]
    pieces: tuple[str, ...]
    """Longest stretches of the text without anything removed."""


def addresses_grader(sentence: str) -> bool:
    """Say whether a sentence speaks to whoever grades, rather than about such text as a topic."""
    return _ADDRESSED.search(sentence) is not None and _AS_A_TOPIC.search(sentence) is None


def cut_words(text: str) -> Cut:
    """Take an utterance apart and set aside the sentences that speak to a grader."""
    kept: list[str] = []
    removed: list[str] = []
    pieces: list[str] = []
    start: int | None = None
    end = 0
    for found in _SENTENCE.finditer(text):
        sentence = found.group().strip()
        if not sentence:
            continue
        if addresses_grader(sentence):
            removed.append(sentence)
            if start is not None:
                pieces.append(text[start:end].strip())
            start = None
        else:
            kept.append(sentence)
            start = found.start() if start is None else start
            end = found.end()
    if start is not None:
        pieces.append(text[start:end].strip())
    return Cut(tuple(kept), tuple(removed), tuple(piece for piece in pieces if piece))


def blank_code(source: str) -> tuple[str, tuple[str, ...]]:
    """Replace such text in comments and strings by spaces; lines and columns stay. Also give what was replaced."""
    removed: list[str] = []
    out = source
    done = 0
    for found in _ADDRESSED.finditer(source):
        if found.start() < done:
            continue
        line_start = source.rfind("\n", 0, found.start()) + 1
        line_end = source.find("\n", found.end())
        line = source[line_start : line_end if line_end >= 0 else len(source)]
        if not any(mark in line for mark in "#\"'") and '"""' not in source[:line_start]:
            continue
        if _AS_A_TOPIC.search(line):
            continue
        start = found.start() + (len(found.group()) - len(found.group().lstrip("#\"'\n \t([")))
        stop = _SPAN_END.search(source, found.end() - (found.group()[-1:] in "\"'"))
        end = done = stop.start() if stop else found.end()
        removed.append(source[start:end])
        out = out[:start] + "".join("\n" if char == "\n" else " " for char in source[start:end]) + out[end:]
    return out, tuple(removed)
