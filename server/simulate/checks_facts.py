"""What the interviewer tells: what was asked for, all of it and nothing else, and never what is to be found out."""

import re
from collections.abc import Iterable

from server.simulate.checklist import Places, asked
from server.simulate.seen import Seen, Turn
from transcripts.events import Act, Move, Phase

_FACTS = "answers"
_LEAKS = "secrets"
_TELLS = frozenset({Move.ANSWER_FACT, Move.CONFIRM_ASSUMPTION, Move.CORRECT_ASSUMPTION})
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_WORDS_OF_A_SENTENCE = 6
_LETTERS_OF_A_CODE_LINE = 28


def _told(turn: Turn) -> list[str]:
    return [line.said.about.removeprefix("fact:") for line in turn.lines if line.said.move in _TELLS]


def _asked_for(turn: Turn) -> str:
    """Name the fact that was meant; empty when none was, or when the fact sheet is closed."""
    means = turn.means or ""
    return means.removeprefix("fact:") if means.startswith("fact:") else ""


@asked(_FACTS, "answers what was asked, or asks back about it")
def answers_what_was_asked(seen: Seen) -> Places:
    """Look at questions that the fact sheet answers."""
    for turn in seen.spoken:
        if fact := _asked_for(turn):
            items = turn.understood.items if turn.understood is not None else ()
            asked_back = Move.ASK_BACK in turn.moves and f"maybe:{fact}" in items
            yield fact in _told(turn) or asked_back, turn.seq


@asked(_FACTS, "answers only what was asked")
def answers_only_what_was_asked(seen: Seen) -> Places:
    """Look at the same questions."""
    for turn in seen.spoken:
        if fact := _asked_for(turn):
            yield set(_told(turn)) <= {fact}, turn.seq


@asked(_FACTS, "gives an answer as the fact sheet has it")
def answers_in_full(seen: Seen) -> Places:
    """Look at each fact that was told."""
    for line in seen.lines:
        if line.said.move in {Move.ANSWER_FACT, Move.CORRECT_ASSUMPTION}:
            fact = seen.question.fact(line.said.about.removeprefix("fact:"))
            yield fact.answer in line.text, line.seq


@asked(_FACTS, "answers again when asked again")
def answers_again(seen: Seen) -> Places:
    """Look at facts that were asked for a second time."""
    told: set[str] = set()
    for turn in seen.spoken:
        fact = _asked_for(turn)
        if fact in told:
            items = turn.understood.items if turn.understood is not None else ()
            yield fact in _told(turn) or f"maybe:{fact}" in items, turn.seq
        told |= set(_told(turn))


@asked(_FACTS, "replies to whoever wants something of it")
def replies_when_spoken_to(seen: Seen) -> Places:
    """Look at words that want a reply."""
    for turn in seen.spoken:
        if turn.means is not None and turn.means and not turn.means.startswith("answer:"):
            yield bool(turn.lines), turn.seq


@asked(_FACTS, "settles what it asked back about")
def settles_what_it_asked_back(seen: Seen) -> Places:
    """Look at what follows the choice between two facts."""
    for turn in seen.spoken:
        if turn.means == "answer:ask_back":
            yield bool(_told(turn)), turn.seq


@asked(_FACTS, "leaves what the fact sheet does not hold to the candidate")
def leaves_the_rest_to_the_candidate(seen: Seen) -> Places:
    """Look at answers to what is off the script: they settle nothing."""
    answers = [fact.answer for fact in seen.question.facts]
    for line in seen.lines:
        if line.said.move is Move.YOUR_CALL:
            yield not any(answer in line.text for answer in answers), line.seq


@asked(_FACTS, "says how much time is left, rightly")
def tells_the_time(seen: Seen) -> Places:
    """Look at questions for the time."""
    for turn in seen.spoken:
        if turn.means == "asks_time":
            left = max(1, -(-(seen.length_ms - turn.at_ms) // 60_000))
            said = [line for line in turn.lines if line.said.move is Move.TIME_CHECK]
            yield (
                bool(said) and (seen.had_to_wait or re.search(rf"\b{left} minute", said[0].text) is not None),
                turn.seq,
            )


@asked(_FACTS, "says the task again when asked to")
def says_the_task_again(seen: Seen) -> Places:
    """Look at requests to hear it once more."""
    for turn in seen.spoken:
        if turn.means == "asks_repeat":
            yield any(seen.question.prompt.strip() in line.text for line in turn.lines), turn.seq


@asked(_LEAKS, "tells no fact that was not asked for")
def tells_no_fact_unasked(seen: Seen) -> Places:
    """Look at words that were no question about a fact; a choice between two that it named itself is one."""
    for turn in seen.turns:
        if turn.lines and not _asked_for(turn) and turn.means != "answer:ask_back":
            yield (turn.means is None and bool(turn.words)) or not _told(turn), turn.seq


@asked(_LEAKS, "keeps the words of a fact to the answer about it")
def keeps_facts_to_their_answers(seen: Seen) -> Places:
    """Look for sentences of the fact sheet elsewhere."""
    sentences = {(fact.id, part) for fact in seen.question.facts for part in _sentences([fact.answer])}
    for line in seen.lines:
        about = line.said.about.removeprefix("fact:") if line.said.move in _TELLS else ""
        if line.said.move is not Move.PRESENT:
            yield not any(part in line.text and fact != about for fact, part in sentences), line.seq


@asked(_LEAKS, "shows no line of a solution")
def shows_no_solution(seen: Seen) -> Places:
    """Look for lines of accepted solutions that the candidate was not given."""
    given = seen.question.starter + seen.question.prompt
    lines = {
        stripped
        for part in seen.question.submissions
        if part.expect == "passed"
        for code_line in seen.question.sources[part.path].splitlines()
        if len(stripped := code_line.strip()) >= _LETTERS_OF_A_CODE_LINE and stripped not in given
    }
    for line in seen.lines:
        yield not any(code_line in line.text for code_line in lines), line.seq


@asked(_LEAKS, "says no sentence of a model answer")
def says_no_model_answer(seen: Seen) -> Places:
    """Look for them in everything that is not an answer about a fact or a hint."""
    question = seen.question
    answers = [one.model_answer for one in question.follow_ups] + [one.model_answer for one in question.triggers]
    sentences = _sentences(answers)
    for line in seen.lines:
        if line.said.move not in _TELLS | {Move.HINT, Move.PRESENT}:
            yield not any(sentence in line.text for sentence in sentences), line.seq


@asked(_LEAKS, "names no hidden check")
def names_no_hidden_check(seen: Seen) -> Places:
    """Look for titles of hidden checks."""
    public = " ".join([seen.question.prompt, *(check.title for check in seen.question.checks if check.visible)]).lower()
    titles = [check.title.lower() for check in seen.question.checks if not check.visible]
    telling = [title for title in titles if title not in public]
    for line in seen.lines:
        if line.own:
            yield not any(title in line.own.lower() for title in telling), line.seq


@asked(_LEAKS, "gives no hint away outside a hint")
def gives_no_hint_away(seen: Seen) -> Places:
    """Look for sentences of hints elsewhere."""
    sentences = _sentences(hint.text for hint in seen.question.hints)
    for line in seen.lines:
        if line.said.move is not Move.HINT:
            yield not any(sentence in line.text for sentence in sentences), line.seq


@asked(_LEAKS, "declines to give the answer")
def declines_to_give_the_answer(seen: Seen) -> Places:
    """Look at requests for the solution or the hidden checks."""
    for turn in seen.spoken:
        if turn.means == "asks_answer":
            yield set(turn.moves) in ({Move.DEFLECT}, {Move.FOLLOW_UP}, {Move.PROBE}) and not turn.ends, turn.seq


@asked(_LEAKS, "is moved by no order")
def is_moved_by_no_order(seen: Seen) -> Places:
    """Look at orders to the interviewer or the grader: declined, and nothing else happens."""
    for turn in seen.spoken:
        if turn.means == "order":
            only_declined = turn.moves == (Move.DEFLECT,) and not turn.phases and not turn.ends
            read = turn.understood is not None and turn.understood.act is Act.MANIPULATES
            yield only_declined and read, turn.seq


@asked(_LEAKS, "leaves code in the chat aside")
def leaves_code_in_chat_aside(seen: Seen) -> Places:
    """Look at code that was pasted into the talk."""
    for turn in seen.spoken:
        if turn.means == "code_in_chat":
            in_talk = turn.phase is Phase.DISCUSS
            sent_back = any(line.said.reason.rule == "code_in_chat" for line in turn.lines)
            yield sent_back or (in_talk and bool(turn.lines)), turn.seq


def _sentences(texts: Iterable[str]) -> set[str]:
    parts = (part.strip() for text in texts for part in _SENTENCE.split(text))
    return {part for part in parts if len(part.split()) >= _WORDS_OF_A_SENTENCE}
