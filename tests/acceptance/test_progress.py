"""`thinkaloud progress` and `/api/progress` as a user and a script meet them, with sessions of simulated candidates."""

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from question_bank.load import Bank, load_bank
from rubric.levels import DIMENSIONS
from server.debriefs import debrief_from_log
from server.skills import Grader
from tests.acceptance.played_sessions import archive_of, played
from tests.acceptance.server_process import ServerProcess
from transcripts.archive import archive_from_log

ROOT = Path(__file__).parents[2]
SAT = (
    ("weak", "kmeans-lloyd", "first", "2026-01-10T10:00:00Z"),
    ("strong", "softmax-stable", "second", "2026-01-12T10:00:00Z"),
)


def thinkaloud(*words: str, data_folder: Path, columns: int = 120) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "THINKALOUD_DATA_FOLDER": str(data_folder), "COLUMNS": str(columns)}
    return subprocess.run(
        [sys.executable, "-m", "server.cli", *words],
        check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> Path:
    """Two exported sessions."""
    made = tmp_path_factory.mktemp("exported")
    for row in SAT:
        (made / f"{row[2]}.jsonl").write_bytes(archive_of(bank, *row))
    return made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    """A data folder with the two sessions taken in."""
    data = tmp_path_factory.mktemp("data")
    for file in sorted(folder.iterdir()):
        done = thinkaloud("sessions", "import", str(file), data_folder=data)
        assert done.returncode == 0, done.stderr
    return data


def test_the_store_and_a_folder_with_the_same_sessions_say_the_same(folder: Path, store: Path, bank: Bank) -> None:
    from_store = thinkaloud("progress", "--json", data_folder=store)
    assert from_store.returncode == 0, from_store.stderr
    from_folder = thinkaloud("progress", str(folder), "--json", data_folder=store)
    assert from_folder.stdout == from_store.stdout
    report = json.loads(from_store.stdout)
    assert [line["id"] for line in report["sessions"]] == ["first", "second"]
    assert report["n_counted"] == 2
    for row, line in zip(SAT, report["sessions"], strict=True):
        debrief = debrief_from_log(played(bank, *row), bank.get(row[1]))
        assert line["level"] == debrief.overall.score
        assert line["levels"] == {part.id: part.level for part in debrief.dimensions}
    topics = {topic["topic"]: topic for topic in report["topics"]}
    clustering, layers = topics[bank.get("kmeans-lloyd").topic], topics[bank.get("softmax-stable").topic]
    assert clustering["estimate"]["mean"] < layers["estimate"]["mean"]
    assert (clustering["box"], clustering["due_day"]) == (1, "2026-01-11")
    assert (layers["box"], layers["due_day"]) == (2, "2026-01-15")


@pytest.mark.parametrize("columns", [80, 130])
def test_the_table_is_for_people(columns: int, store: Path) -> None:
    shown = thinkaloud("progress", data_folder=store, columns=columns)
    assert shown.returncode == 0, shown.stderr
    assert max(len(line) for line in shown.stdout.splitlines()) <= columns
    words = " ".join(shown.stdout.split())
    for expected in ("2 sessions, as of", "too few to tell", "clustering", "layers", "2026-01-11, due", "Next 1."):
        assert expected in words
    assert "…" not in words
    assert "thinkaloud interview " in words


def test_without_sessions_it_says_what_to_begin_with(tmp_path: Path) -> None:
    shown = thinkaloud("progress", data_folder=tmp_path / "data")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("No sessions yet.")
    assert shown.stdout.count("thinkaloud interview ") == 3
    assert "Dimension" not in shown.stdout


@pytest.mark.parametrize(("name", "reason"), [("missing", "is not a folder"), ("empty", "no exported session")])
def test_what_cannot_be_done_is_one_line(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = thinkaloud("progress", str(tmp_path / name), data_folder=tmp_path / "data")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert reason in done.stderr


def test_files_that_are_no_whole_sessions_are_named_and_the_rest_is_counted(
    folder: Path, bank: Bank, tmp_path: Path
) -> None:
    log = played(bank, *SAT[0])
    (tmp_path / "good.jsonl").write_bytes((folder / "second.jsonl").read_bytes())
    (tmp_path / "twice.jsonl").write_bytes((folder / "second.jsonl").read_bytes())
    (tmp_path / "open.jsonl").write_bytes(archive_from_log(log[:20]))
    (tmp_path / "notes.jsonl").write_text('{"hello": "world"}\n')
    changed = archive_from_log(log).replace(b'"seed":7', b'"seed":8', 1)
    (tmp_path / "changed.jsonl").write_bytes(changed)
    done = thinkaloud("progress", str(tmp_path), "--json", data_folder=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert [line["id"] for line in report["sessions"]] == ["second"]
    reasons = {each["id"]: each["why"] for each in report["not_read"]}
    assert set(reasons) == {"first", "notes.jsonl", "changed.jsonl"}
    assert reasons["first"] == "It has not ended."
    shown = thinkaloud("progress", str(tmp_path), data_folder=tmp_path / "data")
    assert "notes.jsonl" in shown.stdout


def test_a_log_is_graded_once(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    from server import skills

    calls: list[str] = []

    def counting(log: Any, question: Any) -> Any:
        calls.append(question.id)
        return debrief_from_log(log, question)

    monkeypatch.setattr(skills, "debrief_from_log", counting)
    grader, log = Grader(bank), played(bank, *SAT[0])
    assert grader.kept(log[-1].sha256) is None
    first = grader.grade(log)
    assert grader.grade(log) is first
    assert grader.kept(log[-1].sha256) is first
    assert calls == ["kmeans-lloyd"]


def test_the_route_gives_what_the_command_says_and_only_to_who_may_ask(store: Path) -> None:
    said = json.loads(thinkaloud("progress", "--json", data_folder=store).stdout)
    with ServerProcess(store) as server:
        assert server.rest("GET", "/api/progress") == said
        going_on = server.new_session()
        report = server.rest("GET", "/api/progress")
        assert report["n_counted"] == 2
        assert [(each["id"], each["why"]) for each in report["not_read"]] == [(going_on, "It has not ended.")]
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(server.url + "/api/progress", timeout=20)
        assert refused.value.code == 401
        refused.value.close()
    assert {part["id"] for part in said["dimensions"]} == set(DIMENSIONS)


@pytest.mark.slow
def test_grading_many_sessions_does_not_hold_up_the_others(bank: Bank, tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        row = SAT[0]
        for number in range(24):
            content = archive_of(bank, row[0], row[1], f"many{number}", f"2026-01-{number + 1:02}T10:00:00Z")
            _import(server, content)

        def timed(ask: Callable[[], object]) -> float:
            began = time.perf_counter()
            ask()
            return time.perf_counter() - began

        async def race() -> tuple[float, list[float]]:
            grading = asyncio.create_task(
                asyncio.to_thread(timed, lambda: server.rest("GET", "/api/progress")), name="grading"
            )
            waits = []
            while not grading.done():
                waits.append(await asyncio.to_thread(timed, lambda: server.rest("GET", "/api/queue")))
                await asyncio.sleep(0.01)
            return await grading, waits

        took, waits = asyncio.run(race())
        print(f"24 graded in {took:.2f} s; longest of {len(waits)} other waits {max(waits):.3f} s")  # noqa: T201
        assert len(waits) >= 3
        assert max(waits) < took / 2
        again = timed(lambda: server.rest("GET", "/api/progress"))
        print(f"the second time took {again:.3f} s")  # noqa: T201
        assert again < took / 2


def _import(server: ServerProcess, content: bytes) -> None:
    headers = {**server.headers, "Content-Type": "application/x-ndjson"}
    request = urllib.request.Request(server.url + "/api/sessions/import", content, headers, method="POST")
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 201
