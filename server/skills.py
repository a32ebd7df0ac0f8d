"""Grades logs for the map of skills, each log once as long as the process lives. Must not know who shows the map.

Grading one takes some hundredths of a second: not for the event loop.
"""

from collections import OrderedDict
from collections.abc import Sequence

from question_bank.load import Bank
from question_bank.problem import PackageError, UnknownQuestion
from rubric.reading import NotASession
from rubric.skill_map import BankQuestion, Met, NotRead, ProgressReport, SatSession, WhatNext
from runner.profile import lacking
from server.clock import utc_now
from server.debriefs import LogDoesNotFit, debrief_from_log
from transcripts.chain import BrokenChain
from transcripts.envelope import Sealed
from transcripts.events import SessionEnded, SessionStarted

_MOST_KEPT = 2_000
"""Gradings in memory, some kilobytes each; beyond that the oldest is graded again when it is needed."""


class Grader:
    """Grades logs and remembers what came out, by the hash of the last line, which stands for the whole log."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._kept: OrderedDict[str, SatSession | NotRead] = OrderedDict()

    def kept(self, last_sha256: str) -> SatSession | NotRead | None:
        """Give what came of a log before, if it was graded."""
        return self._kept.get(last_sha256)

    def grade(self, log: Sequence[Sealed]) -> SatSession | NotRead:
        """Grade a log, or say why it cannot be graded."""
        last_sha256 = log[-1].sha256
        if last_sha256 not in self._kept:
            self._kept[last_sha256] = self._grade(log)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[last_sha256]

    def _grade(self, log: Sequence[Sealed]) -> SatSession | NotRead:
        from rubric.progress import sat_session

        first, last = log[0].envelope, log[-1].envelope
        if not isinstance(first.event, SessionStarted):
            return NotRead(id=first.session_id, question_title="", why="It does not begin with a start.")
        if not isinstance(last.event, SessionEnded):
            return NotRead(id=first.session_id, question_title=first.event.question_title, why="It has not ended.")
        try:
            question = self._bank.get(first.event.question_id)
            return sat_session(debrief_from_log(log, question), question)
        except (BrokenChain, LogDoesNotFit, NotASession, UnknownQuestion, PackageError) as problem:
            why = " ".join(str(problem).split())
            return NotRead(id=first.session_id, question_title=first.event.question_title, why=why)


def report_on(bank: Bank, graded: Sequence[SatSession | NotRead]) -> ProgressReport:
    """Draw the map as of today, in UTC as the sessions' own dates are."""
    from rubric.progress import progress

    return progress(
        [each for each in graded if isinstance(each, SatSession)],
        questions_to_offer(bank),
        utc_now().date().isoformat(),
        [each for each in graded if isinstance(each, NotRead)],
    )


def what_next_in(bank: Bank, graded: Sequence[SatSession | NotRead], met: Sequence[Met]) -> WhatNext:
    """Choose what to be interviewed on today. `met` are all sessions, also those that could not be graded."""
    from rubric.suggestions import what_next

    return what_next(report_on(bank, graded), met, questions_to_offer(bank))


def questions_to_offer(bank: Bank) -> list[BankQuestion]:
    """List the questions that can be done on this machine: those whose libraries are installed."""
    able = {profile: lacking(profile) is None for profile in {question.profile for question in bank.all()}}
    return [
        BankQuestion(
            id=question.id,
            title=question.title,
            kind=question.kind,
            topics=(question.topic,),
            difficulty=question.difficulty,
            minutes=question.minutes,
        )
        for question in bank.all()
        if able[question.profile]
    ]
