"""`thinkaloud rescore` as a user meets it: a folder of sessions, some of them broken."""

import json
from pathlib import Path

import pytest

from question_bank.load import load_bank
from server.simulate.in_memory import play
from server.simulate.scenario import persona
from tests.acceptance.test_command_line import thinkaloud
from transcripts.archive import archive_from_log

QUESTION = load_bank().get("kmeans-lloyd")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sessions")
    for name in ("strong", "weak", "average"):
        (folder / f"{name}.jsonl").write_bytes(archive_from_log(play(persona(name), QUESTION)))
    whole = (folder / "weak.jsonl").read_bytes()
    (folder / "cut.jsonl").write_bytes(whole[: len(whole) // 2])
    (folder / "changed.jsonl").write_bytes(whole.replace(b"weak", b"strong").replace(b"I ", b"You "))
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "again.jsonl").write_bytes(whole)
    return folder


def rescored(folder: Path, tmp_path: Path, *words: str) -> list[dict]:
    done = thinkaloud("rescore", str(folder), "--json", *words, data_folder=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_each_file_is_graded_or_named_with_its_reason(folder: Path, tmp_path: Path) -> None:
    found = {Path(one["file"]).stem: one for one in rescored(folder, tmp_path)}
    assert {name for name, one in found.items() if one["problem"]} == {"cut", "changed", "empty"}
    assert found["strong"]["score"] > found["average"]["score"] > found["weak"]["score"]
    assert found["again"]["levels"] == found["weak"]["levels"]
    assert found["cut"]["recommendation"] is None


@pytest.mark.parametrize("processes", ["1", "2"])
def test_what_came_out_otherwise_is_listed(folder: Path, tmp_path: Path, processes: str) -> None:
    kept = tmp_path / "kept"
    first = rescored(folder, tmp_path, "--to", str(kept), "--processes", processes)
    assert all(one["is_new"] for one in first)
    file = kept / "weak.debrief.json"
    debrief = json.loads(file.read_bytes())
    debrief["overall"]["recommendation"] = "strong_hire"
    debrief["dimensions"][0]["level"] = 4
    file.write_text(json.dumps(debrief))
    (kept / "average.debrief.json").write_text("not a debrief")
    second = {Path(one["file"]).stem: one for one in rescored(folder, tmp_path, "--to", str(kept))}
    assert [name for name, one in second.items() if one["changed"]] == ["weak"]
    assert len(second["weak"]["changed"]) == 2
    assert second["average"]["is_new"]
    third = rescored(folder, tmp_path, "--to", str(kept))
    assert not any(one["changed"] for one in third)


def test_what_cannot_be_done_is_said_in_one_line(folder: Path, tmp_path: Path) -> None:
    for words in ([str(tmp_path / "nowhere")], [str(tmp_path)]):
        done = thinkaloud("rescore", *words, data_folder=tmp_path / "data")
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1


def test_a_debrief_is_printed_as_a_page(folder: Path, tmp_path: Path) -> None:
    done = thinkaloud("debrief", str(folder / "average.jsonl"), "--html", data_folder=tmp_path / "data")
    assert done.stdout.startswith("<!doctype html>")
    both = thinkaloud("debrief", str(folder / "average.jsonl"), "--html", "--md", data_folder=tmp_path / "data")
    assert both.returncode == 2
