"""The chain: every kind of tampering is found, and the line is named."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transcript_samples import make_log
from transcripts.chain import MAX_AT_MS, BrokenChain, verify_chain
from transcripts.envelope import Sealed

LOG = make_log("one", 6)


def changed(place: int, **fields: object) -> tuple[Sealed, ...]:
    """The log with one line changed and sealed anew, as somebody would who edits a file by hand."""
    spoiled = Sealed.seal(msgspec.structs.replace(LOG[place - 1].envelope, **fields))
    return (*LOG[: place - 1], spoiled, *LOG[place:])


def test_a_whole_log_gives_its_head():
    head = verify_chain(LOG)
    assert (head.session_id, head.seq, head.sha256, head.at_ms) == ("one", 6, LOG[-1].sha256, 6000)


def test_an_empty_log_has_an_empty_head():
    assert verify_chain(()).seq == 0


@pytest.mark.parametrize(
    ("log", "seq", "says"),
    [
        (LOG[:2] + LOG[3:], 3, "says that it is line 4"),
        (LOG[1:], 1, "says that it is line 2"),
        ((*LOG[:2], LOG[3], LOG[2], *LOG[4:]), 3, "says that it is line 4"),
        ((*LOG, LOG[-1]), 7, "says that it is line 6"),
        (changed(3, at_ms=3001), 4, "one of the two was changed"),
        (changed(1, prev_sha256="1" * 64), 1, "it is the first"),
        (changed(4, session_id="two"), 4, "belongs to session two"),
        (changed(6, at_ms=4999), 6, "does not follow 5000 ms"),
        (changed(1, at_ms=-1), 1, "does not follow 0 ms"),
        (changed(6, at_ms=MAX_AT_MS), 6, "does not follow"),
        ((*LOG[:3], *make_log("two", 6)[3:]), 4, "belongs to session two"),
    ],
)
def test_a_break_is_found_at_its_line(log, seq, says):
    with pytest.raises(BrokenChain, match=says) as caught:
        verify_chain(log)
    assert caught.value.seq == seq
    assert f"line {seq}" in str(caught.value)


@given(place=st.integers(0, 5), text=st.text(max_size=8))
def test_any_other_words_in_a_line_break_the_chain_or_its_successor(place, text):
    event = LOG[place].envelope.event
    field = "question_title" if place == 0 else "text"
    if getattr(event, field) == text or place == len(LOG) - 1:
        return
    spoiled = changed(place + 1, event=msgspec.structs.replace(event, **{field: text}))
    with pytest.raises(BrokenChain) as caught:
        verify_chain(spoiled)
    assert caught.value.seq == place + 2
