"""Which intents may become events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ledger import MAX_CODE_BYTES, MAX_WORDS_CHARACTERS, Ledger, Refused
from server.wire import RejectCode, RequestHint, RequestRetry, RequestRun, SendEdit, SendWords
from transcripts.changes import apply_changes, utf16_length
from transcripts.envelope import Head
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    HintRequested,
    Phase,
    PhaseChanged,
    Reason,
    RetryRequested,
    RunRequested,
    SessionStarted,
)


@pytest.fixture
def ledger(question):
    ledger = Ledger(question)
    ledger.code = "x = 1\n"
    return ledger


def edit(changes, *, base_revision=0, client_id="page", path="solution.py") -> SendEdit:
    return SendEdit(intent_id="e", base_revision=base_revision, changes=changes, client_id=client_id, path=path)


def refusal(ledger: Ledger, intent, *, running: bool = False) -> RejectCode:
    with pytest.raises(Refused) as caught:
        ledger.event_from_intent(intent, running=running)
    assert str(caught.value).endswith(".")
    return caught.value.code


def test_intents_become_events(ledger):
    assert ledger.event_from_intent(SendWords(intent_id="w", text=" hi ", channel="spoken"), running=False) == (
        CandidateSaid(text=" hi ", channel="spoken")
    )
    assert ledger.event_from_intent(RequestHint(intent_id="h"), running=True) == HintRequested()
    assert ledger.event_from_intent(RequestRun(intent_id="r", purpose="submit"), running=False) == (
        RunRequested(purpose="submit")
    )
    assert ledger.event_from_intent(edit((5, (0, "0"), 1)), running=True) == (
        CodeEdited(changes=(5, (0, "0"), 1), client_id="page")
    )


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (edit((6,), base_revision=-1), RejectCode.STALE_EDIT),
        (edit((6,), base_revision=1), RejectCode.BAD_EDIT),
        (edit((5,)), RejectCode.BAD_EDIT),
        (edit((7,)), RejectCode.BAD_EDIT),
        (edit((-1, 7)), RejectCode.BAD_EDIT),
        (edit(((),)), RejectCode.BAD_EDIT),
        (edit((("x",),)), RejectCode.BAD_EDIT),
        (edit(((6, 1),)), RejectCode.BAD_EDIT),
        (edit(((6, "a\nb"),)), RejectCode.BAD_EDIT),
        (edit(((6, "a\rb"),)), RejectCode.BAD_EDIT),
        (edit((10**30,)), RejectCode.BAD_EDIT),
        (edit((6,), path="../other.py"), RejectCode.BAD_EDIT),
        (edit((6,), client_id=""), RejectCode.MALFORMED),
        (edit((6,), client_id="c" * 101), RejectCode.MALFORMED),
        (edit((6, (0, "y" * MAX_CODE_BYTES))), RejectCode.TOO_LONG),
        (SendWords(intent_id="w", text=""), RejectCode.MALFORMED),
        (SendWords(intent_id="w", text=" \n\t"), RejectCode.MALFORMED),
        (SendWords(intent_id="w", text="x" * (MAX_WORDS_CHARACTERS + 1)), RejectCode.TOO_LONG),
        (SendWords(intent_id="", text="x"), RejectCode.MALFORMED),
        (SendWords(intent_id="i" * 101, text="x"), RejectCode.MALFORMED),
    ],
)
def test_what_cannot_be_is_refused_with_its_code(ledger, intent, code):
    assert refusal(ledger, intent) is code


def test_the_limits_themselves_are_allowed(ledger):
    room = MAX_CODE_BYTES - len(ledger.code)
    ledger.event_from_intent(edit((6, (0, "y" * room))), running=False)
    ledger.event_from_intent(SendWords(intent_id="i" * 100, text="x" * MAX_WORDS_CHARACTERS), running=False)


def test_code_is_measured_in_bytes(ledger):
    assert refusal(ledger, edit((6, (0, "é" * (MAX_CODE_BYTES // 2))))) is RejectCode.TOO_LONG


def test_a_run_must_wait_for_the_one_before(ledger):
    assert refusal(ledger, RequestRun(intent_id="r", purpose="run"), running=True) is RejectCode.BUSY


def test_half_a_character_is_refused(ledger):
    ledger.code = "🙂"
    assert refusal(ledger, edit((1, (1,)))) is RejectCode.BAD_EDIT


@given(
    changes=st.lists(
        st.integers(-3, 12) | st.lists(st.integers(-3, 12) | st.text("ab🙂\n", max_size=3), max_size=3).map(tuple),
        max_size=5,
    ).map(tuple)
)
def test_an_edit_that_passes_applies(bank, changes):
    ledger = Ledger(bank.all()[0])
    ledger.code = "ab🙂c\nd"
    try:
        event = ledger.event_from_intent(edit(changes), running=False)
    except Refused as refused:
        code = refused.code
    else:
        code = None
    if code is not None:
        assert code is RejectCode.BAD_EDIT
        return
    assert isinstance(event, CodeEdited)
    assert utf16_length(apply_changes(ledger.code, event.changes)) >= 0


def stored(*events):
    head, lines = Head(session_id="s"), []
    for event in events:
        head, sealed = head.append(event, actor="server", at_ms=0)
        lines.append(sealed)
    return lines


def begun(question, mode):
    return SessionStarted(
        question_id=question.id, question_title="", question_sha256="", kind="operation", length_minutes=30, seed=1,
        started_at="2026-01-02T03:04:05Z", product_version="0", mode=mode,
    )  # fmt: skip


def test_a_phase_is_tried_again_in_practice_alone_and_never_one_that_lies_ahead(question):
    log = [PhaseChanged(phase=phase, reason=Reason("")) for phase in (Phase.CLARIFY, Phase.PLAN, Phase.CODE)]
    practice = Ledger(question, stored(begun(question, "practice"), *log))
    for phase in (Phase.CLARIFY, Phase.PLAN, Phase.CODE):
        intent = RequestRetry(intent_id="r", phase=phase)
        assert practice.event_from_intent(intent, running=True) == RetryRequested(phase=phase)
    for phase in (Phase.INTRODUCE, Phase.VERIFY, Phase.DISCUSS, Phase.WRAP_UP):
        assert refusal(practice, RequestRetry(intent_id="r", phase=phase)) is RejectCode.MALFORMED
    real = Ledger(question, stored(begun(question, "mock"), *log))
    assert refusal(real, RequestRetry(intent_id="r", phase=Phase.PLAN)) is RejectCode.MALFORMED
