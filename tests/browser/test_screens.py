"""Pictures of every page, empty, full and broken, on a desk and on a tablet, light and dark.

Nothing scrolls sideways, no control is cut or covered by another, no button's words are cut, and axe finds no barrier.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from question_bank.load import load_bank
from tests.acceptance.played_sessions import archive_of
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server
from tests.browser.test_pages import AXE

SIZES = {"desk": (1280, 800), "tablet": (820, 1180)}
QUESTION = "kmeans-lloyd"
GONE = "deadbeefdeadbeef"

BROKEN = """import numpy as np


def kmeans(points, centroids, n_iterations=100):
    distances = ((points[:, None] - centroids[None]) ** 2).sum(axis=-1)
    print(f"distances {distances.shape}")
    raise ValueError(f"operands could not be broadcast together with shapes {points.shape} {centroids.shape}")
"""

# Controls that are painted, and what is wrong with where they lie.
CONTROLS = """() => {
  const parts = [...document.querySelectorAll('button, a[href], select, input, textarea, summary, [role=tab]')];
  const wrong = [];
  const boxes = [];
  const name = (part) => part.dataset.testid || part.textContent.trim().slice(0, 30) || part.tagName;
  for (const part of parts) {
    if (!part.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true, contentVisibilityAuto: true })) continue;
    if (part.closest('.cm-editor, .unseen') || part.matches('.unseen')) continue;
    const box = part.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const inView = box.top >= 0 && box.bottom <= innerHeight;
    if (box.left < -1 || box.right > innerWidth + 1) wrong.push(`${name(part)} is beyond the window`);
    const style = getComputedStyle(part);
    const isText = part.matches('button, a.button, [role=tab]');
    const isCut = part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 2;
    if (isText && isCut && style.textOverflow !== 'ellipsis' && style.display !== 'inline') {
      wrong.push(`${name(part)} cuts its words`);
    }
    if (inView && part.matches('button, a.button, select, [role=tab]')) boxes.push([part, box]);
  }
  for (const [one, a] of boxes) for (const [other, b] of boxes) {
    if (one === other || one.contains(other) || other.contains(one)) continue;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const clipped = (part, box) => {
      const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      return hit !== null && !part.contains(hit) && !hit.contains(part);
    };
    const overlap = across > 1 && down > 1 && (clipped(one, a) || clipped(other, b));
    if (overlap) wrong.push(`${name(one)} and ${name(other)} overlap`);
  }
  return wrong;
}"""


class Screens(NamedTuple):
    """Servers with nothing and with much in them, and the sessions of the second."""

    empty: Server
    full: Server
    ended: str
    weak: str
    broken: str


@pytest.fixture(scope="module")
def screens(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screens]:
    bank = load_bank()
    empty, full = (Server(tmp_path_factory.mktemp(name)) for name in ("empty", "full"))
    sat = [
        ("strong", QUESTION, "screensstrong"), ("weak", "softmax-stable", "screensweak"),
        *(("average", question, f"screens{question[:6]}") for question in ("conv2d-naive", "adam-optimizer", "pca")),
    ]  # fmt: skip
    for day, (persona, question_id, session_id) in enumerate(sat, start=2):
        content = archive_of(bank, persona, question_id, session_id, f"2026-01-{day:02}T10:00:00Z")
        full.request("/api/sessions/import", content, "application/x-ndjson")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    candidate = CandidateAtThePage(context.new_page(), bank.get(QUESTION))
    broken = candidate.start(full.entry)
    candidate.reach("code")
    candidate.write(BROKEN)
    candidate.submit()
    context.close()
    yield Screens(empty, full, "screensstrong", "screensweak", broken)
    empty.kill()
    full.kill()


def at(server: Callable[[Screens], Server], path: Callable[[Screens], str], landmark: str):
    return server, path, landmark


SHOWN = {
    "start empty": at(lambda s: s.empty, lambda _: "/", "start-page"),
    "start full": at(lambda s: s.full, lambda _: "/", "start-page"),
    "start broken": at(lambda s: s.full, lambda _: "/?broken", "failure"),
    "interview begun": at(lambda s: s.full, lambda s: f"/session/{begun(s.full)}", "turn-interviewer"),
    "interview full": at(lambda s: s.full, lambda s: f"/session/{s.broken}", "run-summary"),
    "interview over": at(lambda s: s.full, lambda s: f"/session/{s.ended}", "ended"),
    "interview unknown": at(lambda s: s.full, lambda _: f"/session/{GONE}", "failure"),
    "replay begun": at(lambda s: s.full, lambda s: f"/session/{s.ended}/replay#2", "replay-bar"),
    "replay full": at(lambda s: s.full, lambda s: f"/session/{s.ended}/replay#99999", "replay-bar"),
    "replay unknown": at(lambda s: s.full, lambda _: f"/session/{GONE}/replay", "failure"),
    "debrief full": at(lambda s: s.full, lambda s: f"/session/{s.ended}/debrief", "overall"),
    "debrief weak": at(lambda s: s.full, lambda s: f"/session/{s.weak}/debrief", "overall"),
    "debrief of an open session": at(lambda s: s.full, lambda s: f"/session/{s.broken}/debrief", "overall"),
    "progress empty": at(lambda s: s.empty, lambda _: "/progress", "progress-empty"),
    "progress full": at(lambda s: s.full, lambda _: "/progress", "progress-topics"),
    "progress broken": at(lambda s: s.full, lambda _: "/progress?broken", "failure"),
    "grading": at(lambda s: s.full, lambda _: "/grading", "grading"),
    "not found": at(lambda s: s.full, lambda _: "/nowhere/at/all", "not-found"),
}


def begun(server: Server) -> str:
    made = json.loads(server.request("/api/sessions", b'{"question_id": "churn-prediction"}'))
    session_id: str = made["session_id"]
    return session_id


def beyond(page: Page) -> int:
    """By how much the document is wider than the window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def barriers(page: Page) -> list[str]:
    """What axe finds."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{each['id']}: {node['html'][:120]}" for each in report["violations"] for node in each["nodes"]]


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("tablet", "dark")])
def test_every_screen_fits_and_shuts_nobody_out(
    size: str, scheme: str, browser: Browser, screens: Screens, keep: Path
) -> None:
    width, height = SIZES[size]
    viewport = {"width": width, "height": height}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    # What the server cannot answer: the list of questions and the progress, on the addresses that ask for it.
    page.route(
        "**/api/**",
        lambda route: (
            route.abort() if "?broken" in page.url and "/assets/" not in route.request.url else route.continue_()
        ),
    )
    for server in (screens.empty, screens.full):
        page.goto(server.entry)
    found: dict[str, object] = {}
    for name, (server, path, landmark) in SHOWN.items():
        page.goto(server(screens).url + path(screens))
        expect(page.get_by_test_id(landmark).first).to_be_visible(timeout=15_000)
        page.wait_for_timeout(150)
        page.screenshot(path=keep / f"{name.replace(' ', '-')}.png")
        if name in {"debrief full", "debrief weak", "progress full", "grading", "start full"}:
            page.screenshot(path=keep / f"{name.replace(' ', '-')}-whole.png", full_page=True)
        wrong = [*(page.evaluate(CONTROLS)), *barriers(page)]
        if beyond(page) > 0:
            wrong.append(f"the document is {beyond(page)} pixels too wide")
        if wrong:
            found[name] = wrong
    context.close()
    assert found == {}


@pytest.mark.parametrize(("size", "scheme"), [("desk", "dark"), ("tablet", "light")])
def test_who_has_no_key_is_told_where_it_is(
    size: str, scheme: str, browser: Browser, screens: Screens, keep: Path
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    for name, address in (("no-key", screens.full.url), ("wrong-key", f"{screens.full.url}/?token=wrong")):
        page.goto(address)
        page.screenshot(path=keep / f"{name}.png")
        expect(page.locator("body")).to_contain_text("address")
        assert beyond(page) == 0
        assert page.evaluate(CONTROLS) == []
    context.close()
