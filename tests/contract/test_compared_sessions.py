"""The sessions that the page's tests compare are such as the server answers: no field is missing, none is unknown.

The page's side reads the same file in `web/tests/compare.test.ts`; `scripts/compared_sessions.py` writes it anew.
"""

import json

import msgspec
import pytest

from rubric.debrief import Debrief
from scripts.compared_sessions import SAT, WRITTEN
from transcripts.envelope import Sealed

SESSIONS = json.loads(WRITTEN.read_text(encoding="utf-8"))


def test_every_session_is_there() -> None:
    assert list(SESSIONS) == [name for name, _, _ in SAT]


@pytest.mark.parametrize("name", SESSIONS)
def test_the_debriefs_have_the_fields_of_today(name: str) -> None:
    written = SESSIONS[name]["debrief"]

    assert json.loads(msgspec.json.encode(msgspec.convert(written, Debrief))) == written


@pytest.mark.parametrize("name", SESSIONS)
def test_the_lines_have_the_fields_of_today(name: str) -> None:
    lines = SESSIONS[name]["envelopes"]

    for line in lines:
        envelope = Sealed.open(msgspec.json.encode(line)).envelope
        assert json.loads(Sealed.seal(envelope).line) == line
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
