"""What is installed: the wheel holds everything that the product needs and nothing else, and works where it lands."""

import json
import os
import shutil
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from hatch_build import SKIP_SETTING, is_current
from question_bank.load import builtin_folder, package_files
from tests.architecture.test_repository import ROOMS, ROOT

pytestmark = pytest.mark.slow
_LEFT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "__pycache__", "test-output", ".*_cache", ".hypothesis", "build", "dist"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # A copy, so that what a build leaves behind is not left in the checkout.
    shutil.copytree(ROOT, folder / "source", ignore=_LEFT, symlinks=True)
    environment = {**os.environ, "PIP_NO_INDEX": "1"}
    if not is_current():
        # The page is a build of its own, with its own tests; it must not be built here from the network.
        environment[SKIP_SETTING] = "1"
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist")],
        cwd=folder / "source", env=environment, check=True, capture_output=True, text=True, timeout=200,
    )  # fmt: skip
    (built,) = (folder / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_module_and_every_file_of_the_questions(names: set[str]) -> None:
    modules = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "__pycache__" not in path.parts
    }
    packages = {
        path.relative_to(ROOT).as_posix()
        for folder in builtin_folder().iterdir()
        if folder.is_dir() and not folder.name.startswith((".", "_"))
        for path in package_files(folder)
    }
    assert len(packages) > 50
    assert (modules | packages) - names == set()
    assert {"question_bank/question.schema.json", "question_bank/catalogue.tsv"} <= names
    scenarios = {path.relative_to(ROOT).as_posix() for path in (ROOT / "server/simulate/scenarios").glob("*.toml")}
    assert len(scenarios) >= 12
    assert scenarios - names == set()


def test_the_wheel_holds_the_page(names: set[str]) -> None:
    if not is_current():
        pytest.skip("the page's bundle is older than its sources: make page")
    bundle = {path.relative_to(ROOT).as_posix() for path in (ROOT / "server" / "static").rglob("*") if path.is_file()}
    assert bundle <= names
    assert "server/static/index.html" in names
    assets = {Path(name).suffix for name in names if name.startswith("server/static/assets/")}
    assert {".js", ".css"} <= assets


def test_the_wheel_holds_the_attacks_that_the_doctor_tries(names: set[str]) -> None:
    folder = ROOT / "tests" / "attacks" / "submissions"
    attacks = {f"runner/attacks/submissions/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.py")}
    assert len(attacks) > 200
    assert attacks - names == set()


def test_the_wheel_holds_nothing_else(names: set[str]) -> None:
    rooms = {name.split("/")[0] for name in names}
    assert {room for room in rooms if not room.endswith(".dist-info")} == set(ROOMS)
    unwanted = {".pyc", ".ts", ".svelte", ".map", ".sqlite3", ".env"}
    assert [name for name in names if Path(name).suffix in unwanted] == []
    parts = {part for name in names for part in Path(name).parts}
    assert parts & {"__pycache__", "node_modules", "tests", "web", "scripts", "bench"} == set()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment of its own, with the libraries of this one and without the network."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    place = Path(sysconfig.get_path("purelib", scheme="posix_prefix", vars={"base": str(folder)}))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet",
         "--disable-pip-version-check", str(wheel)],
        check=True, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    # A .pth file inside a folder that a .pth file names is not read: this checkout's own cannot come in.
    (place / "libraries.pth").write_text("".join(f"{path}\n" for path in site.getsitepackages()))
    return folder / "bin" / "thinkaloud"


def _json(installed: Path, *words: str, folder: Path) -> object:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "THINKALOUD"))}
    done = subprocess.run(
        [str(installed), *words, "--json"], cwd=folder, env={**environment, "HOME": str(folder)},
        check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_what_was_installed_lists_its_questions(installed: Path, tmp_path: Path) -> None:
    rows = _json(installed, "questions", "list", folder=tmp_path)
    assert {row["id"] for row in rows} == {
        folder.name for folder in builtin_folder().iterdir() if (folder / "question.toml").is_file()
    }


@pytest.mark.sandbox
def test_what_was_installed_finds_its_sandbox_and_judges(installed: Path, tmp_path: Path) -> None:
    assert _json(installed, "doctor", folder=tmp_path)["runs_code"] is True
    answer = tmp_path / "answer.py"
    shutil.copyfile(builtin_folder() / "conv2d-naive" / "starter.py", answer)
    tried = _json(installed, "doctor", "--attacks", "--only", "disturb", folder=tmp_path)
    assert tried["n_tried"] >= 20
    assert tried["worked"] == []
    judged = _json(installed, "run", "conv2d-naive", str(answer), "--visible", folder=tmp_path)
    assert judged["report"]["verdict"] == "failed"
