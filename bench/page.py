"""How quick the page is: a real Chromium against the real server on loopback, with the page as it is built.

    python bench/page.py [--only start keys replay weight] [--presses 400] [--moments 200]

*start*: from the navigation to the first click on a Start button that the page answers with a request, the clicks being
made in every frame after the one in which the button first stands enabled. Cold is a browser without cache.
*keys*: from the key event's own time stamp, taken in the browser's process, to the end of the frame that shows it
(style, layout and paint are done; the screen's own delay is not in it), in a file of 500 lines, while a submission runs
that prints without pause. Event Timing would be simpler, but knows steps of 8 ms and nothing below 16. A frame begins
with the display's beat, every 16.7 ms, so up to one beat of a time is waiting; `work` leaves that out (handlers, then
the frame), and is what the page can change. Beside both the same keys in a bare CodeMirror with the same file. `CPU`
is the time that the page's thread ran, for a press or a moment: that one stays true on a busy machine.
*replay*: from moving the scrubber of a session of 10,000 lines to a random moment to the end of the frame in which
number, edits and code of that moment stand.
*weight*: what each page loads before anything is asked for, gzipped.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

# This script's own folder holds a module of the same name as the package that is tried.
sys.path[0] = str(Path(__file__).parents[1])

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright  # noqa: E402

from bench.made_sessions import long_session, short_session  # noqa: E402
from bench.page_weight import PAGES, gzipped_bytes, page_files  # noqa: E402
from tests.browser.conftest import FLAGS, ROOT, find_chromium  # noqa: E402
from tests.browser.server_process import Server  # noqa: E402
from transcripts.archive import archive_from_log  # noqa: E402
from transcripts.envelope import Sealed  # noqa: E402

KEY_GAP_MS = 30
TYPED = "total = total + weights[3] * np.abs(values - mean)\n"
CODE = "".join(f"def step_{n}(points, means):\n    return points[{n}] - means.sum()  # {n}\n" for n in range(249))
PRINTING = CODE + "import time\nwhile True:\n    print('.' * 60, flush=True)\n    time.sleep(0.005)\n"

CLICKS_UNTIL_ANSWERED = """
window.answered = new Promise((resolve) => {
  const real = window.fetch;
  window.fetch = (...given) => {
    const request = new Request(...given);
    if (request.method !== "POST") return real(...given);
    resolve(performance.now());
    return new Promise(() => {});
  };
  const look = () => {
    const button = document.querySelector("button[data-testid^=start-]:enabled");
    if (button === null) requestAnimationFrame(look);
    else {
      const press = () => { button.click(); requestAnimationFrame(press); };
      requestAnimationFrame(press);
    }
  };
  requestAnimationFrame(look);
});
"""

AFTER_THE_FRAME = """
window.nextTask = (then) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => then(performance.now());
  port2.postMessage(null);
};
window.afterTheFrame = (then) => requestAnimationFrame(() => window.nextTask(then));
"""

# A letter reaches the editor with the input event, Enter with the key event itself.
TIMES_KEYS = """
window.keyTimes = [];
let handledAt = 0;
window.addEventListener("keydown", (key) => {
  const began = performance.now();
  handledAt = 0;
  window.nextTask((now) => { handledAt = Math.max(handledAt, now); });
  requestAnimationFrame((_) => {
    const frame = performance.now();
    const handled = handledAt === 0 ? frame : handledAt;
    window.nextTask((now) => window.keyTimes.push([now - key.timeStamp, handled - began + (now - frame)]));
  });
}, true);
window.addEventListener("input", () => window.nextTask((now) => { handledAt = now; }));
"""

SCRUBS = """
({ seq, atMs, edits }) => new Promise((resolve) => {
  const scrubber = document.querySelector("[data-testid=scrubber]");
  const replay = document.querySelector("[data-testid=replay]");
  const revision = document.querySelector("[data-testid=revision]");
  const began = performance.now();
  scrubber.value = atMs;
  scrubber.dispatchEvent(new Event("input", { bubbles: true }));
  const look = () => window.afterTheFrame((now) => {
    if (replay.dataset.seq === String(seq) && revision.textContent.startsWith(`${edits} `)) resolve(now - began);
    else look();
  });
  look();
})
"""


class Presses(NamedTuple):
    """What became of key presses, in milliseconds: key to frame and work of each, CPU of one on average."""

    times: list[tuple[float, float]]
    cpu_ms: float


def main() -> None:
    """Print percentiles in milliseconds, ratios and sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=("start", "keys", "replay", "weight"))
    parser.add_argument("--presses", type=int, default=400)
    parser.add_argument("--moments", type=int, default=200)
    chosen = parser.parse_args()
    parts: dict[str, Callable[[Playwright], None]] = {
        "weight": lambda _: weight(),
        "start": start,
        "keys": lambda driver: keys(driver, chosen.presses),
        "replay": lambda driver: replay(driver, chosen.moments),
    }
    print(f"load average {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores before the first part")
    with sync_playwright() as driver:
        for name, part in parts.items():
            if chosen.only is None or name in chosen.only:
                part(driver)


def weight() -> None:
    """Print what each page loads first."""
    sizes = {page: gzipped_bytes(page_files(page)) / 1000 for page in PAGES}
    print("first bundle, gzipped:  " + "  ".join(f"{page.lower()} {size:.0f} kB" for page, size in sizes.items()))


def start(driver: Playwright) -> None:
    """Time the start page with no session and with many."""
    for n_sessions in (0, 200):
        logs = (short_session(number) for number in range(n_sessions))
        with serving(logs) as server, browsing(driver) as browser:
            cold, warm = [], []
            for _ in range(5):
                with entered(browser, server) as context:
                    context.add_init_script(CLICKS_UNTIL_ANSWERED)
                    page = context.new_page()
                    for times in (cold, warm, warm):
                        page.goto(server.url, wait_until="commit")
                        times.append(page.evaluate("window.answered"))
                        page.goto("about:blank")
            said = f"start page, {n_sessions} sessions"
            print(f"{said:26} {written('cold', cold, (50, 100))}  {written('warm', warm, (50, 100))}")


def keys(driver: Playwright, n_presses: int) -> None:
    """Time key presses in the interview and in a bare editor."""
    with serving() as server, browsing(driver) as browser:
        ours = keys_in_the_interview(browser, server, n_presses)
        bare = keys_in_a_bare_editor(browser, n_presses)
    for nth, what in enumerate(("key to end of frame", "work")):
        one, other = ([each[nth] for each in pressed.times] for pressed in (ours, bare))
        print(f"{what:26} {written('interview', one)}")
        print(f"{'':26} {written('bare CodeMirror', other)}  ratio at p50 {at(one, 50) / at(other, 50):.2f}, "
              f"at p95 {at(one, 95) / at(other, 95):.2f}")  # fmt: skip
    print(f"{'CPU of a press':26} interview {ours.cpu_ms:.1f} ms  bare CodeMirror {bare.cpu_ms:.1f} ms  "
          f"ratio {ours.cpu_ms / bare.cpu_ms:.1f}")  # fmt: skip


def keys_in_the_interview(browser: Browser, server: Server, n_presses: int) -> Presses:
    """Type into the middle of the file while a submission runs; it is submitted again whenever it is stopped."""
    made = json.loads(server.request("/api/sessions", b'{"question_id": "kmeans-lloyd"}'))
    with entered(browser, server) as context:
        context.add_init_script(AFTER_THE_FRAME + TIMES_KEYS)
        page = context.new_page()
        page.goto(f"{server.url}/session/{made['session_id']}")
        editor = page.get_by_test_id("editor").locator(".cm-content")
        editor.click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(PRINTING)
        page.locator("[data-testid=connection][data-saved=true]").wait_for()
        page.get_by_test_id("submit").click()
        page.get_by_test_id("run-busy").wait_for()
        for _ in range(250):
            page.keyboard.press("ArrowUp")

        def keep_running() -> None:
            if page.get_by_test_id("submit").is_enabled():
                page.get_by_test_id("submit").dispatch_event("click")

        return press(page, n_presses, keep_running)


def keys_in_a_bare_editor(browser: Browser, n_presses: int) -> Presses:
    """Type into the middle of the same file in a CodeMirror without a single extension."""
    with tempfile.TemporaryDirectory() as folder:
        view = ROOT / "web" / "node_modules" / "@codemirror" / "view" / "dist" / "index.js"
        entry, built = Path(folder) / "bare.js", Path(folder) / "built.js"
        entry.write_text(
            f"import {{ EditorView }} from {json.dumps(str(view))};\n"
            "window.view = new EditorView({ parent: document.body, doc: window.code });\n"
        )
        rolldown = ROOT / "web" / "node_modules" / ".bin" / "rolldown"
        subprocess.run([rolldown, entry, "--file", built, "--format", "iife"], check=True, capture_output=True)
        page = browser.new_page(viewport={"width": 700, "height": 600})
        page.evaluate(AFTER_THE_FRAME + TIMES_KEYS + f"window.code = {json.dumps(PRINTING)};")
        page.add_style_tag(content=".cm-editor { height: 500px } .cm-scroller { overflow: auto }")
        page.add_script_tag(path=built)
    page.evaluate("window.view.dispatch({ selection: { anchor: window.view.state.doc.line(250).to } });"
                  "window.view.focus()")  # fmt: skip
    presses = press(page, n_presses, lambda: None)
    page.close()
    return presses


def press(page: Page, n_presses: int, between: Callable[[], None]) -> Presses:
    """Press keys as somebody quick does."""
    page.wait_for_timeout(500)
    page.evaluate("window.keyTimes.length = 0")
    cpu_ms = thread_clock(page)
    before = cpu_ms()
    names = cycle("Enter" if sign == "\n" else "Space" if sign == " " else sign for sign in TYPED)
    for number, name in zip(range(n_presses), names, strict=False):
        page.keyboard.press(name)
        page.wait_for_timeout(KEY_GAP_MS)
        if number % 25 == 0:
            between()
    page.wait_for_timeout(200)
    return Presses(page.evaluate("window.keyTimes"), (cpu_ms() - before) / n_presses)


def thread_clock(page: Page) -> Callable[[], float]:
    """Give a clock that goes only while the page's thread runs, in milliseconds."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def read() -> float:
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return 1000 * float(metrics["TaskDuration"])

    return read


def replay(driver: Playwright, n_moments: int) -> None:
    """Time random moments of a long session."""
    log = long_session(10_000)
    chance = random.Random(2)
    with serving([log]) as server, browsing(driver) as browser, entered(browser, server) as context:
        context.add_init_script(AFTER_THE_FRAME)
        page = context.new_page()
        page.goto(f"{server.url}/session/{log[0].envelope.session_id}/replay#1")
        page.get_by_test_id("replay-bar").wait_for()
        cpu_ms, times, cpu = thread_clock(page), list[float](), list[float]()
        for _ in range(n_moments):
            before = cpu_ms()
            times.append(page.evaluate(SCRUBS, moment(log, chance.randrange(10, len(log)))))
            cpu.append(cpu_ms() - before)
    print(f"{'replay, 10,000 lines':26} {written('random moment', times[1:])}  the first {times[0]:.0f} ms")
    print(f"{'':26} {written('CPU of a moment', cpu[1:])}")


def moment(log: tuple[Sealed, ...], seq: int) -> dict[str, int]:
    """Say where to move the scrubber for a line, and what the screen shows there."""
    past = log[:seq]
    edits = sum(sealed.envelope.event.__class__.__name__ == "CodeEdited" for sealed in past)
    return {"seq": seq, "atMs": past[-1].envelope.at_ms, "edits": edits}


@contextmanager
def serving(logs: Iterator[tuple[Sealed, ...]] | list[tuple[Sealed, ...]] = ()) -> Iterator[Server]:
    """Start the server in a folder of its own with these sessions."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            for log in logs:
                server.request("/api/sessions/import", archive_from_log(log), "application/x-ndjson")
            yield server
        finally:
            server.kill()


@contextmanager
def browsing(driver: Playwright) -> Iterator[Browser]:
    """Start a Chromium."""
    path = find_chromium()
    if path is None:
        raise SystemExit("No Chromium was found. Name one in THINKALOUD_CHROMIUM.")
    browser = driver.chromium.launch(executable_path=path, args=FLAGS)
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def entered(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Open a browser context that has the key and nothing else: no cache, no storage."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.request.get(server.entry)
    try:
        yield context
    finally:
        context.close()


def at(times: list[float], percent: int) -> float:
    """Give a percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def written(what: str, times: list[float], percents: tuple[int, ...] = (50, 95, 100)) -> str:
    """Write percentiles out."""
    return f"{what} n {len(times)} " + " ".join(f"p{p} {at(times, p):.1f} ms" for p in percents)


if __name__ == "__main__":
    main()
