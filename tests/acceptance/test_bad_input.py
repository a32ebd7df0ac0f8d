"""What cannot be used, as a user meets it: one line that says what and where, exit code 2, and nothing lost."""

import gzip
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from question_bank.load import builtin_folder
from tests.acceptance.server_process import ROOT, ServerProcess
from tests.transcript_samples import make_log
from transcripts.archive import archive_from_log

KMEANS, CONV = "kmeans-lloyd", "conv2d-naive"
WHOLE = archive_from_log(make_log("one", 5))
LINES = WHOLE.splitlines(keepends=True)


def thinkaloud(
    *words: str, data_folder: Path, output: object = subprocess.PIPE, **settings: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "THINKALOUD_DATA_FOLDER": str(data_folder), "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    environment |= {f"THINKALOUD_{name.upper()}": value for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "server.cli", *words],
        check=False, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, text=True,
        timeout=120,
    )  # fmt: skip


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Expect exit code 2 and one line on standard error that holds the words."""
    assert done.returncode == 2, done
    assert done.stderr.startswith("thinkaloud: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


TRANSCRIPTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "binary": (b"\x00\x80\xff" * 50, "Line 1"),
    "packed": (gzip.compress(WHOLE), "Line 1"),
    "some other JSON": (b'{"name": "x"}\n', "Line 1"),
    "no JSON at all": (b"Dear interviewer,\nthank you.\n", "Line 1"),
    "a changed line": (WHOLE.replace(b"word 1", b"word X"), "broken at line 4"),
    "a line missing": (b"".join([*LINES[:2], *LINES[3:]]), "broken at line 3"),
    "two lines swapped": (b"".join([*LINES[:2], LINES[3], LINES[2], LINES[4]]), "broken at line 3"),
    "a line twice": (b"".join([*LINES[:3], LINES[2], *LINES[3:]]), "broken at line 4"),
    "the start missing": (b"".join(LINES[1:]), "starts with"),
    "of two sessions": (WHOLE + archive_from_log(make_log("two", 2)), "broken at line 6"),
    "cut off": (WHOLE[:-40], "cut off in line 5"),
    "of a newer kind": (WHOLE.replace(b'"type":"candidate_said"', b'"type":"candidate_sang"'), "newer thinkaloud"),
    "of a newer version": (WHOLE.replace(b'"candidate_said","v":1', b'"candidate_said","v":9'), "newer thinkaloud"),
    "with Windows line ends": (WHOLE.replace(b"\n", b"\r\n"), "line ends"),
    "with a byte order mark": (b"\xef\xbb\xbf" + WHOLE, "mark"),
    "with numbers that are none": (WHOLE.replace(b'"seq":3', b'"seq":1e999'), "Line 3"),
    "nested too deeply": (b"[" * 100_000, "Line 1"),
}


@pytest.mark.parametrize("case", TRANSCRIPTS)
def test_a_transcript_that_cannot_be_used_is_refused_by_line_and_nothing_is_stored(
    case: str, data_folder: Path, tmp_path: Path
) -> None:
    content, says = TRANSCRIPTS[case]
    file = tmp_path / "session.jsonl"
    file.write_bytes(content)
    refused(thinkaloud("sessions", "import", str(file), data_folder=data_folder), says)
    assert thinkaloud("sessions", "list", "--json", data_folder=data_folder).stdout == "[]\n"


def test_another_session_of_the_same_id_is_refused_and_the_first_one_stays(data_folder: Path, tmp_path: Path) -> None:
    first, other = tmp_path / "first.jsonl", tmp_path / "other.jsonl"
    first.write_bytes(WHOLE)
    other.write_bytes(archive_from_log(make_log("one", 4)))
    assert thinkaloud("sessions", "import", str(first), data_folder=data_folder).returncode == 0
    refused(thinkaloud("sessions", "import", str(other), data_folder=data_folder), "already here")
    assert thinkaloud("sessions", "export", "one", data_folder=data_folder).stdout == WHOLE.decode()


def test_words_of_a_transcript_cannot_steer_the_terminal(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "session.jsonl"
    # As it would come from elsewhere: an escape sequence that sets the window's title.
    log = make_log("one", 1)
    event = msgspec.structs.replace(log[0].envelope.event, question_title="k\x1b]0;owned\x07\x9b31mmeans")
    sealed = type(log[0]).seal(msgspec.structs.replace(log[0].envelope, event=event))
    file.write_bytes(archive_from_log([sealed]))
    done = thinkaloud("replay", str(file), data_folder=data_folder)
    assert done.returncode == 0, done.stderr
    assert "owned" in done.stdout
    assert not set("\x1b\x07\x9b") & set(done.stdout)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Two packages, one of them without its checks."""
    folder = tmp_path / "packages"
    for name in (KMEANS, CONV):
        shutil.copytree(builtin_folder() / name, folder / name)
    (folder / CONV / "checks.py").unlink()
    return folder


def test_a_package_with_a_missing_file_is_left_out_and_named(packages: Path, data_folder: Path) -> None:
    for words, settings in (
        (["--packages", str(packages)], {}),
        ([], {"question_folder": str(packages)}),
    ):
        listed = thinkaloud("questions", "list", *words, data_folder=data_folder, **settings)
        assert listed.returncode == 0
        assert KMEANS in listed.stdout
        assert CONV not in listed.stdout
        assert listed.stderr.startswith("Left out: ")
        assert str(packages / CONV / "checks.py") in listed.stderr
        shown = thinkaloud("questions", "show", CONV, *words, data_folder=data_folder, **settings)
        assert shown.returncode == 2
        assert "checks.py: This file is missing" in shown.stderr.splitlines()[-1]
        assert "Traceback" not in shown.stderr


def test_a_server_with_a_broken_package_serves_the_others_and_says_which(packages: Path, data_folder: Path) -> None:
    with ServerProcess(data_folder, question_folder=str(packages)) as server:
        assert [row["id"] for row in server.rest("GET", "/api/questions")] == [KMEANS]
        (left_out,) = server.rest("GET", "/api/left-out")
        assert left_out["package"] == CONV
        assert "checks.py: This file is missing" in left_out["message"]
        assert server.rest("POST", "/api/sessions", {"question_id": KMEANS})["session_id"]
        refused(
            thinkaloud("interview", CONV, data_folder=data_folder, question_folder=str(packages)),
            "checks.py",
            "missing",
        )


def test_a_question_folder_that_is_none_is_said(data_folder: Path, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    for words in (["questions", "list"], ["serve", "--port", "0"], ["interview", KMEANS]):
        refused(thinkaloud(*words, data_folder=data_folder, question_folder=nowhere), nowhere)


def test_a_package_that_vanishes_while_it_is_served_is_our_line_and_not_a_traceback(
    packages: Path, data_folder: Path
) -> None:
    with ServerProcess(data_folder, question_folder=str(packages)) as server:
        shutil.rmtree(packages)
        assert server.rest("POST", "/api/sessions", {"question_id": KMEANS})["session_id"]


def _file_in_place(tmp_path: Path) -> Path:
    (tmp_path / "data").write_text("not a folder")
    return tmp_path / "data"


def _below_a_file(tmp_path: Path) -> Path:
    return _file_in_place(tmp_path) / "deeper"


def _log_is_a_folder(tmp_path: Path) -> Path:
    (tmp_path / "data" / "sessions.sqlite3").mkdir(parents=True)
    return tmp_path / "data"


def _nobody_may_write(_tmp_path: Path) -> Path:
    # Nobody can make a folder here, whoever they are.
    return Path("/proc/thinkaloud")


@pytest.mark.parametrize("spoil", [_file_in_place, _below_a_file, _log_is_a_folder, _nobody_may_write])
@pytest.mark.parametrize("words", [["serve", "--port", "0"], ["interview", KMEANS], ["sessions", "list"]])
def test_a_data_folder_that_cannot_be_used_is_said(
    words: list[str], spoil: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data_folder = spoil(tmp_path)
    refused(thinkaloud(*words, data_folder=data_folder), str(data_folder), "another data folder")
    assert not (tmp_path / f"{KMEANS}.py").exists(), "nothing is laid out for an interview that did not begin"


def test_a_port_in_use_is_said(data_folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused(thinkaloud("serve", "--port", port, data_folder=data_folder), port, "in use", "THINKALOUD_PORT")


def test_a_second_server_is_told_where_the_first_one_is(data_folder: Path) -> None:
    with ServerProcess(data_folder) as server:
        note = data_folder / "server.json"
        assert note.stat().st_mode & 0o777 == 0o600
        done = thinkaloud("serve", "--port", "0", data_folder=data_folder)
        refused(done, str(data_folder), server.url, str(server.process.pid))
        assert server.token not in done.stderr
        # What another command reads meanwhile is the same log.
        session_id = server.new_session()
        assert session_id in thinkaloud("sessions", "list", data_folder=data_folder).stdout
        assert server.stop() == 0
    assert not note.exists()


def test_the_note_of_a_server_that_was_killed_is_not_believed(data_folder: Path) -> None:
    with ServerProcess(data_folder) as server:
        session_id = server.new_session()
        server.kill()
    assert (data_folder / "server.json").exists()
    with ServerProcess(data_folder) as again:
        assert [row["id"] for row in again.rest("GET", "/api/sessions")] == [session_id]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_said(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "session.jsonl"
    file.write_bytes(WHOLE)
    assert thinkaloud("sessions", "import", str(file), data_folder=data_folder).returncode == 0
    refused(thinkaloud("sessions", "export", "one", "/dev/full", data_folder=data_folder), "/dev/full", "space")
    with Path("/dev/full").open("w") as full:
        refused(thinkaloud("sessions", "export", "one", data_folder=data_folder, output=full), "output", "space")
        refused(thinkaloud("questions", "list", data_folder=data_folder, output=full), "output", "space")


def test_whoever_has_read_enough_may_leave(data_folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = thinkaloud("questions", "list", data_folder=data_folder, output=writing)
    finally:
        os.close(writing)
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("answer.ipynb", b'{"cells": [{"cell_type": "code", "source": ["x = 1"]}]', "not a Python file"),
        ("answer.txt", b"I would loop over the points.", "not a Python file"),
        ("answer.py", b"#" * 16_000_001, "at most 16 MB"),
    ],
)
def test_a_submission_that_is_no_python_is_refused(
    name: str, content: bytes, says: str, data_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    refused(thinkaloud("run", KMEANS, str(file), data_folder=data_folder), name, says)
