"""`thinkaloud sessions comments`: what was written beside moments, printed, sent to another data folder, refused."""

import json
from pathlib import Path

import pytest

from tests.acceptance.test_command_line import thinkaloud
from tests.transcript_samples import make_log
from transcripts.archive import archive_from_log
from transcripts.comments_file import SCHEMA
from transcripts.envelope import Head

HEAD = Head(session_id="one").after(make_log("one", 4)[-1])
HOSTILE = "Say \x1b[31mwhy\u202e.\nThen <b>look</b>."


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    session = tmp_path / "one.jsonl"
    session.write_bytes(archive_from_log(make_log("one", 4)))
    folder = tmp_path / "data"
    taken_in = thinkaloud("sessions", "import", str(session), data_folder=folder)
    assert taken_in.returncode == 0, taken_in.stderr
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [
        {"comment_id": "comment-1", "seq": 3, "author": "Ann", "text": HOSTILE, "made_at": "2026-01-02T03:04:05Z"},
        {"comment_id": "comment-2", "seq": 2, "author": "Bo", "text": "Good.", "made_at": "2026-01-03T03:04:05Z"},
    ]
    path = tmp_path / "comments.json"
    content = {"schema": SCHEMA, "session_id": "one", "last_sha256": HEAD.sha256, "comments": rows}
    path.write_text(json.dumps(content))
    return path


def test_comments_are_taken_in_once_and_printed_by_moment(data_folder: Path, file: Path) -> None:
    none = thinkaloud("sessions", "comments", "one", data_folder=data_folder)
    assert (none.returncode, none.stdout) == (0, "No comments yet.\n")
    first = thinkaloud("sessions", "comments", "one", "--import", str(file), data_folder=data_folder)
    assert first.returncode == 0, first.stderr
    assert "2 of 2 comments" in first.stderr
    again = thinkaloud("sessions", "comments", "one", "--import", str(file), data_folder=data_folder)
    assert "0 of 2 comments" in again.stderr
    assert again.stdout == first.stdout
    lines = [line.rstrip() for line in again.stdout.splitlines()]
    assert lines == [
        "00:02  Bo  event 2, 2026-01-03",
        "       Good.",
        "",
        "00:03  Ann  event 3, 2026-01-02",
        "       Say \u241b[31mwhy\ufffd.",
        "       Then <b>look</b>.",
        "",
    ]


def test_what_is_printed_as_json_is_the_file_for_another_machine(data_folder: Path, file: Path, tmp_path: Path) -> None:
    thinkaloud("sessions", "comments", "one", "--import", str(file), data_folder=data_folder)
    printed = thinkaloud("sessions", "comments", "one", "--json", data_folder=data_folder).stdout
    sent = tmp_path / "sent.json"
    sent.write_text(printed)
    assert [row["text"] for row in json.loads(printed)["comments"]] == ["Good.", HOSTILE]
    elsewhere = tmp_path / "elsewhere"
    thinkaloud("sessions", "import", str(tmp_path / "one.jsonl"), data_folder=elsewhere)
    done = thinkaloud("sessions", "comments", "one", "--import", str(sent), "--json", data_folder=elsewhere)
    assert done.returncode == 0, done.stderr
    assert done.stdout == printed


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"session_id": "two"}, "another session, two"),
        ({"last_sha256": "0" * 64}, "another state"),
        ({"schema": "urn:thinkaloud:comments:2"}, "newer"),
        ({"comments": [{}]}, "no file of comments"),
    ],
)
def test_what_is_not_about_this_session_is_refused_in_one_line(
    data_folder: Path, file: Path, changes: dict[str, object], says: str
) -> None:
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))
    done = thinkaloud("sessions", "comments", "one", "--import", str(file), data_folder=data_folder)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    none = thinkaloud("sessions", "comments", "one", data_folder=data_folder)
    assert none.stdout == "No comments yet.\n"


def test_comments_on_a_session_that_is_not_there_are_said(data_folder: Path) -> None:
    done = thinkaloud("sessions", "comments", "nobody", data_folder=data_folder)
    assert done.returncode == 2
    assert "nobody" in done.stderr
