"""The catalogue: short entries of all questions that the bank has or means to have. Knows nothing of packages."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct


class CatalogueEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of catalogue.tsv."""

    id: str
    title: str
    kind: Literal["from_scratch", "operation", "end_to_end", "debug"]
    topic: str
    difficulty: Literal["easy", "medium", "hard"]
    minutes: int
    framework: str
    most_asked: bool
    trap: str
    """What most often goes wrong; never shown to a candidate."""


@lru_cache(maxsize=1)
def load_catalogue() -> dict[str, CatalogueEntry]:
    """Read all entries, by id, in the order of the file."""
    path = Path(__file__).parent / "catalogue.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row | {"most_asked": row["most_asked"] == "yes"} for row in csv.DictReader(file, delimiter="\t")]
    entries = msgspec.convert(rows, list[CatalogueEntry], strict=False)
    return {entry.id: entry for entry in entries}


def title_of(question_id: str) -> str:
    """Title of a catalogue entry; the id itself when the catalogue does not have it."""
    entry = load_catalogue().get(question_id)
    return entry.title if entry else question_id
