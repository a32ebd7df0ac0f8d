"""Writes the JSON Schema of everything that crosses the wire: socket messages, events, REST answers, the debrief.

One document, from which the page's types are generated. Must not know the page.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from pydantic.json_schema import models_json_schema

from rubric.debrief import Debrief
from rubric.explain import Grading
from rubric.skill_map import ProgressReport, WhatNext
from server.rest.shapes import (
    CommentRow,
    CommentsTakenIn,
    ErrorAnswer,
    Health,
    LeftOut,
    LinkMade,
    ModelShape,
    ModelTrial,
    ModelWanted,
    NewComment,
    NewLink,
    NewSession,
    NewWords,
    QuestionDetail,
    QuestionRow,
    QueueShape,
    SessionLinks,
    SessionMade,
    SessionRow,
    SessionStanding,
    Visit,
)
from server.wire import PROTOCOL, ClientMessage, CloseCode, ServerMessage
from transcripts.envelope import Envelope

SCHEMA_PATH = Path("docs/reference/protocol.schema.json")
"""Below the root of a checkout."""

Schema = dict[str, Any]

_REF = "#/$defs/{}"
_STRUCTS_GIVEN = ("Debrief", "Grading", "ProgressReport", "WhatNext")
"""Answers that are no pydantic models."""
_TAKEN = (NewSession, ModelWanted, NewComment, NewWords, NewLink)
_GIVEN = (
    QuestionRow,
    QuestionDetail,
    SessionMade,
    SessionRow,
    SessionStanding,
    CommentRow,
    CommentsTakenIn,
    LeftOut,
    QueueShape,
    ModelShape,
    ModelTrial,
    Health,
    SessionLinks,
    LinkMade,
    Visit,
    ErrorAnswer,
)


def protocol_schema() -> Schema:
    """Make the document: each shape by its name under `$defs`.

    What the server sends always has all its fields, so all are required there, also those with a default. What a
    client sends may leave defaults out.
    """
    (client, server, *_), parts = msgspec.json.schema_components(
        [ClientMessage, ServerMessage, Envelope, Debrief, Grading, ProgressReport, WhatNext],
        ref_template=_REF.format("{name}"),
    )
    from_client = _reachable(client, parts)
    from_server = _reachable(server, parts) | _reachable([parts[name] for name in _STRUCTS_GIVEN], parts)
    definitions = dict(parts)
    for name in from_server | set(_STRUCTS_GIVEN):
        definitions[name] = _all_required(parts[name])
    for name in from_client & from_server:
        # A shape that travels both ways would need two names; today none has a default.
        assert definitions[name] == parts[name], f"{name} travels both ways and has defaults"
    definitions["Grading"]["properties"]["markdown"] = {"type": "string", "description": "The same, written out."}
    definitions["Grading"]["required"].append("markdown")
    definitions |= _rest_schemas(definitions)
    definitions["ClientMessage"] = {"description": "What a client may send on the session socket.", **client}
    definitions["ServerMessage"] = {"description": "What the server sends on the session socket.", **server}
    definitions["Event"] = {"description": "What can have happened.", **parts["Envelope"]["properties"]["event"]}
    definitions["Envelope"]["properties"]["event"] = {"$ref": _REF.format("Event")}
    definitions["CloseCode"] = {
        "description": "Why the server closed the socket.",
        "type": "integer",
        "enum": [code.value for code in CloseCode],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:thinkaloud:protocol",
        "title": "thinkaloud protocol",
        "description": "Socket messages, events, REST answers and the debrief. Generated; do not edit.",
        "x-protocol": PROTOCOL,
        "$defs": {name: _tidy(definitions[name]) for name in sorted(definitions)},
    }


def schema_text() -> str:
    """Give the document as text, the same for the same code."""
    return json.dumps(protocol_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write_schema(root: Path) -> Path:
    """Write the document below a checkout's root and give its path."""
    path = root / SCHEMA_PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(schema_text(), encoding="utf-8")
    return path


def _rest_schemas(definitions: Mapping[str, Schema]) -> Schema:
    _, taken = models_json_schema([(model, "validation") for model in _TAKEN], ref_template=_REF.format("{model}"))
    _, given = models_json_schema([(model, "serialization") for model in _GIVEN], ref_template=_REF.format("{model}"))
    found: Schema = {**taken["$defs"], **{name: _all_required(part) for name, part in given["$defs"].items()}}
    # An enum that the socket's messages have as well is written once, with their words on it.
    same = [name for name in found.keys() & definitions.keys() if _members(found[name]) == _members(definitions[name])]
    for name in same:
        del found[name]
    clashes = found.keys() & definitions.keys()
    assert not clashes, f"two shapes have one name: {sorted(clashes)}"
    found["SessionLog"] = {
        "description": "A session for replay: its row, the code that it started from, and all its lines.",
        "type": "object",
        "properties": {
            "session": {"$ref": _REF.format("SessionRow")},
            "starter": {"type": "string"},
            "envelopes": {"type": "array", "items": {"$ref": _REF.format("Envelope")}},
        },
        "required": ["session", "starter", "envelopes"],
        "additionalProperties": False,
    }
    return found


def _members(part: Schema) -> list[Any] | Schema:
    """Give an enum's members in order; of anything else all of it."""
    return sorted(part["enum"]) if "enum" in part else part


def _all_required(part: Schema) -> Schema:
    if "properties" not in part:
        return part
    properties = {
        # Required and with a default would contradict each other for a reader of the schema.
        name: {key: value for key, value in prop.items() if key != "default"}
        for name, prop in part["properties"].items()
    }
    return {**part, "properties": properties, "required": list(properties)}


def _reachable(start: Any, parts: Mapping[str, Schema]) -> set[str]:
    found: set[str] = set()
    waiting = list(_references(start))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_references(parts[name]))
    return found


def _references(part: Any) -> Iterable[str]:
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str):
            yield reference.rpartition("/")[2]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def _tidy(part: Any, *, inside_properties: bool = False) -> Any:
    """Leave titles out, which type generators turn into noise; a property that is called title stays."""
    if isinstance(part, dict):
        return {
            key: _tidy(value, inside_properties=key == "properties" and not inside_properties)
            for key, value in part.items()
            if inside_properties or key != "title" or not isinstance(value, str)
        }
    if isinstance(part, list):
        return [_tidy(value) for value in part]
    return part
