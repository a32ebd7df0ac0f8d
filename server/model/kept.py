"""The language model that was set on the page: as `model.json` keeps it, and as it adds to the settings.

The environment stands before the file. A key goes only to the address that it was given for: where the address is set
anew, a key of before is not used. Must not know clients or sessions.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from server.private_file import write_private
from server.settings import (
    ModelAddress,
    ModelCalls,
    ModelCost,
    ModelKey,
    ModelName,
    ModelPhrases,
    ModelPriceIn,
    ModelPriceOut,
    ModelSeconds,
    ModelTokens,
    ModelVotes,
    Settings,
)

ModelField = Literal[
    "name", "base_url", "key", "seconds", "calls", "tokens", "cost", "price_in", "price_out", "votes", "phrases"
]
SETTING_OF: Mapping[ModelField, str] = {
    "name": "model",
    "base_url": "model_base_url",
    "key": "model_api_key",
    "seconds": "model_seconds",
    "calls": "model_calls",
    "tokens": "model_tokens",
    "cost": "model_cost",
    "price_in": "model_price_in",
    "price_out": "model_price_out",
    "votes": "model_votes",
    "phrases": "model_phrases",
}
"""The setting that each field is the same as."""


class ModelFields(BaseModel):
    """What can be said of a language model but its key, held to the same as the settings are."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: ModelName
    base_url: ModelAddress
    """Empty: OpenAI."""
    seconds: ModelSeconds
    calls: ModelCalls
    tokens: ModelTokens
    cost: ModelCost
    price_in: ModelPriceIn
    price_out: ModelPriceOut
    votes: ModelVotes
    phrases: ModelPhrases


class KeptModel(ModelFields):
    """A language model as it is kept."""

    key: ModelKey


class CannotReadModel(Exception):
    """The file cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            "What was set on the page for the language model cannot be read and is not used"
            f" ({path}: {problem}). Save it anew under Settings, or remove the file."
        )


def read_kept(path: Path) -> KeptModel | None:
    """Read what is kept; None when nothing is. Raises CannotReadModel."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotReadModel(path, error.strerror or "no reason was given") from error
    try:
        return KeptModel.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        # Of words that are no JSON, pydantic quotes a piece, and it may be of the key.
        problem = f"{where}: {first['msg']}" if where else "it is not whole"
        raise CannotReadModel(path, problem) from None


def keep(path: Path, kept: KeptModel) -> None:
    """Keep a language model. Raises OSError, and then what was kept before still is."""
    fields = kept.model_dump(mode="json") | {"key": kept.key.get_secret_value()}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, json.dumps(fields, indent=2) + "\n")


class InForce(NamedTuple):
    """The settings with what is kept below them, and why that could not be read, if so."""

    settings: Settings
    problem: str


def with_kept(started: Settings) -> InForce:
    """Add what is kept to the settings of a start."""
    try:
        kept = read_kept(started.kept_model_path)
    except CannotReadModel as error:
        return InForce(started, str(error))
    return InForce(started if kept is None else merged(started, kept), "")


def fixed_by(started: Settings) -> frozenset[ModelField]:
    """Name the fields that are set where the server was started.

    A name is of a model on one server, and so is a key; where either is given, the address is fixed too.
    """
    fixed: set[ModelField] = {field for field, setting in SETTING_OF.items() if setting in started.model_fields_set}
    if fixed & {"name", "key"}:
        fixed.add("base_url")
    return frozenset(fixed)


def merged(started: Settings, kept: KeptModel) -> Settings:
    """Give the settings with the kept fields wherever they are not fixed."""
    fixed = fixed_by(started)
    values: dict[str, Any] = {
        setting: getattr(kept, field) for field, setting in SETTING_OF.items() if field not in fixed
    }
    if values.get("model_base_url", started.model_base_url) != kept.base_url:
        values["model_api_key"] = started.model_api_key
    return started.model_copy(update=values)
