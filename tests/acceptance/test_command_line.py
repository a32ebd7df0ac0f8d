"""The command line as a user meets it: a real process, its output, its exit code."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from question_bank.load import load_bank
from server.cli import COMMANDS, command_at

ROOT = Path(__file__).parents[2]
KMEANS = "kmeans-lloyd"


def thinkaloud(
    *words: str, data_folder: Path, stdin: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "THINKALOUD_DATA_FOLDER": str(data_folder), "COLUMNS": "160", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "server.cli", *words],
        check=False, cwd=cwd or data_folder.parent, env=environment, input=stdin, capture_output=True, text=True,
        timeout=240,
    )  # fmt: skip


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A short interview in a terminal, exported: the data folder and the file."""
    folder = tmp_path_factory.mktemp("played")
    data = folder / "data"
    question = load_bank().get(KMEANS)
    right = next(sub for sub in question.submissions if sub.expect == "passed")
    (folder / "kmeans.py").write_text(question.sources[right.path])
    talk = "\n".join([question.facts[0].asks[0], "/next", "I would loop: assign, then update, until stable.", "/next",
                      "/submit", "/hint", "/end", ""])  # fmt: skip
    (folder / f"{KMEANS}.py").write_text(question.starter)
    said = thinkaloud("interview", KMEANS, "--file", "answer.py", data_folder=data, stdin=talk, cwd=folder)
    assert said.returncode == 0, said.stderr
    assert "Interviewer" in said.stdout
    listed = json.loads(thinkaloud("sessions", "list", "--json", data_folder=data).stdout)
    file = folder / "session.jsonl"
    exported = thinkaloud("sessions", "export", listed[0]["id"], str(file), data_folder=data)
    assert exported.returncode == 0, exported.stderr
    return data, file


def test_the_version_is_printed(data_folder: Path) -> None:
    done = thinkaloud("--version", data_folder=data_folder)
    assert (done.returncode, done.stdout.split()[0]) == (0, "thinkaloud")


def test_help_and_version_load_next_to_nothing(data_folder: Path) -> None:
    program = (
        "import sys\nsys.argv = ['thinkaloud', sys.argv[1]]\nfrom server.cli import main\n"
        "try:\n    main()\nfinally:\n    print(sorted(sys.modules), file=sys.stderr)\n"
    )
    heavy = {"numpy", "pydantic", "fastapi", "httpx", "rich", "msgspec", "asyncio", "server.wiring"}
    for word in ("--version", "--help"):
        done = subprocess.run(
            [sys.executable, "-c", program, word], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert heavy & set(ast.literal_eval(done.stderr)) == set()


def test_the_help_says_of_each_command_what_the_command_says() -> None:
    for name, place in COMMANDS.items():
        assert place.says.rstrip(".") in " ".join(command_at(name).help.split()), name


def test_the_list_names_the_three_questions(data_folder: Path) -> None:
    rows = json.loads(thinkaloud("questions", "list", "--json", data_folder=data_folder).stdout)
    assert {row["id"] for row in rows} >= {KMEANS, "conv2d-naive", "churn-prediction"}
    assert {row["kind"] for row in rows} >= {"from_scratch", "operation", "end_to_end"}


def test_showing_a_question_gives_nothing_away(data_folder: Path) -> None:
    question = load_bank().get(KMEANS)
    shown = thinkaloud("questions", "show", KMEANS, "--json", data_folder=data_folder).stdout
    hidden = [fact.answer for fact in question.facts] + [hint.text for hint in question.hints]
    hidden += [check.title for check in question.checks if not check.visible]
    assert json.loads(shown)["starter"] == question.starter
    assert [secret for secret in hidden if secret in shown] == []
    with_facts = thinkaloud("questions", "show", KMEANS, "--json", "--facts", data_folder=data_folder).stdout
    assert json.loads(with_facts)["facts"] == {fact.id: fact.answer for fact in question.facts}


def test_utterances_are_understood_line_by_line(data_folder: Path) -> None:
    said = "what if a cluster loses all its points?\n\nI'll use broadcasting for the distances.\n"
    done = thinkaloud("understand", KMEANS, "--json", data_folder=data_folder, stdin=said)
    asked, planned = (json.loads(line) for line in done.stdout.splitlines())
    assert asked["act"] == "asks_fact"
    assert planned["act"] in {"states_plan", "states_assumption", "thinks_aloud"}, "it asks for nothing"
    assert asked["facts"] or asked["maybe"]
    assert 0 <= asked["confidence"] <= 1
    answered = thinkaloud(
        "understand", KMEANS, "--phase", "discuss", "--answering", "nothing", data_folder=data_folder, stdin=said
    )
    assert answered.returncode == 2
    assert "no follow-up or trigger 'nothing'" in answered.stderr


@pytest.mark.sandbox
@pytest.mark.parametrize(("expect", "verdict"), [("passed", "passed"), ("failed", "failed")])
def test_run_exits_with_zero_whatever_the_verdict(expect: str, verdict: str, data_folder: Path, tmp_path: Path) -> None:
    question = load_bank().get(KMEANS)
    submission = next(sub for sub in question.submissions if sub.expect == expect)
    file = tmp_path / "answer.py"
    file.write_text(question.sources[submission.path])
    done = thinkaloud("run", KMEANS, str(file), "--json", data_folder=data_folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["report"]["verdict"] == verdict


@pytest.mark.sandbox
def test_a_session_replays_identically_and_is_graded_identically(played: tuple[Path, Path]) -> None:
    data, file = played
    verified = json.loads(thinkaloud("replay", str(file), "--verify", "--json", data_folder=data).stdout)
    assert verified["identical"] is True
    assert verified["question_unchanged"] is True
    twice = {thinkaloud("debrief", str(file), "--json", data_folder=data).stdout for _ in range(2)}
    assert len(twice) == 1
    assert json.loads(twice.pop())["session"]["question_id"] == KMEANS


@pytest.mark.sandbox
def test_import_takes_a_session_to_another_machine_once(played: tuple[Path, Path], data_folder: Path) -> None:
    _, file = played
    first = thinkaloud("sessions", "import", str(file), data_folder=data_folder)
    again = thinkaloud("sessions", "import", str(file), data_folder=data_folder)
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert "already there" in again.stdout
    listed = json.loads(thinkaloud("sessions", "list", "--json", data_folder=data_folder).stdout)
    out = thinkaloud("sessions", "export", listed[0]["id"], data_folder=data_folder)
    assert out.stdout == file.read_text()


@pytest.mark.sandbox
def test_a_changed_line_breaks_the_chain_and_is_named(played: tuple[Path, Path], tmp_path: Path) -> None:
    data, file = played
    lines = file.read_text().splitlines(keepends=True)
    place = next(index for index, line in enumerate(lines) if "candidate_said" in line)
    lines[place] = lines[place].replace('"text":"', '"text":"really, ', 1)
    forged = tmp_path / "forged.jsonl"
    forged.write_text("".join(lines))
    done = thinkaloud("debrief", str(forged), data_folder=data)
    assert done.returncode == 2
    assert f"line {place + 2}" in done.stderr
    assert "Traceback" not in done.stderr


BAD = {
    "an unknown question": (["questions", "show", "kmeens-lloyd"], "kmeans-lloyd"),
    "a file that is not there": (["run", KMEANS, "nowhere.py"], "nowhere.py"),
    "a folder instead of a file": (["run", KMEANS, "."], "folder"),
    "a replay of nothing": (["replay"], "file"),
    "a session that is not there": (["sessions", "export", "nobody"], "nobody"),
    "a transcript that is not there": (["debrief", "gone.jsonl"], "gone.jsonl"),
    "an interview about nothing": (["interview"], "question"),
    "packages in no folder": (["questions", "list", "--packages", "void"], "void"),
    "no such command": (["dance"], "dance"),
    "a bad port": (["serve", "--port", "99999"], "PORT"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_done_is_said_in_one_line_with_exit_code_2(case: str, data_folder: Path) -> None:
    words, named = BAD[case]
    done = thinkaloud(*words, data_folder=data_folder)
    assert done.returncode == 2, done.stdout + done.stderr
    assert named in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.sandbox
def test_a_judged_file_comes_with_what_it_was_run_with(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.py"
    file.write_text("", encoding="utf-8")
    done = thinkaloud("run", KMEANS, str(file), data_folder=data_folder)
    assert done.returncode == 0, done.stderr
    shown = " ".join(done.stdout.partition("Verdict: ")[2].split())
    report = json.loads(thinkaloud("run", KMEANS, str(file), "--json", data_folder=data_folder).stdout)["report"]
    assert "NumPy" in report["environment"]
    assert shown.endswith(" ".join(f"Sandbox {report['sandbox']}: {report['environment']}".split()))


@pytest.mark.sandbox
def test_doctor_tries_attacks_from_a_folder_and_counts_what_worked(data_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "attacks"
    (folder / "steal").mkdir(parents=True)
    (folder / "steal" / "key.py").write_text("def solve(x):\n    return open('{{secret_file}}').read()\n")
    says_so = '"""class: disturb\nseverity: low\n"""\ndef solve(x):\n    print("{{secret}} \\x1b[2J")\n'
    (folder / "claims.py").write_text(says_so)
    done = thinkaloud("doctor", "--attacks-from", str(folder), "--json", data_folder=data_folder)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    back_ends = {tally["back_end"] for tally in report["tallies"]}
    assert "warm-fork" in back_ends
    assert {(tried["attack"], tried["severity"]) for tried in report["worked"]} == {("claims", "low")}
    assert report["n_worked"] == len(back_ends)
    assert report["n_tried"] == 2 * len(back_ends)
    assert len(report["watchers"]) >= 10
    done = thinkaloud("doctor", "--attacks-from", str(folder), "--only", "disturb", data_folder=data_folder)
    assert done.returncode == 0
    assert "claims worked (low)" in done.stdout
    assert "\x1b" not in done.stdout
    assert f"{len(back_ends)} of {len(back_ends)} attacks worked." in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--only", "charm"), "There is no class of attacks 'charm'; there are escape, forge, steal, persist"),
        (("--attacks-from", "nowhere"), "nowhere is not a folder."),
        (("--attacks-from", "."), "holds no Python files"),
    ],
)
def test_doctor_says_in_a_line_why_no_attack_is_tried(words: tuple[str, ...], says: str, data_folder: Path) -> None:
    data_folder.mkdir()
    done = thinkaloud("doctor", *words, data_folder=data_folder, cwd=data_folder)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.sandbox
def test_doctor_says_what_is_in_force(data_folder: Path) -> None:
    done = thinkaloud("doctor", "--json", data_folder=data_folder)
    checkup = json.loads(done.stdout)
    assert done.returncode == 0
    assert checkup["runs_code"] is True
    assert {"user", "mnt", "pid", "net", "ipc"} <= {
        word for layer in checkup["layers"] for word in layer["name"].split()
    }
