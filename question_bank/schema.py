"""The JSON schema of question.toml, for editors. Written from the types in `question_bank.package`."""

import json
from pathlib import Path
from typing import Any

import msgspec

from question_bank.load import FILLED_BY_LOADER
from question_bank.package import Question


def question_schema() -> dict[str, Any]:
    """Describe question.toml as JSON Schema; what the loader fills in from other files is left out."""
    schema = msgspec.json.schema(Question)
    question = schema["$defs"]["Question"]
    question["properties"] = {key: part for key, part in question["properties"].items() if key not in FILLED_BY_LOADER}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "question.toml", **schema}


def schema_path() -> Path:
    """File in the product that holds the schema; package files point at it in their first line."""
    return Path(__file__).parent / "question.schema.json"


def schema_text() -> str:
    """Write the schema as the file holds it."""
    return json.dumps(question_schema(), indent=2, ensure_ascii=False) + "\n"


def write_schema() -> Path:
    """Write the schema file again after the types have changed, and return its path."""
    path = schema_path()
    path.write_text(schema_text(), encoding="utf-8")
    return path
