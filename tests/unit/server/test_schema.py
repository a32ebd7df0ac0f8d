"""The schema document: current, valid, and true of what is really sent."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from server.schema import SCHEMA_PATH, protocol_schema, schema_text
from server.wire import Accepted, Hello, Ping, Pong, RejectCode, Rejected, SendEdit, SendWords, Welcome
from tests.transcript_samples import make_log

ROOT = Path(__file__).parents[3]
DOCUMENT = protocol_schema()


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**DOCUMENT, "$ref": f"#/$defs/{name}"})


def plain(value: object) -> object:
    return json.loads(msgspec.json.encode(value))


def test_the_committed_document_is_current():
    assert (ROOT / SCHEMA_PATH).read_text(encoding="utf-8") == schema_text(), "write it again: make schema"


def test_the_document_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(DOCUMENT)


@pytest.mark.parametrize(
    "message",
    [
        Welcome(protocol=1, session_id="s", question_id="q", last_seq=0, now_ms=0, ended=False),
        Accepted(intent_id="i", seq=1),
        Rejected(intent_id="i", code=RejectCode.BUSY, reason="r"),
        Pong(now_ms=1),
    ],
)
def test_what_the_server_sends_is_valid(message):
    validator("ServerMessage").validate(plain(message))


@pytest.mark.parametrize("message", [Hello(), Ping(), SendWords(intent_id="i", text="t")])
def test_what_a_client_sends_is_valid(message):
    validator("ClientMessage").validate(plain(message))


def test_a_client_may_leave_defaults_out():
    validator("ClientMessage").validate({"type": "hello"})
    validator("ClientMessage").validate({"type": "send_words", "intent_id": "i", "text": "t"})


def test_an_unknown_field_of_a_client_is_not_valid():
    assert not validator("ClientMessage").is_valid({"type": "ping", "extra": 1})
    assert not validator("ClientMessage").is_valid({"type": "sing"})


def test_changes_are_described_as_the_editor_writes_them():
    edit = SendEdit(intent_id="i", base_revision=0, changes=(1, (2, "a", "b"), (3,)), client_id="c")
    validator("ClientMessage").validate(plain(edit))


def test_stored_lines_are_valid_and_complete():
    for sealed in make_log("one", 3):
        line = json.loads(sealed.line)
        validator("Envelope").validate(line)
        validator("ServerMessage").validate({"type": "appended", "envelope": line})
        missing = {**line, "event": {key: value for key, value in line["event"].items() if key != "v"}}
        assert not validator("Envelope").is_valid(missing)


def test_whatever_the_server_sends_has_all_its_fields_required():
    taken = {"Hello", "Ping", "NewSession", "ModelWanted", "NewComment", "NewWords", "NewLink"} | {
        name for name in DOCUMENT["$defs"] if name.startswith(("Send", "Request"))
    }
    loose = {
        name
        for name, part in DOCUMENT["$defs"].items()
        if name not in taken and set(part.get("properties", ())) != set(part.get("required", ()))
    }
    assert loose == set()
