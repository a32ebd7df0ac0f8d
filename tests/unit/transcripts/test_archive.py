"""The file that people share: what goes out comes in again unchanged, and bad files are refused with the line named."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transcript_samples import make_log, seal_log
from transcripts import archive
from transcripts.archive import (
    ArchiveError,
    ArchiveTooLarge,
    EmptyArchive,
    NewerEvent,
    OtherSession,
    TruncatedArchive,
    UnreadableLine,
    archive_from_log,
    import_archive,
    log_from_archive,
)
from transcripts.chain import BrokenChain
from transcripts.envelope import Head, Sealed
from transcripts.events import CandidateSaid
from transcripts.store_memory import MemoryStore

LOG = make_log("one", 4)
CONTENT = archive_from_log(LOG)
LINES = CONTENT.splitlines()


def without(*numbers: int) -> bytes:
    return b"".join(line + b"\n" for number, line in enumerate(LINES, start=1) if number not in numbers)


def with_line(number: int, line: bytes) -> bytes:
    return b"".join((line if place == number else old) + b"\n" for place, old in enumerate(LINES, start=1))


def test_a_file_is_the_stored_bytes_one_line_each():
    assert b"".join(sealed.line + b"\n" for sealed in LOG) == CONTENT
    assert log_from_archive(CONTENT) == LOG


def test_a_missing_last_line_end_does_no_harm():
    assert log_from_archive(CONTENT[:-1]) == LOG


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (b"", EmptyArchive, "empty"),
        (b"\n", UnreadableLine, "Line 1"),
        (b"hello\n", UnreadableLine, "Line 1"),
        (b"[]\n", UnreadableLine, "Line 1"),
        (b"{}\n", UnreadableLine, "Line 1.*session_id"),
        (b"\x00\xff\xfe" * 50, UnreadableLine, "Line 1"),
        (b"PK\x03\x04\n\x00\n", UnreadableLine, "Line 1"),
        (b"\xef\xbb\xbf" + CONTENT, UnreadableLine, "Line 1.*editor"),
        (CONTENT.replace(b"\n", b"\r\n"), UnreadableLine, "Line 1.*line ends"),
        (CONTENT[:-20], TruncatedArchive, "cut off in line 4"),
        (CONTENT[: len(LINES[0]) + 30], TruncatedArchive, "cut off in line 2"),
        (with_line(2, LINES[1][:-20]), UnreadableLine, "Line 2"),
        (with_line(3, b""), UnreadableLine, "Line 3"),
        (without(2), BrokenChain, "line 2"),
        (without(1), UnreadableLine, "session_started"),
        (with_line(3, LINES[2].replace(b"word 1", b"word X")), BrokenChain, "line 4"),
        (with_line(2, LINES[1].replace(b"candidate_said", b"candidate_sang")), NewerEvent, "Line 2.*candidate_sang"),
        (with_line(2, LINES[1].replace(b'"v":1', b'"v":2')), NewerEvent, "Line 2.*version 2"),
        (with_line(2, LINES[1].replace(b'"seq":2', b'"seq":"2"')), UnreadableLine, "Line 2.*seq"),
        (b"[" * 100_000 + b"\n", UnreadableLine, "Line 1"),
    ],
)
def test_a_bad_file_is_refused_and_the_line_named(content, kind, says):
    with pytest.raises(kind, match=says) as caught:
        log_from_archive(content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("session_id", ["", "../../etc", "a b", "x" * 65, "é"])
def test_a_session_id_that_could_be_mistaken_for_something_else_is_refused(session_id):
    with pytest.raises(UnreadableLine, match="session id"):
        log_from_archive(archive_from_log(make_log(session_id, 2)))


def test_sizes_are_limited(monkeypatch):
    monkeypatch.setattr(archive, "MAX_LINES", 3)
    with pytest.raises(ArchiveTooLarge, match="4 lines, and the limit is 3"):
        log_from_archive(CONTENT)
    monkeypatch.setattr(archive, "MAX_LINES", 10)
    monkeypatch.setattr(archive, "MAX_LINE_BYTES", len(LINES[1]))
    with pytest.raises(ArchiveTooLarge, match="line 1"):
        log_from_archive(CONTENT)
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", len(CONTENT) - 1)
    with pytest.raises(ArchiveTooLarge, match="bytes"):
        log_from_archive(CONTENT)


@given(st.binary(max_size=200) | st.integers(0, len(CONTENT)).map(lambda end: CONTENT[:end]))
def test_whatever_the_bytes_are_the_answer_is_a_log_or_one_of_our_errors(content):
    try:
        log = log_from_archive(content)
    except (ArchiveError, BrokenChain):
        return
    assert archive_from_log(log).rstrip(b"\n") == content.rstrip(b"\n")


async def test_an_import_stores_the_very_bytes():
    store = MemoryStore()
    imported = await import_archive(store, CONTENT)
    assert (imported.session_id, imported.n_lines, imported.already_there) == ("one", 4, False)
    assert archive_from_log(await store.read("one")) == CONTENT


async def test_the_same_file_again_changes_nothing():
    store = MemoryStore()
    await import_archive(store, CONTENT)
    assert (await import_archive(store, CONTENT)).already_there
    assert archive_from_log(await store.read("one")) == CONTENT


async def test_another_session_with_the_same_id_is_refused():
    store = MemoryStore()
    await import_archive(store, CONTENT)
    other = seal_log("one", LOG[0].envelope.event, CandidateSaid(text="something else"))
    with pytest.raises(OtherSession, match="other content"):
        await import_archive(store, archive_from_log(other))
    with pytest.raises(OtherSession):
        await import_archive(store, archive_from_log(LOG[:3]))
    assert archive_from_log(await store.read("one")) == CONTENT


async def test_a_bad_file_stores_nothing():
    store = MemoryStore()
    with pytest.raises(BrokenChain):
        await import_archive(store, without(3))
    assert await store.sessions() == ()


def test_a_line_with_fields_of_the_future_keeps_its_bytes():
    line = LOG[0].line[:-1] + b',"future":1}'
    head = Head(session_id="one").after(Sealed.open(line))
    _, second = head.append(CandidateSaid(text="next"), actor="candidate", at_ms=2000)
    content = line + b"\n" + second.line + b"\n"
    assert archive_from_log(log_from_archive(content)) == content
    assert msgspec.json.decode(content.split(b"\n")[0])["future"] == 1
