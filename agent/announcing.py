"""Tells from a few words what somebody is about to do with their code: submit it, or work on it some more.

Works on what was said as it was said. Must not know what the interviewer makes of it.
"""

# A pattern that is cut to fit a line is harder to read than a long line.
# ruff: noqa: E501

import re

from agent.words import clauses, clean, content_stems, plain, words

LONGEST_STATUS_STEMS = 2
"""Words of content beside the submission, up to which an utterance only says how things stand."""

_SUBMITS = re.compile(
    r"\bsubmitting\b|\b(?:i|we)(?: will| am going to| would| can| could| should| just| now| then| also)* submit\b|"
    r"^(?:(?:so|ok|okay|good|fine|yay|now|then|and|well|great|all right|alright|let us|let me|time to|going to|ready to)[\s,.!]+)*submit\b|"
    r"\b(?:ready|time|going|want|let me|let us)(?: to)? submit\b|\b(?:so|then|just) submit\b|\bsubmit (?:now|then|it|that|this)\b"
)
_NOT_NOW = re.compile(
    r"\b(?:before|until|not|without|once|when|after|first|would you|should i|can i|may i|do i|could i)\b.{0,40}\bsubmit|"
    r"\bsubmit\w*\b.{0,20}\b(?:later|after|afterwards|in a (?:minute|moment)|yet)\b"
)
_WORK = (
    r"(?:add|adapt|adjust|alter|assert|build|cast|catch|change|check|clean|compare|compute|copy|correct|cover|debug|do|edit|extend|find|"
    r"fix|go|guard|handle|investigate|keep|look|make|measure|mend|move|need|plot|print|put|read|redo|remove|rename|repair|replace|"
    r"rerun|reshape|return|rewrite|run|see|set|shift|simplify|sort|start|swap|take|test|time|trace|try|turn|undo|use|verify|work|write)"
)
_NEXT_STEP = re.compile(
    r"\b(?:i|we) (?:(?:still|also|just|now|first|then|only|really) )*(?:will|am going to|are going to|need to|have to|must|want to|want|would like to|should|"
    r"plan to|am about to|might|may|could|would)(?: (?:still|also|now|first|then|just|only|rather|never))* "
    + _WORK
    + r"\b|"
    r"\b(?:let me|let us)(?: (?:still|also|now|first|then|just))* " + _WORK + r"\b|"
    r"\b(?:now|next|first|then|so now|and now)\b[\s,:]*(?:the|one|a|another|i) \w+|"
    r"\b(?:tests?|cases?|assertions?|asserts?) (?:now|next|first)\b|\b(?:next|one more|another) (?:\w+ )?(?:test|case|check|run|thing|fault|bug|one|step|is|the)\b|"
    r"^(?:adding|changing|checking|comparing|fixing|looking|printing|running|testing|trying|writing)\b|\bbefore (?:i|we) submit|\bin a moment\b"
)
_KNOWN_FAULT = re.compile(
    r"\b(?:is|are|am|was|were|still|goes|comes|comes out|looks|seems) (?:still |quite |clearly |all |not )*(?:wrong|broken|off|missing|failing|buggy|incorrect|unhandled)\b|"
    r"\bnot (?:\w+ )?(?:done|finished|complete|right|correct|fixed|handled|covered|zero|ready|there yet)\b|\b(?:still|yet) (?:to|not|fails?|wrong|open|missing)\b|"
    r"\b(?:known|remaining|last|next|another|other) (?:fault|bug|mistake|error|problem|suspect)s?\b|\bfails?\b(?! now)|\b(?:forgot|overlooked|i missed)\b|"
    r"\bdoes not (?:handle|cover|work|pass|hold|agree|match)\b|\bcan fall\b|\boverflows\b"
)

_CODE = r"(?:everything|all(?: of (?:it|them))?|(?:the|my) (?:code|function|solution|tests?|checks?)|all(?: the)? (?:tests|checks|cases))"
_SO_FAR = r"(?:now |all |also |really |just |finally |already )*"
_WORKS = re.compile(
    rf"\b(?:(?:it|that|this|{_CODE}) {_SO_FAR}(?:works?|passes|pass|is working|is passing|are passing|runs fine)|{_CODE} (?:is|are) {_SO_FAR}(?:correct|right|green|fine))"
    r"(?: (?:now|too|fine|well|on (?:all|every|each|both) \w+(?: \w+)?))*$|"
    r"^(?:(?:so|ok|okay|yes|great|nice|and|now|then|well|good)[\s,.!]+)*(?:works|all green|all passing|everything green|passes)(?: now| fine| too)?$"
)
_NO_CLAIM = re.compile(
    r"\b(?:not|no|never|if|whether|should|would|could|might|may|until|unless|hope|hopefully|think|guess|expect|suppose|maybe|perhaps|probably|except|but|only|how|why|what|when|once|because|assume|assuming|let|let us|see)\b|\?"
)
LONGEST_CLAIM_WORDS = 9
"""In a longer sentence `it works` says how something works."""


def submits(text: str) -> bool:
    """Say whether somebody says that they submit now; wanting to do something else first is not it."""
    return any(_SUBMITS.search(part) and not _NOT_NOW.search(part) for part in _parts(text))


def has_more_to_do(text: str) -> bool:
    """Say whether a test, a change or a fault is named that is still to come, or to be mended."""
    return not submits(text) and any(_NEXT_STEP.search(part) or _KNOWN_FAULT.search(part) for part in _parts(text))


def says_it_works(text: str) -> bool:
    """Say whether it is claimed, without reserve, that the code works as it is."""
    parts = [part for piece in clauses(clean(text)) for part in re.split(r"[;,](?=\s)", plain(piece)) if part.strip()]
    return not has_more_to_do(text) and any(
        _WORKS.search(part.strip(" .!")) and not _NO_CLAIM.search(part) and len(words(part)) <= LONGEST_CLAIM_WORDS
        for part in parts
    )


def is_status(text: str) -> bool:
    """Say whether words say no more than how things stand: `ok passes. submit then`, `fine. writing now`."""
    said = plain(clean(text))
    about = [stem for stem in content_stems(said) if stem not in _ON_THE_WAY]
    return len(about) <= (LONGEST_STATUS_STEMS if submits(text) else 0) and len(words(said)) > 0


def _parts(text: str) -> tuple[str, ...]:
    return tuple(
        piece.strip() for part in clauses(plain(clean(text))) for piece in re.split(r"[;,](?=\s)", part) if piece
    )


_ON_THE_WAY = frozenset(
    content_stems(
        "submit submitting submission pass passes passed passing run runs running write writing test tests green work works "
        "working done finished check checks checking moment second minute think thinking good fine cool right yay next look"
    )
)
"""Stems of words that say that something is going on, and nothing of what."""
