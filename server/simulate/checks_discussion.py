"""The discussion: each question is asked, once more about what was missed, and not about what was said already."""

import re

from agent.words import prose
from question_bank.cost import find_claims
from question_bank.package import Point
from question_bank.wording import covered_points
from server.simulate.checklist import Places, asked
from server.simulate.seen import Seen, Turn
from transcripts.events import Move, Phase, PhaseChanged

_TALK = "discussion"
_GIVES_UP = re.compile(r"i (?:don't|do not) know|i have no idea|\bpass\b|\bskip\b", re.IGNORECASE)
_MOST_ABOUT_CODE = 3
_WORDS_OF_AN_ANSWER = 6


def _points_of(turn: Turn, seen: Seen) -> tuple[str, tuple[Point, ...]] | None:
    """Give the follow-up that words answer, with its points; None when they answer none."""
    if turn.waiting is None or turn.waiting.said.move is not Move.FOLLOW_UP or turn.phase is not Phase.DISCUSS:
        return None
    name = turn.waiting.said.about.removeprefix("follow_up:")
    return name, seen.question.follow_up(name).points


def _asks_more(turn: Turn, name: str) -> bool:
    return any(line.said.move is Move.FOLLOW_UP_MORE and line.said.about == f"follow_up:{name}" for line in turn.lines)


@asked(_TALK, "opens the discussion with a question")
def opens_with_a_question(seen: Seen) -> Places:
    """Look at the turn with which it begins."""
    begun = seen.entered(Phase.DISCUSS)
    if begun is not None and not begun.ends and Phase.WRAP_UP not in begun.phases:
        yield any(line.is_question for line in begun.lines), begun.seq


@asked(_TALK, "asks every follow-up that there is time for")
def asks_every_follow_up(seen: Seen) -> Places:
    """Look at discussions that ended because nothing was left: all was asked, or answered before it was asked."""
    wrapped_up = seen.entered(Phase.WRAP_UP)
    if wrapped_up is None or not any(
        line.said.about == "reflection" and line.said.reason.rule == "ask_reflection" for line in wrapped_up.lines
    ):
        return
    changes = [one.event for one in wrapped_up.decisions if isinstance(one.event, PhaseChanged)]
    if not any(change.reason.rule == "discussion_complete" for change in changes):
        return
    asked_for = {line.said.about.removeprefix("follow_up:") for line in seen.lines if line.said.move is Move.FOLLOW_UP}
    for follow_up in seen.question.follow_ups:
        said = any(
            len(covered_points(prose(turn.words), follow_up.points)) == len(follow_up.points)
            for turn in seen.spoken
            if turn.phase is Phase.DISCUSS
        )
        yield follow_up.id in asked_for or said, wrapped_up.seq


@asked(_TALK, "asks follow-ups in the package's words")
def asks_in_the_packages_words(seen: Seen) -> Places:
    """Look at both the first question and the further one."""
    for line in seen.lines:
        if line.said.move in {Move.FOLLOW_UP, Move.FOLLOW_UP_MORE} and not line.is_general:
            follow_up = seen.question.follow_up(line.said.about.removeprefix("follow_up:"))
            text = follow_up.ask if line.said.move is Move.FOLLOW_UP else follow_up.ask_more
            yield text.strip() in line.text, line.seq


@asked(_TALK, "asks once more when an answer missed everything")
def asks_once_more(seen: Seen) -> Places:
    """Look at answers of some length without a single point."""
    for turn in seen.spoken:
        found = _points_of(turn, seen)
        if found is None or turn.means != "answer:follow_up" or _GIVES_UP.search(turn.words):
            continue
        name, points = found
        if len(turn.words.split()) >= _WORDS_OF_AN_ANSWER and not covered_points(prose(turn.words), points):
            yield _asks_more(turn, name), turn.seq


@asked(_TALK, "does not ask again about what an answer covered")
def does_not_ask_about_what_was_covered(seen: Seen) -> Places:
    """Look at answers that hold every point."""
    for turn in seen.spoken:
        found = _points_of(turn, seen)
        if found is not None and found[1]:
            name, points = found
            if len(covered_points(prose(turn.words), points)) == len(points):
                yield not _asks_more(turn, name), turn.seq


@asked(_TALK, "asks once more at most once")
def asks_more_once(seen: Seen) -> Places:
    """Count further questions for each follow-up."""
    before: set[str] = set()
    for line in seen.lines:
        if line.said.move is Move.FOLLOW_UP_MORE and not line.is_general:
            yield line.said.about not in before, line.seq
            before.add(line.said.about)


@asked(_TALK, "goes on after each answer")
def goes_on_after_each_answer(seen: Seen) -> Places:
    """Look at answers in the discussion: the next question comes, or the last one."""
    for turn in seen.spoken:
        if turn.phase is Phase.DISCUSS and turn.means is not None and turn.means.startswith("answer:"):
            yield any(line.is_question for line in turn.lines), turn.seq


@asked(_TALK, "asks about code nothing that was explained before")
def asks_nothing_that_was_said(seen: Seen) -> Places:
    """Look at questions about what the code shows, all of whose points were said before."""
    heard = ""
    for turn in seen.turns:
        heard = f"{heard}\n{prose(turn.words).lower()}" if turn.words else heard
        for line in turn.lines:
            if line.said.about.startswith("trigger:"):
                points = seen.question.trigger(line.said.about.removeprefix("trigger:")).points
                if points:
                    yield len(covered_points(heard, points)) < len(points), line.seq


@asked(_TALK, f"asks at most {_MOST_ABOUT_CODE} questions about the code in the discussion")
def asks_little_about_code(seen: Seen) -> Places:
    """Count them."""
    n_asked = 0
    for turn in seen.turns:
        phase = turn.phases[-1] if turn.phases else turn.phase
        for line in turn.lines:
            if phase is Phase.DISCUSS and line.said.about.startswith("trigger:"):
                n_asked += 1
                yield n_asked <= _MOST_ABOUT_CODE, line.seq


_DOUBTS = frozenset({"ask_cost_why", "ask_cost_larger"})


@asked(_TALK, "doubts a wrong cost")
def doubts_a_wrong_cost(seen: Seen) -> Places:
    """Look at the first cost that plainly differs."""
    for turn in seen.spoken:
        wrong = any(claim.true is False for claim in find_claims(turn.words, seen.question.complexity))
        if wrong and turn.phase in {Phase.CODE, Phase.VERIFY, Phase.DISCUSS}:
            yield any(line.said.reason.rule in _DOUBTS for line in turn.lines), turn.seq
            return


@asked(_TALK, "does not doubt a right cost")
def does_not_doubt_a_right_cost(seen: Seen) -> Places:
    """Look at costs that are all as the package has them."""
    for turn in seen.spoken:
        claims = find_claims(turn.words, seen.question.complexity)
        if claims and all(claim.true for claim in claims):
            yield not any(line.said.reason.rule in _DOUBTS for line in turn.lines), turn.seq


@asked(_TALK, "asks for the cost unless it was said")
def asks_for_the_cost_unless_said(seen: Seen) -> Places:
    """Look at its own question about cost."""
    told = False
    for turn in seen.turns:
        claims = find_claims(turn.words, seen.question.complexity)
        told = told or any(claim.what == "time" and claim.sure for claim in claims)
        for line in turn.lines:
            if line.said.reason.rule == "ask_cost":
                yield not told, line.seq
