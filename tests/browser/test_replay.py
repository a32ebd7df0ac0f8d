"""A replay shows what was, at any moment."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from question_bank.load import load_bank
from tests.browser.server_process import Server
from transcripts.archive import log_from_archive
from transcripts.envelope import Envelope
from transcripts.events import CandidateSaid, InterviewerSaid
from transcripts.fold import code_at, revision_of

STARTER = load_bank().get("kmeans-lloyd").starter


@pytest.fixture(scope="module")
def log(shared_server: Server, recording: str) -> list[Envelope]:
    archive = shared_server.request(f"/api/sessions/{recording}/export")
    return [sealed.envelope for sealed in log_from_archive(archive)]


@pytest.fixture
def replay(page: Page, shared_server: Server, recording: str) -> Page:
    page.goto(shared_server.entry)
    page.goto(f"{shared_server.url}/session/{recording}/replay#1")
    expect(page.get_by_test_id("replay-bar")).to_be_visible()
    return page


def shown_code(page: Page) -> str:
    lines = page.get_by_test_id("played-code").locator(".cm-line").all_text_contents()
    return "\n".join(lines)


def assert_moment(page: Page, log: list[Envelope], seq: int) -> None:
    """The page shows what the log says was so right after event `seq`."""
    expect(page.get_by_test_id("replay")).to_have_attribute("data-seq", str(seq))
    past = log[:seq]
    assert shown_code(page) == code_at(STARTER, past)
    n_said = sum(isinstance(envelope.event, CandidateSaid) for envelope in past)
    n_asked = sum(isinstance(envelope.event, InterviewerSaid) for envelope in past)
    expect(page.get_by_test_id("turn-candidate")).to_have_count(n_said)
    expect(page.get_by_test_id("turn-interviewer")).to_have_count(n_asked)
    n_edits = revision_of(past)
    expect(page.get_by_test_id("revision")).to_have_text(f"{n_edits} {'edit' if n_edits == 1 else 'edits'} so far")


def test_random_moments_equal_the_log(replay: Page, log: list[Envelope]) -> None:
    chosen = random.Random(20).sample(range(1, len(log) + 1), 6)
    for seq in [*chosen, chosen[0]]:
        replay.evaluate("(seq) => { location.hash = seq }", seq)
        assert_moment(replay, log, seq)


def test_the_scrubber_goes_to_the_last_line_of_each_moment(replay: Page, log: list[Envelope]) -> None:
    duration = log[-1].at_ms
    moments = [0, duration, *(random.Random(7).randrange(duration) for _ in range(4))]
    scrubber = replay.get_by_test_id("scrubber")
    for at_ms in moments:
        scrubber.evaluate(
            "(input, at) => { input.value = at; input.dispatchEvent(new Event('input', { bubbles: true })) }", at_ms
        )
        assert_moment(replay, log, sum(envelope.at_ms <= at_ms for envelope in log))


def test_the_play_head_and_the_thumb_stand_at_the_mark(replay: Page, keep: Path) -> None:
    marks = replay.get_by_test_id("timeline").locator("g.mark")
    for index in (0, marks.count() // 2, marks.count() - 1):
        mark = marks.nth(index)
        mark.dispatch_event("click")
        expect(replay.get_by_test_id("replay")).to_have_attribute("data-seq", str(mark.get_attribute("data-seq")))
        replay.screenshot(path=keep / f"mark-{index}.png")
        at = mark.locator("circle").bounding_box()
        head = replay.get_by_test_id("timeline").locator("line.head").bounding_box()
        rail = replay.get_by_test_id("scrubber").bounding_box()
        assert at
        assert head
        assert rail
        middle = at["x"] + at["width"] / 2
        share = replay.get_by_test_id("scrubber").evaluate("(input) => input.value / input.max")
        thumb = rail["x"] + 8 + share * (rail["width"] - 16)
        assert abs(head["x"] + head["width"] / 2 - middle) < 1.5
        assert abs(thumb - middle) < 1.5


def test_every_key_of_the_replay_does_what_the_help_says(replay: Page, log: list[Envelope]) -> None:
    at = replay.get_by_test_id("replay")
    replay.keyboard.press("End")
    expect(at).to_have_attribute("data-seq", str(len(log)))
    replay.keyboard.press(",")
    expect(at).to_have_attribute("data-seq", str(len(log) - 1))
    replay.keyboard.press(".")
    expect(at).to_have_attribute("data-seq", str(len(log)))
    replay.keyboard.press("Home")
    expect(at).to_have_attribute("data-seq", "0")
    assert shown_code(replay) == STARTER
    replay.keyboard.press("ArrowRight")
    first = int(at.get_attribute("data-seq") or 0)
    replay.keyboard.press("ArrowRight")
    second = int(at.get_attribute("data-seq") or 0)
    assert 0 < first < second
    replay.keyboard.press("ArrowLeft")
    expect(at).to_have_attribute("data-seq", str(first))
    replay.keyboard.press("+")
    expect(replay.get_by_test_id("speed")).to_have_value("2")
    replay.keyboard.press("Space")
    expect(replay.get_by_test_id("play")).to_have_text("Pause")
    replay.keyboard.press("Space")
    expect(replay.get_by_test_id("play")).to_have_text("Play")
    replay.keyboard.press("F1")
    expect(replay.get_by_test_id("shortcuts-dialog")).to_be_visible()
    replay.keyboard.press("Escape")
    expect(replay.get_by_test_id("shortcuts-dialog")).to_be_hidden()


def test_playing_reaches_the_end_and_stops(replay: Page, log: list[Envelope]) -> None:
    replay.get_by_test_id("speed").select_option("32")
    replay.get_by_test_id("play").click()
    expect(replay.get_by_test_id("replay")).to_have_attribute("data-seq", str(len(log)), timeout=15_000)
    expect(replay.get_by_test_id("play")).to_have_text("Play")
    assert_moment(replay, log, len(log))
