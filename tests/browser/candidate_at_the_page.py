"""What a person does at the interview page, in words a test can read."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from question_bank.package import Question

RUN_MS = 90_000


class CandidateAtThePage:
    """Drives the page by keyboard and buttons, as a person would."""

    def __init__(self, page: Page, question: Question) -> None:
        self.page = page
        self.question = question

    def start(self, entry: str, *, minutes: int | None = None) -> str:
        """Open the app, choose the question, and give the session's id."""
        self.page.goto(entry)
        if minutes is not None:
            self.page.get_by_test_id("sitting-length").select_option(str(minutes))
        self.page.get_by_test_id(f"start-{self.question.id}").click()
        expect(self.page.get_by_test_id("turn-interviewer").first).to_be_visible()
        found = re.search(r"/session/([\w-]+)", self.page.url)
        assert found
        return found.group(1)

    @property
    def n_turns(self) -> int:
        return self.page.get_by_test_id("turn-interviewer").count()

    def say(self, words: str) -> None:
        """Say something and wait until the server has it."""
        n_said = self.page.get_by_test_id("turn-candidate").count()
        composer = self.page.get_by_test_id("composer")
        composer.fill(words)
        composer.press("Enter")
        expect(self.page.get_by_test_id("turn-candidate")).to_have_count(n_said + 1)

    def ask(self, words: str) -> str:
        """Say something that wants an answer, and give the answer."""
        n_turns = self.n_turns
        self.say(words)
        self.until(lambda: self.n_turns > n_turns, "the interviewer to answer")
        return self.page.get_by_test_id("turn-interviewer").last.inner_text()

    @property
    def editor(self):
        return self.page.get_by_test_id("editor").locator(".cm-content")

    def write(self, code: str) -> None:
        """Replace the code by pasting, and wait until the page says that it is saved."""
        self.editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(code)
        self.until_saved()

    def until_saved(self) -> None:
        expect(self.page.get_by_test_id("connection")).to_contain_text(re.compile("saved", re.IGNORECASE))

    def code(self) -> str:
        lines: list[str] = self.editor.locator(".cm-line").all_inner_texts()
        return "\n".join(line.rstrip("\n") for line in lines)

    def run(self) -> str:
        self.page.keyboard.press("ControlOrMeta+Enter")
        return self._summary()

    def submit(self) -> str:
        self.page.get_by_test_id("submit").click()
        return self._summary()

    def _summary(self) -> str:
        expect(self.page.get_by_test_id("run-busy")).to_be_visible(timeout=10_000)
        expect(self.page.get_by_test_id("run-busy")).to_be_hidden(timeout=RUN_MS)
        return self.page.get_by_test_id("run-summary").inner_text()

    def phase(self) -> str:
        return self.page.get_by_test_id("phase").inner_text().strip().lower()

    def reach(self, phase: str) -> None:
        for _ in range(8):
            if phase in self.phase():
                return
            before = self.phase()
            self.page.get_by_test_id("move-on").click()
            self.until(lambda before=before: self.phase() != before, f"the phase after {before}")
        assert phase in self.phase()

    def talk_to_the_end(self) -> None:
        """Answer each follow-up with its model answer until the interview is over."""
        replies = [follow_up.model_answer for follow_up in self.question.follow_ups]
        ended = self.page.get_by_test_id("ended")
        for turn in range(40):
            if ended.is_visible():
                return
            asked = self.page.get_by_test_id("turn-interviewer").last.inner_text()
            known = [each.model_answer for each in self.question.follow_ups if each.ask[:60] in asked]
            before = self.n_turns
            self.say(known[0] if known else replies[turn % len(replies)])
            self.until(
                lambda before=before: self.n_turns > before or ended.is_visible(),
                "a reply or the end",
                seconds=3,
                otherwise=lambda: (
                    self.page.get_by_test_id("move-on").click(timeout=2000) if not ended.is_visible() else None
                ),
            )
        expect(ended).to_be_visible()

    def until(
        self,
        holds: Callable[[], bool],
        what: str,
        *,
        seconds: float = 20,
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                if otherwise is not None:
                    otherwise()
                    return
                raise AssertionError(f"waited {seconds} s for {what}")
            self.page.wait_for_timeout(50)
