"""What a program prints, raises and names is shown in a terminal as text; files of any bytes end in plain words."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but for tab and new line, and marks that turn text around."""

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]

SPELL = (
    r"\x1b]0;title\x07\x1b[2J\x1b]8;;http://127.0.0.1/\x1b\\link\x1b]8;;\x1b\\\u202edetrevni\u202c\u2066\x9b31m\x08\x7f\r"
    r"[red]bold[/red]<script>alert(1)</script>"
)
PLACES = {
    "output": f'print("{SPELL}")',
    "output to stderr": f'import sys; print("{SPELL}", file=sys.stderr)',
    "bytes that are no text": r'import os; os.write(1, b"\xff\xfe\x1b[2J\xc3")',
    "an error": f'raise ValueError("{SPELL}")',
    "an error's name": f'raise type("{SPELL}", (Exception,), {{}})("x")',
    "a note": f'e = ValueError("x"); e.add_note("{SPELL}"); raise e',
    "an exit": f'raise SystemExit("{SPELL}")',
    "a warning": f'import warnings; warnings.warn("{SPELL}")',
    "a test of its own": f'assert False, "{SPELL}"',
    "an answer": "",
    "an answer of text": "",
}
ANSWERS = {
    "an answer": f'{{"{SPELL}": ["{SPELL}"]}}',
    "an answer of text": f'np.full(np.shape(scores), "{SPELL}")',
}


def run(path: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "THINKALOUD_DATA_FOLDER": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "server.cli", "run", "softmax-stable", str(path), "--visible"],
        check=False,
        cwd=folder,
        env={**environment, "COLUMNS": "120"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=240,
    )


@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_a_program_says_steers_the_terminal(place: str, tmp_path: Path):
    source = f"import numpy as np\ndef softmax(scores, axis=-1):\n    return {ANSWERS.get(place, 'scores')}\n"
    path = tmp_path / "answer.py"
    path.write_text(f"{source}\nif __name__ == '__main__':\n    {PLACES[place] or 'pass'}\n", encoding="utf-8")
    done = run(path, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback (most recent call last)" not in done.stderr
    assert STEERS.findall(done.stdout + done.stderr) == []


FILES = {
    "empty": b"",
    "white": b" \t\n\x0c\r\n",
    "nulls": b"x = 1\n\0\0",
    "binary": bytes(range(256)) * 40,
    "not UTF-8": b"def softmax(scores, axis=-1):\n    return 'caf\xe9'\n",
    "declared Latin": b"# -*- coding: latin-1 -*-\ndef softmax(scores, axis=-1):\n    return 'caf\xe9'\n",
    "declared nonsense": b"# -*- coding: no-such -*-\ndef softmax(scores, axis=-1):\n    return 0\n",
    "declared UTF-7": b"# -*- coding: utf-7 -*-\ndef softmax(scores, axis=-1):\n    return 0\n",
    "half a surrogate": b"x = '\xed\xa0\x80'\n",
    "marked with its order": b"\xef\xbb\xbfdef softmax(scores, axis=-1):\r\n    return scores\r\n",
    "UTF-16": "def softmax(scores, axis=-1): return scores".encode("utf-16"),
    "old line ends": b"def softmax(scores, axis=-1):\r    return scores\r",
    "steering names": "def softmax(scores, axis=-1):\n    \u202e = \x1b[2J\n".encode(),
    "turned around": "def softmax(scores):\n    '''\u202e \u2066''' and 0\n    return scores # \u2069\n".encode(),
    "deep": b"x = " + b"(" * 100_000,
    "deep in operators": b"x = " + b"-" * 200_000 + b"1",
    "one long line": b"x = [" + b"1," * 200_000 + b"]",
    "great": b"# x\n" * 300_000,
    "many digits": b"x = " + b"9" * 100_000,
    "many names": b"".join(b"x%d = 0\n" % n for n in range(20_000)),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_any_bytes_ends_in_plain_words(name: str, tmp_path: Path):
    path = tmp_path / "answer.py"
    path.write_bytes(FILES[name])
    done = run(path, tmp_path)
    assert done.returncode in (0, 2), (done.stdout, done.stderr)
    assert "Verdict: passed" not in done.stdout
    assert "Traceback (most recent call last)" not in done.stderr
    assert "runner_fault" not in done.stdout
    assert "judge failed" not in done.stdout
    assert (done.stdout + done.stderr).strip()
    assert STEERS.findall(done.stdout + done.stderr) == []
