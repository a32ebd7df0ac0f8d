"""How somebody speaks moves no level: the same sessions with other manners, on every question of the bank."""

import random
import re

import msgspec
import pytest

from agent.words import is_code
from rubric.score import score
from tests.unit.rubric.personas import BANK, CAST, played
from transcripts.events import CandidateSaid

SAME_MEANING = {
    "because": "since",
    "therefore": "thus",
    "instead of": "rather than",
    "for example": "e.g.",
    "then": "after that",
    "finally": "lastly",
    "I would": "I'd",
    "I will": "I'm going to",
    "does not": "doesn't",
    "do not": "don't",
}


def with_typos(text: str, share: float = 0.05) -> str:
    """Swap two letters in the middle of some words; the same text always gets the same ones."""
    chance = random.Random(text)
    words = []
    for word in text.split(" "):
        spoilt = word
        if len(word) > 3 and word.isalpha() and chance.random() < share:
            at = chance.randrange(1, len(word) - 2)
            spoilt = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        words.append(spoilt)
    return " ".join(words)


def with_other_words(text: str) -> str:
    for one, other in SAME_MEANING.items():
        text = re.sub(rf"\b{one}\b", other, text)
    return text


MANNERS = {
    "twice": lambda text: f"{text} {text}",
    "stutter": lambda text: " ".join(f"{word} {word}" if word.isalpha() else word for word in text.split()),
    "fillers": lambda text: f"Um, so, {text.replace(', ', ', you know, ')} Um, right.",
    "no articles": lambda text: re.sub(r"\b(?:the|a|an) ", "", text, flags=re.IGNORECASE),
    "capitals": str.upper,
    "small letters": str.lower,
    "typos": with_typos,
    "other words": with_other_words,
    "small talk": lambda text: f"My name is Ada and I like interviews. {text}",
}


# One speaks in a manner of their own, some say next to nothing, and the injector is compared with a twin. Who is wrong
# and sure of it answers beside the question, so that whether it counts as a reply hangs on a stray word.
SPEAKERS = sorted(set(CAST) - {"abandoned", "nonsense", "injector", "clean_twin", "non_native", "wrong_but_confident"})


@pytest.mark.parametrize("question_id", sorted(BANK))
@pytest.mark.parametrize("name", SPEAKERS)
def test_no_manner_of_speaking_moves_a_level(question_id, name):
    question = BANK[question_id]
    session = played(question_id, name)
    before = [part.level for part in score(session, question, transcript_sha256="0").dimensions]
    for manner, change in MANNERS.items():
        log = [
            msgspec.structs.replace(line, event=msgspec.structs.replace(line.event, text=change(line.event.text)))
            if isinstance(line.event, CandidateSaid) and not is_code(line.event.text)
            else line
            for line in session
        ]
        after = [part.level for part in score(log, question, transcript_sha256="0").dimensions]
        if manner == "typos":
            # A slip in the one word by which a point is known hides the point; no more than one level may hang on it.
            moved = [abs((one or 0) - (other or 0)) for one, other in zip(after, before, strict=True)]
            assert sum(moved) <= 1, manner
        else:
            assert after == before, manner
