"""`thinkaloud simulate` as a user meets it, and simulated candidates over the real socket."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.drive import replay
from question_bank.load import load_bank
from server.debriefs import debrief_from_log
from server.simulate.candidate import meanings
from server.simulate.checklist import LEAKS, Answer, check_off
from server.simulate.scenario import persona
from transcripts.archive import log_from_archive
from transcripts.envelope import Sealed
from transcripts.events import CandidateSaid, CodeEdited, InterviewerSaid, SessionEnded, SessionStarted, TimerFired

ROOT = Path(__file__).parents[2]
KMEANS = load_bank().get("kmeans-lloyd")


def simulate(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "THINKALOUD_DATA_FOLDER": str(folder / "own"), "COLUMNS": "120", "PYTHONPATH": str(ROOT),
        "THINKALOUD_MODEL": "never-asked", "THINKALOUD_MODEL_BASE_URL": "http://127.0.0.1:9/v1",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "server.cli", "simulate", *words],
        check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=240,
    )  # fmt: skip


def log_of(file: Path) -> tuple[Sealed, ...]:
    return log_from_archive(file.read_bytes())


def test_the_cast_is_listed(tmp_path: Path) -> None:
    shown = simulate("--persona", "list", folder=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout == simulate(folder=tmp_path).stdout
    rows = json.loads(simulate("--persona", "list", "--json", folder=tmp_path).stdout)
    assert len(rows) == 12
    assert all(row["id"] in shown.stdout for row in rows)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--persona", "nobody", "--question", "kmeans-lloyd"], "no persona 'nobody'; there are average,"),
        (["--persona", "strong"], "Name a question"),
        (["--persona", "strong", "--question", "no-such-question"], "no-such-question"),
        (["--scenario", "missing.toml", "--question", "kmeans-lloyd"], "missing.toml"),
        (["--persona", "strong", "--question", "kmeans-lloyd", "--minutes", "2"], "5 to 180 minutes"),
    ],
)
def test_what_cannot_be_done_is_one_line(words: list[str], reason: str, tmp_path: Path) -> None:
    done = simulate(*words, folder=tmp_path)
    assert done.returncode == 2
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.glob("*.jsonl")) == []


@pytest.mark.sandbox
@pytest.mark.parametrize("name", ["strong", "does_not_know", "silent_coder"])
def test_a_whole_interview_is_played_over_the_socket(name: str, tmp_path: Path) -> None:
    done = simulate("--persona", name, "--question", KMEANS.id, "--seed", "3", "--check", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    account = json.loads(done.stdout)
    log = log_of(tmp_path / f"{name}-{KMEANS.id}-3.jsonl")
    started, ended = log[0].envelope.event, log[-1].envelope.event
    assert isinstance(started, SessionStarted)
    assert started.seed == 3
    assert isinstance(ended, SessionEnded)
    assert (account["persona"], account["question_id"]) == (name, KMEANS.id)
    assert account["ending"] == ended.ending == "completed"
    assert replay(KMEANS, log) == ()
    assert account["recommendation"] == debrief_from_log(log, KMEANS).overall.recommendation
    assert name == "does_not_know" or account["verdict"] == "passed"
    assert not (tmp_path / "own").exists(), "the user's own data folder is left alone"
    if name != "strong":
        # The pauses were long in interview time, whatever they took here.
        assert any(isinstance(one.envelope.event, TimerFired) for one in log)
        assert account["duration_ms"] > 15 * 60_000
    faults = [one["id"] for one in account["checklist"] if one["answer"] == "no"]
    assert not LEAKS & set(faults)
    assert faults == []


@pytest.mark.sandbox
def test_the_same_seed_says_and_types_the_same(tmp_path: Path) -> None:
    said = []
    for name in ("one.jsonl", "two.jsonl"):
        done = simulate(
            "--persona", "average", "--question", "softmax-stable", "--seed", "11", "--to", name, folder=tmp_path
        )
        assert done.returncode == 0, done.stderr
        events = [one.envelope.event for one in log_of(tmp_path / name)]
        said.append([
            getattr(event, "text", None) or getattr(event, "changes", None)
            for event in events
            if isinstance(event, CandidateSaid | CodeEdited | InterviewerSaid)
        ])  # fmt: skip
    assert said[0] == said[1]
    assert len(said[0]) > 20


@pytest.mark.sandbox
def test_a_scenario_of_ones_own_is_played(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'format = 1\nid = "mine"\nsays = "Asks and leaves."\n'
        '[[clarify]]\nmeans = "fact"\nsay = ["{fact.3.plain}"]\n[[clarify]]\nend = true\n'
    )
    done = simulate("--scenario", "mine.toml", "--question", KMEANS.id, "--to", "mine.jsonl", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "mine on kmeans-lloyd: left early" in done.stdout
    log = log_of(tmp_path / "mine.jsonl")
    words = [one.envelope.event.text for one in log if isinstance(one.envelope.event, CandidateSaid)]
    assert words == [KMEANS.facts[2].asks[0]]


@pytest.mark.sandbox
def test_the_checklist_knows_what_was_meant_over_the_socket_too(tmp_path: Path) -> None:
    done = simulate(
        "--persona", "hint_seeker", "--question", KMEANS.id, "--to", "hints.jsonl", "--check", folder=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "yes climbs the ladder of hints step by step" in done.stdout
    log = log_of(tmp_path / "hints.jsonl")
    meant = meanings(persona("hint_seeker"), KMEANS, [one.envelope for one in log], 7)
    assert set(meant) == {one.envelope.seq for one in log if isinstance(one.envelope.event, CandidateSaid)}
    checked = {one.id: one.answer for one in check_off(KMEANS, log, meant)}
    assert checked["climbs_the_ladder"] is Answer.YES
