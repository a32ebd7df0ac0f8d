"""Comments as a file: what goes out comes in unchanged, and nothing else comes in."""

import json

import msgspec
import pytest

from tests.transcript_samples import make_log
from transcripts import comments_file
from transcripts.comments import LONGEST_TEXT, MOST_COMMENTS, BadComment, Comment, tidy_author, tidy_text
from transcripts.comments_file import (
    CommentsFileTooLarge,
    CommentsOnOtherLog,
    CommentsOnOtherSession,
    NewerCommentsFile,
    NoCommentsFile,
    comments_from_file,
    comments_to_file,
)
from transcripts.envelope import Head

HEAD = Head(session_id="one").after(make_log("one", 5)[-1])
NOW = "2026-03-04T05:06:07.000+00:00"
COMMENTS = tuple(
    Comment(
        comment_id=f"comment-{number}",
        session_id="one",
        seq=number,
        author="Ann",
        text="Say it\nin words. 🙂 \u202e<script>",
        made_at="2026-01-02T03:04:05.678+00:00",
        changed_at="2026-01-02T03:05:00.000+00:00" if number == 2 else "",
        share_id="secret-link",
    )
    for number in (1, 2, 5)
)
WRITTEN = comments_to_file(HEAD, COMMENTS)


def with_comment(**changes: object) -> bytes:
    file = json.loads(WRITTEN)
    file["comments"][0] |= changes
    return json.dumps(file).encode()


def test_what_is_written_is_read_back_marked_as_brought_from_elsewhere():
    expected = tuple(msgspec.structs.replace(each, share_id="", imported_at=NOW) for each in COMMENTS)
    assert comments_from_file(WRITTEN, HEAD, NOW) == expected


def test_the_file_says_what_it_is_and_nothing_of_links():
    file = json.loads(WRITTEN)
    assert list(file) == ["schema", "session_id", "last_sha256", "comments"]
    assert (file["schema"], file["session_id"]) == ("urn:thinkaloud:comments:1", "one")
    assert file["last_sha256"] == make_log("one", 5)[-1].sha256
    assert b"secret-link" not in WRITTEN


def test_the_file_of_another_session_is_refused():
    with pytest.raises(CommentsOnOtherSession, match="another session, one"):
        comments_from_file(WRITTEN, Head(session_id="two").after(make_log("two", 5)[-1]), NOW)


def test_comments_on_a_log_that_went_on_are_refused():
    with pytest.raises(CommentsOnOtherLog, match="another state"):
        comments_from_file(WRITTEN, Head(session_id="one").after(make_log("one", 6)[-1]), NOW)


def test_a_newer_file_is_said_to_be_newer_even_when_nothing_else_fits():
    with pytest.raises(NewerCommentsFile, match="Update"):
        comments_from_file(b'{"schema": "urn:thinkaloud:comments:2", "comments": 7}', HEAD, NOW)


def test_times_of_other_zones_become_utc_so_that_they_sort():
    (first, *_) = comments_from_file(with_comment(made_at="2026-01-02T05:04:05+02:00"), HEAD, NOW)
    assert first.made_at == "2026-01-02T03:04:05.000+00:00"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        b"[]",
        b"{}",
        b"\xff\xfe{}",
        b'{"schema": 1}',
        b"[" * 100_000,
        WRITTEN[:-20],
        with_comment(seq=0),
        with_comment(seq=6),
        with_comment(seq="1"),
        with_comment(comment_id="../../etc"),
        with_comment(comment_id="comment-1\n"),
        with_comment(comment_id=""),
        with_comment(author=""),
        with_comment(author="x" * 61),
        with_comment(text="  \n "),
        with_comment(text="x" * 4001),
        with_comment(text="\ud800"),
        with_comment(made_at="yesterday"),
        with_comment(made_at="2026-01-02T03:04:05"),
        with_comment(made_at="0001-01-01T00:00:00+14:00"),
        with_comment(changed_at="soon"),
    ],
)
def test_what_is_no_file_of_comments_is_refused_in_one_line(content):
    with pytest.raises(NoCommentsFile) as caught:
        comments_from_file(content, HEAD, NOW)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_too_much_is_refused(monkeypatch):
    file = json.loads(WRITTEN)
    file["comments"] = [file["comments"][0] | {"comment_id": f"many-{n:05d}"} for n in range(MOST_COMMENTS + 1)]
    with pytest.raises(NoCommentsFile, match="1,001"):
        comments_from_file(json.dumps(file).encode(), HEAD, NOW)
    monkeypatch.setattr(comments_file, "MAX_FILE_BYTES", 100)
    with pytest.raises(CommentsFileTooLarge):
        comments_from_file(WRITTEN, HEAD, NOW)


def test_names_and_words_are_tidied_not_changed():
    assert tidy_author("  Ann \n Lee\t") == "Ann Lee"
    assert tidy_text("\r\n one\r\n  two\rthree \n") == "one\n  two\nthree"
    assert len(tidy_text("W" * LONGEST_TEXT)) == LONGEST_TEXT


@pytest.mark.parametrize(("typed", "says"), [("", "name"), (" \n", "name"), ("x" * 61, "61")])
def test_a_name_that_is_none_is_said(typed, says):
    with pytest.raises(BadComment, match=says):
        tidy_author(typed)


@pytest.mark.parametrize(("typed", "says"), [("", "empty"), ("\n\t", "empty"), ("x" * 4001, "4,001")])
def test_words_that_are_none_are_said(typed, says):
    with pytest.raises(BadComment, match=says):
        tidy_text(typed)
