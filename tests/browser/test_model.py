"""A language model's words come in at the page sentence by sentence, and are then the turn."""

import threading
from pathlib import Path

from playwright.sync_api import Page, expect

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server
from tests.model_server import Reply, model_server, says

OPEN = "Do you have a favourite colour scheme for the plots?"
READING = '{"act": "asks_off_script", "topics": [], "sure": true}'
FIRST, SECOND = "That one is yours to decide.", " I would like to hear your reason."


def test_words_are_shown_while_they_come_and_stay_as_the_turn(page: Page, tmp_path: Path, keep: Path) -> None:
    go_on = threading.Event()

    def slow_pieces():
        yield FIRST
        go_on.wait(30)
        yield SECOND

    def answer(request):
        return says(READING) if "response_format" in request else Reply(slow_pieces())

    with model_server(answer) as model:
        server = Server(tmp_path / "data", model="tiny", model_base_url=model.base_url, model_seconds="40")
        try:
            candidate = CandidateAtThePage(page, load_bank().get("kmeans-lloyd"))
            candidate.start(server.entry)
            n_turns = candidate.n_turns
            candidate.say(OPEN)
            begun = page.get_by_test_id("turn-begun")
            expect(begun).to_contain_text(FIRST, timeout=30_000)
            expect(begun).not_to_contain_text(SECOND.strip())
            page.screenshot(path=keep / "begun.png")
            go_on.set()
            expect(page.get_by_test_id("turn-interviewer")).to_have_count(n_turns + 1, timeout=30_000)
            expect(begun).to_have_count(0)
            expect(page.get_by_test_id("turn-interviewer").last).to_contain_text(FIRST + SECOND)
        finally:
            go_on.set()
            server.kill()
