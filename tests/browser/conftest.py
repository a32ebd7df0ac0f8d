"""A real Chromium against the real server. Without a Chromium these tests are skipped by name."""

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from question_bank.load import load_bank
from server.client import ServerAddress, SessionClient, create_session
from tests.acceptance.scripted_candidate import ScriptedCandidate
from tests.browser.server_process import Server

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "test-output" / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"]  # fmt: skip


def find_chromium() -> str | None:
    named = os.environ.get("THINKALOUD_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = find_chromium() is None
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"no Chromium found (looked for {', '.join(NAMES)})"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "data")
    yield running
    running.kill()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that only look."""
    running = Server(tmp_path_factory.mktemp("shared"))
    yield running
    running.kill()


@pytest.fixture(scope="session")
def recording(shared_server: Server) -> str:
    """A whole interview about k-means on the shared server, with a failed and a passing submission."""
    address = ServerAddress(url=shared_server.url, token=shared_server.token)
    question = load_bank().get("kmeans-lloyd")

    async def play() -> str:
        session_id = await create_session(address, question.id)
        async with SessionClient.open(address, session_id, question.starter) as client:
            await ScriptedCandidate(client, question).play()
        return session_id

    # The browser's driver keeps an event loop of its own in this thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, play()).result()


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    path = find_chromium()
    assert path is not None
    launched = playwright_driver.chromium.launch(executable_path=path, args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose console must stay free of errors."""
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield opened
    expected = re.compile(r"WebSocket connection to|ERR_CONNECTION_REFUSED|Failed to load resource: net::")
    assert [problem for problem in problems if not expected.search(problem)] == []


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Iterator[Path]:
    """Folder of the test's pictures, kept as test output."""
    folder = OUTPUT / request.node.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
