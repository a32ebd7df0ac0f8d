"""What holds for the repository as a whole."""

import ast
import re
import subprocess
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("agent", "question_bank", "rubric", "runner", "server", "transcripts")
VAGUE = {"utils", "util", "common", "core", "helpers", "helper", "base", "misc", "types", "lib"}


def tracked_files() -> list[Path]:
    """Files that git knows or would add; outside a checkout, all files of the rooms."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def python_modules() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "packages" not in path.parts]


def test_no_module_has_a_vague_name() -> None:
    named = [path for path in python_modules() if path.stem in VAGUE or set(path.parent.parts) & VAGUE]
    assert named == []


def test_each_module_says_what_it_holds() -> None:
    silent = [path for path in python_modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_room_names_belong_to_this_distribution_alone() -> None:
    owners = packages_distributions()
    assert {room: set(owners.get(room, ["thinkaloud"])) for room in ROOMS} == {room: {"thinkaloud"} for room in ROOMS}


def test_no_module_reads_the_environment_but_settings_and_the_runner() -> None:
    allowed = {"server/settings.py"}
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in python_modules()
        if re.search(r"os\.environ|os\.getenv", path.read_text()) and "runner" not in path.parts
    ]
    assert set(readers) <= allowed


@pytest.mark.parametrize("lock", ["requirements/run.txt", "requirements/test.txt", "web/package-lock.json"])
def test_lock_files_name_no_download_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    addresses = re.findall(
        r'"resolved"\s*:|--(?:extra-)?index-url|--find-links|file://|https?://(?!\S*(?:funding|sponsors|opencollective|tidelift))\S+',
        text,
    )
    foreign = [found for found in addresses if not found.startswith("http")]
    assert foreign == []


def test_every_pin_has_a_hash() -> None:
    for lock in ("run.txt", "test.txt"):
        blocks = re.split(r"\n(?=\S)", (ROOT / "requirements" / lock).read_text().strip())
        assert blocks
        assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_run_and_test_locks_pin_the_same_versions() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE))

    run, test = pins("run.txt"), pins("test.txt")
    assert run.items() <= test.items()


def test_no_path_of_one_machine() -> None:
    machine = re.compile(r"/(?:work|home|root|Users)/(?:main|shared|\.library|[a-z]+/(?:src|projects|code))\b")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".ts", ".svelte", ".toml", ".json", ".yml", ".txt"}
        and (match := machine.search(path.read_text(errors="ignore")))
    ]
    assert found == []
