"""The interview at a real terminal: typed keys in, a screen out."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

from question_bank.load import load_bank
from tests.acceptance.server_process import ROOT, ServerProcess

pytestmark = pytest.mark.sandbox
QUESTION = load_bank().get("kmeans-lloyd")
_STYLES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]")


class AtTheTerminal:
    """A person at a terminal of 100 columns."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        environment = {
            **os.environ, "THINKALOUD_DATA_FOLDER": str(folder / "data"), "PYTHONPATH": str(ROOT), "TERM": "xterm",
            "EDITOR": "true", "VISUAL": "", "PROMPT_TOOLKIT_NO_CPR": "1",
        }  # fmt: skip
        self.shell = pexpect.spawn(
            sys.executable, ["-m", "server.cli", *words], cwd=folder, env=environment, encoding="utf-8", timeout=60,
            dimensions=(50, 100),
        )  # fmt: skip
        self.written = ""
        self.n_seen = 0

    def sees(self, words: str, seconds: float = 30) -> str:
        """Wait until the words have been written since the last ones; give all that came with them."""
        deadline = time.monotonic() + seconds
        while (place := self._news().find(words)) < 0:
            assert time.monotonic() < deadline, f"{words!r} did not come, but: {self._news()!r}"
            assert self._listen(), f"it ended without {words!r}: {self._news()!r}"
        said = self._news()[: place + len(words)]
        self.n_seen += len(said)
        return said

    def types(self, line: str) -> None:
        self.shell.send(line + "\r")

    def presses(self, key: str) -> None:
        self.shell.sendcontrol(key)

    def is_gone(self, seconds: float = 30) -> tuple[str, int]:
        """Wait for the end; give the last words and the exit code."""
        deadline = time.monotonic() + seconds
        while self._listen():
            assert time.monotonic() < deadline, f"it did not end: {self._news()!r}"
        self.shell.close()
        return self._news(), self.shell.exitstatus

    def _listen(self) -> bool:
        try:
            self.written += self.shell.read_nonblocking(10_000, 0.2)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True

    def _news(self) -> str:
        """What was written and not looked at yet: without styles and moves, and with every gap one space wide."""
        return re.sub(r"\s+", " ", _STYLES.sub("", self.written))[self.n_seen :]


@pytest.fixture
def person(tmp_path: Path):
    at = AtTheTerminal(tmp_path, "interview", QUESTION.id)
    yield at
    at.shell.close(force=True)


def test_an_interview_from_the_prompt_to_the_debrief(person: AtTheTerminal, tmp_path: Path) -> None:
    person.sees("Your code:")
    person.sees("/help")
    person.sees("Interviewer")
    person.types("/help")
    person.sees("/quit")
    person.types("/dance")
    person.sees("There is no /dance")
    person.types("/time")
    person.sees("of 30 minutes")
    person.types("/next")
    person.sees("── plan ──")
    person.types("/next")
    person.sees("── code ──")

    wrong = next(part for part in QUESTION.submissions if part.expect == "failed")
    (tmp_path / "kmeans-lloyd.py").write_text(QUESTION.sources[wrong.path] + '\nprint("hello from the file")\n')
    time.sleep(1.5)  # the file is looked at twice a second
    person.types("/edit")
    person.types("/time")
    person.sees("of 30 minutes")
    person.types("/run")
    person.sees("hello from the file")
    person.types("/submit")
    said = person.sees("hidden checks")
    assert "✗" in said
    assert "checks passed." in said
    person.types("/hint")
    person.sees("hint")
    person.types("/end")
    said, code = person.is_gone()
    assert "thinkaloud debrief --session" in said
    assert code == 0


@pytest.mark.parametrize("key", ["c", "d"])
def test_leaving_is_polite_and_the_session_goes_on_later(key: str, person: AtTheTerminal, tmp_path: Path) -> None:
    person.sees("Interviewer")
    person.sees("── clarify ──")
    person.sees(">")
    person.presses(key)
    said, code = person.is_gone()
    assert "Traceback" not in said
    assert code == 0
    session = re.search(r"--session (\w+)", said)
    assert session, said

    again = AtTheTerminal(tmp_path, "interview", "--session", session[1])
    try:
        again.sees("Taken up again")
        again.types("/end")
        assert again.is_gone()[1] == 0
    finally:
        again.shell.close(force=True)


def test_an_interrupt_stops_the_run_and_the_next_one_leaves(person: AtTheTerminal, tmp_path: Path) -> None:
    person.sees("── clarify ──")
    (tmp_path / "kmeans-lloyd.py").write_text("print('it begins', flush=True)\nwhile True:\n    pass\n")
    time.sleep(1.5)  # the file is looked at twice a second
    person.types("/run")
    person.sees("Running ...")
    person.presses("c")
    person.sees("Stopped; nothing was judged.")
    person.types("/stop")
    person.sees("No run is going.")
    person.presses("c")
    said, code = person.is_gone()
    assert "--session" in said
    assert code == 0


def test_an_interrupt_stops_the_run_of_a_script_and_its_next_line_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "server.cli", "interview", QUESTION.id],
        cwd=tmp_path, env={**os.environ, "THINKALOUD_DATA_FOLDER": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        said = ""
        for line in process.stdout:
            said += line
            if "── clarify ──" in line:
                (tmp_path / "kmeans-lloyd.py").write_text("while True:\n    pass\n")
                process.stdin.write("/run\n/time\n/quit\n")
                process.stdin.flush()
            elif "Running ..." in line:
                process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0, said
    assert "Stopped; nothing was judged." in said
    assert "of 30 minutes" in said[said.index("Stopped;") :]
    assert "Traceback" not in said


def test_a_server_that_has_the_data_folder_is_spoken_with(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "data") as server:
        person = AtTheTerminal(tmp_path, "interview", QUESTION.id)
        try:
            person.sees("Interviewer")
            rows = server.rest("GET", "/api/sessions")
            assert [row["question_id"] for row in rows] == [QUESTION.id]
            # The server is told to go: the person is told in a line, and the session is kept.
            assert server.stop() == 0
            said, code = person.is_gone()
        finally:
            person.shell.close(force=True)
        assert code == 2
        assert "The connection to the server was lost" in said
        assert f"--session {rows[0]['id']}" in said
        assert "Traceback" not in said


def test_a_file_that_cannot_be_read_is_said_once_and_the_interview_goes_on(
    person: AtTheTerminal, tmp_path: Path
) -> None:
    person.sees("Interviewer")
    (tmp_path / "kmeans-lloyd.py").write_bytes(b"\xff\xfe")
    person.sees("is not UTF-8 text")
    time.sleep(1.5)
    person.types("/end")
    said, code = person.is_gone()
    assert "is not UTF-8 text" not in said
    assert code == 0
