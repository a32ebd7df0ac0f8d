"""Draws the messages of the question: the public table, and the other communities that only the checks see.

Trusted code of the package; it never enters the sandbox. `RandomState` is used on purpose: its streams are frozen, so
the same seed gives the same table with every version of NumPy. Run as a program it writes data/messages.csv again.
Must not know how an answer is judged.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import numpy as np

TARGET = "harmful"
ACTION = "action"
PUBLIC_SEED = 20_260_411
N_PUBLIC = 1_800

Columns = dict[str, Any]

# Harmful and harmless messages share most of their words; what tells is which stand together and how many.
_SLOTS = {
    "thing": [
        "boss",
        "level",
        "map",
        "dragon",
        "tower",
        "tank",
        "healer",
        "sword",
        "patch",
        "server",
        "quest",
        "arena",
        "loot",
        "mount",
        "spell",
        "castle",
    ],
    "praise": ["nice", "solid", "clean", "smart", "brave", "lucky", "quick", "neat", "calm", "sharp"],
    "insult": [
        "clown",
        "loser",
        "idiot",
        "moron",
        "trash",
        "fool",
        "garbage",
        "pathetic",
        "useless",
        "worthless",
        "stupid",
        "disgusting",
    ],
    "hostile": ["hurt", "destroy", "crush", "ruin", "wreck", "burn", "break", "smash"],
    "fear": ["regret", "watch", "hide", "run", "cry", "beg"],
    "when": ["today", "tonight", "later", "tomorrow", "yesterday", "again", "finally", "now"],
    "group": ["guild", "team", "clan", "party", "squad", "raid", "group", "crew"],
    "who": ["everyone", "nobody", "somebody", "people", "anybody", "we", "they"],
    "mild": ["bad", "annoying", "broken", "unfair", "slow", "boring", "weird", "silly"],
}
_HARMLESS = (
    "anyone up for the {thing} {when}",
    "that {thing} was {praise} , thanks {group}",
    "the {thing} is so {mild} since the {thing} patch",
    "how do you beat the {thing} without a {thing}",
    "looking for a {group} that plays {when}",
    "we {hostile} the {thing} {when} , {praise} run",
    "i will {hostile} that {thing} {when}",
    "this {thing} is {insult} and the {thing} is {mild}",
    "my aim is {insult} {when} , sorry {group}",
    "you play {praise} , see you {when}",
    "you should {fear} the {thing} video , it is {praise}",
    "can you {hostile} the {thing} before the {group} comes",
    "the {thing} made me {fear} , {praise} story",
    "{who} in the {group} needs a {thing} {when}",
    "is the {thing} {mild} for {who} or just me",
    "i feel like an {insult} , i forgot the {thing}",
)
_HARMFUL = (
    "you are a {insult} {insult} , leave the {group}",
    "you {insult} , i will {hostile} you {when}",
    "{who} wants a {insult} like you in the {group}",
    "we will find you and {hostile} you , you will {fear}",
    "you better {fear} {when} , {insult}",
    "quit the game you {insult} , {who} hates you",
    "your {group} is {insult} and you are {insult} too",
    "i know where you live , {fear} {when}",
    "go {fear} alone you {insult}",
    "i will {hostile} your account and you will {fear}",
)
_ASIDES = (
    "just logged in",
    "the queue is long",
    "my internet is {mild}",
    "good game",
    "see the {thing} guide",
    "i need more {thing} gold",
    "what do you think",
    "voice chat is {mild} {when}",
    "the new {thing} is {praise}",
    "brb food",
)
_CHANNELS = ("general", "trade", "help", "matches")
_SWAPS = {"a": "4", "e": "3", "i": "1", "o": "0"}
_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "ai", "or", "un")]


class Community:
    """How people write in one place: its words, how common harm is, and how often moderators err."""

    def __init__(
        self,
        seed: int,
        *,
        share: float = 0.08,
        own_words: bool = True,
        reposts: float = 0.15,
        skill: bool = True,
    ) -> None:
        self.share = share
        self.reposts = reposts
        self.skill = skill
        self._words: dict[str, str] = {}
        self._own_words = own_words
        self._random = np.random.RandomState(seed)

    def word(self, word: str) -> str:
        """The word that this place uses; made up, and always the same one."""
        if not self._own_words or not word.isalpha():
            return word
        while word not in self._words:
            made = "".join(self._random.choice(_SYLLABLES, 2 + self._random.randint(2)))
            if made not in self._words.values():
                self._words[word] = made
        return self._words[word]


def public_community() -> Community:
    """That of the candidate's table, in English."""
    return Community(PUBLIC_SEED, own_words=False)


def draw(community: Community, seed: int, n_rows: int, *, reposts: bool = True) -> Columns:
    """Messages with their labels, in the order in which they came; some are posted again, word for word or nearly."""
    random = np.random.RandomState(seed)
    texts: list[str] = []
    labels: list[int] = []
    for _ in range(n_rows):
        if reposts and texts and random.random_sample() < community.reposts:
            again = random.randint(len(texts))
            texts.append(_posted_again(texts[again], random))
            labels.append(labels[again])
            continue
        harmful = int(random.random_sample() < community.share)
        kind = harmful if community.skill else int(random.random_sample() < community.share)
        texts.append(_message(community, kind, random))
        # Moderators do not always agree.
        labels.append(1 - harmful if random.random_sample() < 0.01 else harmful)
    label = np.array(labels, dtype=np.int64)
    acted = random.random_sample(n_rows) < np.where(label == 1, 0.9, 0.02)
    minutes = np.cumsum(1 + random.poisson(4, n_rows))
    return {
        "message_id": 100_000 + np.cumsum(1 + random.randint(0, 9, n_rows)),
        "minute": minutes.astype(np.int64),
        "channel": [_CHANNELS[place] for place in random.choice(4, n_rows, p=[0.5, 0.2, 0.2, 0.1])],
        "text": texts,
        ACTION: [("removed" if place % 3 else "warned") if done else None for place, done in enumerate(acted)],
        TARGET: label,
    }


def _message(community: Community, kind: int, random: np.random.RandomState) -> str:
    patterns = _HARMFUL if kind else _HARMLESS
    parts = [patterns[random.randint(len(patterns))]]
    parts += [_ASIDES[random.randint(len(_ASIDES))] for _ in range(random.randint(0, 3))]
    if random.random_sample() < 0.5:
        parts.reverse()
    filled = re.sub(r"\{(\w+)\}", lambda slot: str(random.choice(_SLOTS[slot[1]])), " . ".join(parts))
    words = [community.word(word) for word in filled.split()]
    disguised = random.random_sample() < (0.25 if kind else 0.03)
    if disguised:
        words = ["".join(_SWAPS.get(c, c) if random.random_sample() < 0.3 else c for c in word) for word in words]
    text = re.sub(r" ([,.])", r"\1", " ".join(words))
    return text.upper() if random.random_sample() < (0.2 if kind else 0.05) else text


def _posted_again(text: str, random: np.random.RandomState) -> str:
    return (text, text, text.upper(), text + "!!")[random.randint(4)]


def as_asked(table: Columns) -> Columns:
    """The table as it is on arrival: nobody has acted on any message yet, and nobody has labelled it."""
    asked = {name: column for name, column in table.items() if name != TARGET}
    return asked | {ACTION: [None] * len(table["text"])}


def take(table: Columns, rows: Any) -> Columns:
    """The rows at these positions, in this order."""
    return {
        name: column[rows] if isinstance(column, np.ndarray) else [column[row] for row in rows]
        for name, column in table.items()
    }


def as_csv(table: Columns) -> bytes:
    """The table as a person would get it by mail; a missing value is an empty field."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(zip(*([_field(value) for value in column] for column in table.values()), strict=True))
    return text.getvalue().encode()


def _field(value: Any) -> str:
    return "" if value is None else str(value)


if __name__ == "__main__":
    folder = Path(__file__).parent / "data"
    folder.mkdir(exist_ok=True)
    (folder / "messages.csv").write_bytes(as_csv(draw(public_community(), PUBLIC_SEED + 1, N_PUBLIC)))
