import io

import pytest
from rich.console import Console

from server.cli_turns import prose, show_event
from transcripts.envelope import Envelope
from transcripts.events import InterviewerSaid, Move, Phase, Reason, RetryRequested


def shown(text: str) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(prose(text))
    return out.getvalue().strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words end in </w>, unknown ones are <unk>.", "Words end in </w>, unknown ones are <unk>."),
        ("From `<s>` to x < y and y > x.", "From <s> to x < y and y > x."),
        ("Plain words.", "Plain words."),
    ],
)
def test_what_looks_like_a_tag_is_text(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (InterviewerSaid(text="Seen: a plan.", move=Move.COACH, reason=Reason("coach_after_plan")), "Coach"),
        (InterviewerSaid(text="What is your plan?", move=Move.ASK_PLAN, reason=Reason("ask_plan")), "Interviewer"),
        (RetryRequested(phase=Phase.PLAN), "Asked to try plan again."),
    ],
)
def test_who_speaks_is_named(event, expected):
    out = io.StringIO()
    envelope = Envelope(session_id="s", seq=1, at_ms=0, actor="interviewer", prev_sha256="", event=event)
    Console(file=out, width=200).print(show_event(envelope))
    assert expected in out.getvalue()
