"""How the interviewer speaks: one question at a time, short, kind, never twice the same, and always for a reason."""

import re

from server.simulate.checklist import Places, asked
from server.simulate.seen import Seen
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    FaultNoted,
    InterviewerSaid,
    Move,
    Phase,
    PhaseChanged,
    SessionEnded,
    TimerFired,
)

MOST_OWN_WORDS = 45
"""In one turn, besides the words of the package."""
MOST_WORDS = 130
"""In one turn, with the words of the package; the task itself and hints may be longer."""
_MANNERS = "manner"
_PRAISE = re.compile(
    r"\b(?:great|excellent|perfect|well done|good (?:job|work|answer|point|question)|nice|awesome|brilliant|amazing|"
    r"impressive|(?:that|this|it) is (?:exactly )?(?:right|correct)|exactly right|you are right|spot on)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:(?<!get )wrong|stupid|obviously|bad|lazy|nonsense|you should have|you failed|incorrect|not quite|sadly|"
    r"unfortunately|as i (?:said|told))\b",
    re.IGNORECASE,
)
_FEWEST_WORDINGS = 3
"""Each thing has so many; before one comes back, all have been used."""
_MOST_GENERAL = 3
_QUIET_MS = 5_000
_LONGEST_WAIT_MS = 30_000
_ACKNOWLEDGE_EVERY_MS = 60_000
_SHORT_WORDS = 8


@asked(_MANNERS, "asks at most one question in a turn")
def asks_one_question_a_turn(seen: Seen) -> Places:
    """Look at turns that hold a question."""
    for turn in seen.turns:
        questions = [line for line in turn.lines if "?" in line.text and line.said.move is not Move.PRESENT]
        if questions:
            yield len(questions) == 1, turn.seq


@asked(_MANNERS, f"keeps to {MOST_OWN_WORDS} words of its own a turn")
def is_brief(seen: Seen) -> Places:
    """Look at each turn."""
    for turn in seen.turns:
        if turn.lines:
            yield sum(len(line.own.split()) for line in turn.lines) <= MOST_OWN_WORDS, turn.seq


@asked(_MANNERS, f"keeps to {MOST_WORDS} words a turn, but for the task and for hints")
def is_not_long_winded(seen: Seen) -> Places:
    """Look at each turn without the task or a hint."""
    for turn in seen.turns:
        if turn.lines and not {Move.PRESENT, Move.HINT} & set(turn.moves):
            yield sum(len(line.text.split()) for line in turn.lines) <= MOST_WORDS, turn.seq


@asked(_MANNERS, "repeats no wording of its own while others are left")
def repeats_no_wording(seen: Seen) -> Places:
    """Compare what was said by one rule with what it said before: a wording comes back only when all were used."""
    before: dict[tuple[str, Move], list[str]] = {}
    for line in seen.lines:
        said = before.setdefault((line.said.reason.rule, line.said.move), [])
        if line.own:
            all_used = len(set(said)) >= _FEWEST_WORDINGS and said[-1:] != [line.own]
            yield line.own not in said or all_used, line.seq
            said.append(line.own)


@asked(_MANNERS, "asks nothing twice in the same words")
def asks_nothing_twice(seen: Seen) -> Places:
    """Look at questions that come from the package."""
    before: set[str] = set()
    for line in seen.lines:
        if line.said.about.startswith(("follow_up:", "trigger:")) and not line.is_general:
            key = f"{line.said.move}/{line.said.about}"
            yield key not in before, line.seq
            before.add(key)


@asked(_MANNERS, "praises nothing")
def praises_nothing(seen: Seen) -> Places:
    """Look at its own words."""
    for line in seen.lines:
        if line.own and line.said.move is not Move.GREET:
            yield _PRAISE.search(line.own) is None, line.seq


@asked(_MANNERS, "blames nobody and calls nothing wrong")
def is_kind(seen: Seen) -> Places:
    """Look at its own words."""
    for line in seen.lines:
        if line.own:
            yield _BLAME.search(line.own) is None, line.seq


@asked(_MANNERS, "speaks in whole sentences, with no slot left open")
def speaks_in_sentences(seen: Seen) -> Places:
    """Look at all that is not the task."""
    for line in seen.lines:
        if line.said.move is not Move.PRESENT:
            text = line.text.strip()
            yield text.endswith((".", "?", "!", ")", "`", "\u201d")) and "  " not in line.own, line.seq
            yield re.search(r"\{\w+\}", line.own) is None, line.seq


@asked(_MANNERS, "names nothing of the package's inside")
def names_nothing_of_the_inside(seen: Seen) -> Places:
    """Look for ids of facts, checks and questions that no candidate can know."""
    question = seen.question
    public = f"{question.prompt} {question.starter}"
    ids = [fact.id for fact in question.facts] + [check.name for check in question.checks]
    ids += [one.id for one in question.follow_ups] + [one.id for one in question.triggers]
    telling = [name for name in ids if re.search(r"[-_]", name) and name not in public]
    for line in seen.lines:
        yield not any(name in line.own for name in telling), line.seq


@asked(_MANNERS, f"asks a question for any answer at most {_MOST_GENERAL} times, each kind once, a topic once")
def asks_few_general_questions(seen: Seen) -> Places:
    """Look at questions for an example, a reason, a comparison, and the like."""
    rules: list[str] = []
    topics: list[str] = []
    for line in seen.lines:
        if line.is_general:
            fresh = line.said.reason.rule not in rules and line.said.about not in topics
            yield fresh and len(rules) < _MOST_GENERAL, line.seq
            rules.append(line.said.reason.rule)
            topics.append(line.said.about)


@asked(_MANNERS, "has a reason for each turn, from events before it")
def has_a_reason(seen: Seen) -> Places:
    """Look at whatever it said or changed."""
    for turn in seen.turns:
        for one in turn.decisions:
            if isinstance(one.event, InterviewerSaid | PhaseChanged | SessionEnded):
                reason = one.event.reason
                known = bool(reason.because) and all(1 <= seq < one.seq for seq in reason.because)
                yield known and turn.seq <= max(reason.because) and bool(reason.rule), one.seq


@asked(_MANNERS, "says nothing at keystrokes but to ask for a plan")
def says_nothing_at_keystrokes(seen: Seen) -> Places:
    """Look at edits."""
    for turn in seen.turns:
        if isinstance(turn.cause, CodeEdited):
            yield all(move is Move.ASK_PLAN for move in turn.moves), turn.seq


@asked(_MANNERS, "does not break in on typing")
def does_not_break_in_on_typing(seen: Seen) -> Places:
    """Look at turns that the clock caused: five seconds of quiet, or typing that went on for half a minute."""
    edits: list[int] = []
    for turn in seen.turns:
        if isinstance(turn.cause, CodeEdited):
            edits.append(turn.at_ms)
        elif isinstance(turn.cause, TimerFired) and turn.lines and not turn.ends and edits:
            quiet = turn.at_ms - edits[-1] >= _QUIET_MS
            waited = sum(turn.at_ms - at_ms <= _LONGEST_WAIT_MS for at_ms in edits) > 1
            yield quiet or waited, turn.seq


@asked(_MANNERS, "lets people think aloud")
def lets_think_aloud(seen: Seen) -> Places:
    """Look at what was said unasked while working: a sign of listening, or a question about it, and no more."""
    for turn in seen.spoken:
        if turn.means == "" and turn.phase is Phase.CODE and turn.waiting is None and "?" not in turn.words:
            short = all(len(line.text.split()) <= _SHORT_WORDS for line in turn.lines if not line.is_question)
            claims_done = bool(turn.phases)
            yield claims_done or (short and set(turn.moves) <= {Move.ACKNOWLEDGE, Move.PROBE}), turn.seq


@asked(_MANNERS, "nods at most once a minute while somebody explains")
def nods_at_times_only(seen: Seen) -> Places:
    """Look at signs of listening to what no question had asked for."""
    last_ms: int | None = None
    for turn in seen.turns:
        for line in turn.lines:
            if line.said.move is not Move.ACKNOWLEDGE:
                continue
            explained = isinstance(turn.cause, CandidateSaid) and turn.means == "" and turn.waiting is None
            if explained and turn.phase is Phase.CODE and last_ms is not None and line.said.reason.rule == "heard":
                yield line.at_ms - last_ms >= _ACKNOWLEDGE_EVERY_MS, line.seq
            last_ms = line.at_ms


@asked(_MANNERS, "gets through without a fault of its own")
def has_no_fault(seen: Seen) -> Places:
    """Look for faults that it noted."""
    faults = [one.seq for turn in seen.turns for one in turn.decisions if isinstance(one.event, FaultNoted)]
    yield not faults, faults[0] if faults else seen.log[-1].envelope.seq


@asked(_MANNERS, "would decide the same again")
def would_decide_the_same(seen: Seen) -> Places:
    """Make every decision again."""
    from agent.drive import replay

    divergences = replay(seen.question, seen.log)
    yield not divergences, divergences[0].seq if divergences else seen.log[-1].envelope.seq
