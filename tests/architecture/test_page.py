"""The page's own checks, and what is generated from the code for it and for readers."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.generate import stale
from tests.architecture.test_repository import ROOT

WEB = ROOT / "web"
TYPES = WEB / "src" / "wire" / "generated.ts"
needs_npm = pytest.mark.skipif(
    shutil.which("npm") is None or not (WEB / "node_modules").is_dir(),
    reason="npm or the page's packages are missing: cd web && npm ci",
)


@needs_npm
@pytest.mark.slow
@pytest.mark.parametrize("script", ["check", "test"])
def test_the_pages_own_checks_pass(script: str) -> None:
    done = subprocess.run(
        ["npm", "run", "--silent", script], cwd=WEB, check=False, capture_output=True, text=True, timeout=280
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


@needs_npm
def test_the_pages_types_are_those_of_the_schema(tmp_path: Path) -> None:
    copy = tmp_path / "web"
    for name in ("scripts", "package.json"):
        source = WEB / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, _made(copy) / name)
    (copy / "node_modules").symlink_to(WEB / "node_modules")
    (copy / "src" / "wire").mkdir(parents=True)
    schema = ROOT / "docs" / "reference" / "protocol.schema.json"
    subprocess.run(["node", "scripts/types.mjs", str(schema)], cwd=copy, check=True, capture_output=True)
    assert TYPES.read_text() == (copy / "src" / "wire" / "generated.ts").read_text(), "write them again: make schema"


def test_what_is_generated_is_current() -> None:
    assert [path.relative_to(ROOT).as_posix() for path in stale()] == [], "write them again: make schema"


def test_generating_can_be_checked_from_the_command_line() -> None:
    done = subprocess.run([sys.executable, "scripts/generate.py", "--check"], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == (1 if stale() else 0)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder
