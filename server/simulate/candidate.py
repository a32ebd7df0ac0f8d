"""Plays a scenario: given the log so far, says what its candidate does next, and when. Pure.

What was done already is read from the log alone. A deed is decided anew after each event, so a question that comes in
a pause is heard. Must not know how a deed is carried out.
"""

import difflib
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec.structs
from msgspec import Struct

from question_bank.package import Decision, Fact, Question
from runner.report import Purpose, Verdict
from server.simulate.manner import in_broken_english
from server.simulate.phrasing import Moment, chance, code_of, words_of
from server.simulate.scenario import Asked, Scenario, Section, Step
from transcripts.changes import apply_changes
from transcripts.envelope import Envelope
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    InterviewerSaid,
    Move,
    Phase,
    PhaseChanged,
    RunRequested,
    RunStopped,
    SessionEnded,
    SessionStarted,
    SuiteRan,
)

_SECTIONS: dict[Phase, Section] = {
    Phase.CLARIFY: "clarify", Phase.PLAN: "plan", Phase.CODE: "work", Phase.VERIFY: "work", Phase.DISCUSS: "discuss",
    Phase.WRAP_UP: "wrap_up",
}  # fmt: skip
_ASKED_BY_MOVE: dict[Move, Asked] = {
    Move.ASK_PLAN: "plan", Move.FOLLOW_UP: "follow_up", Move.FOLLOW_UP_MORE: "follow_up_more",
    Move.ASK_BACK: "ask_back", Move.OFFER_HINT: "offer_hint", Move.NUDGE: "nudge", Move.YOUR_CALL: "your_call",
}  # fmt: skip
_ASKED_BY_ABOUT: dict[str, Asked] = {
    "plan": "plan_more", "tests": "tests", "complexity": "complexity", "reflection": "reflection",
}  # fmt: skip
_LEAVES_THE_CLOCK = frozenset({Move.NUDGE, Move.TIME_CHECK, Move.ACKNOWLEDGE})
"""Turns after which a candidate does not begin anew to think about what they were about to do."""
_ASIDES = frozenset({"order", "asks_answer", "asks_time", "asks_repeat", "stop"})
"""Words that leave the question that was asked as it is, so that it is answered afterwards."""
_WITHOUT_A_QUESTION_SECONDS = 60.0
"""In the discussion, how long a candidate waits for the next question before pressing the button."""
_JITTER = 0.2


class _Deed(Struct, frozen=True, kw_only=True):
    due_ms: int
    """Interview time at which it is done."""


class Say(_Deed, frozen=True, kw_only=True):
    """Say something. `means` names a fact as `fact:<id>`, an answer as `answer:<kind>`, else what the step says."""

    text: str
    means: str = ""


class Edit(_Deed, frozen=True, kw_only=True):
    """Make the code read as given."""

    code: str


class Run(_Deed, frozen=True, kw_only=True):
    """Run or submit."""

    purpose: Purpose


class AskHint(_Deed, frozen=True, kw_only=True):
    """Press the hint button."""


class MoveOn(_Deed, frozen=True, kw_only=True):
    """Press the button for moving on."""


class End(_Deed, frozen=True, kw_only=True):
    """Press the button that ends the interview."""


Deed: TypeAlias = Say | Edit | Run | AskHint | MoveOn | End


class _Item(Struct, frozen=True):
    """A step, or a step for one fact or decision."""

    step: Step
    it: Fact | Decision | None = None


class Part(Struct, frozen=True, kw_only=True):
    """A candidate in the middle of an interview."""

    scenario: Scenario
    question: Question
    seed: int
    items: dict[Section, tuple[_Item, ...]]
    code: str
    done: dict[Section, int]
    """How many items of each section are behind them."""
    phase: Phase = Phase.INTRODUCE
    asked: InterviewerSaid | None = None
    """What the interviewer wants and they have said nothing to."""
    n_replies: dict[Asked, int] = {}
    since_ms: int = 0
    """What they do next is thought about since then."""
    last_passed: bool | None = None
    """How the last run ended."""
    running: bool = False
    started: bool = False
    ended: bool = False


def begin(scenario: Scenario, question: Question, seed: int) -> Part:
    """Make a candidate before the first event. Raises ScenarioError."""
    sections = dict.fromkeys(_SECTIONS.values(), 0)
    items = {section: tuple(_items(scenario.steps(section), question)) for section in sections}
    return Part(scenario=scenario, question=question, seed=seed, items=items, code=question.starter, done=sections)


def next_deed(scenario: Scenario, question: Question, log: Iterable[Envelope], seed: int) -> Deed | None:
    """Say what a scenario's candidate does next in an interview; None while they wait. Raises ScenarioError."""
    part = begin(scenario, question, seed)
    for envelope in log:
        part = take_in(part, envelope)
    return deed_of(part)


def meanings(scenario: Scenario, question: Question, log: Iterable[Envelope], seed: int) -> dict[int, str]:
    """Say for each utterance of a simulated log, by its number, what it was meant as."""
    part, found = begin(scenario, question, seed), dict[int, str]()
    for envelope in log:
        if isinstance(envelope.event, CandidateSaid):
            deed = deed_of(part)
            if isinstance(deed, Say) and deed.text == envelope.event.text:
                found[envelope.seq] = deed.means
        part = take_in(part, envelope)
    return found


def deed_of(part: Part) -> Deed | None:
    """Say what a candidate does next; None while they wait for others or for the end."""
    if not part.started or part.ended or part.running:
        return None
    section = _SECTIONS.get(part.phase)
    if section is None:
        return None
    n, item = _current(part, section)
    reply = _reply(part)
    # In the discussion a question is always open, so what they have in mind themselves comes first.
    if reply is not None and (item is None or section not in {"discuss", "wrap_up"}):
        return reply
    if item is not None:
        return _deed_of_item(part, section, n, item)
    if section in part.scenario.waits_in or (part.asked is not None and section == "wrap_up"):
        return None
    patience = _WITHOUT_A_QUESTION_SECONDS if section in {"discuss", "wrap_up"} else part.scenario.pace.button
    return MoveOn(due_ms=_due(part, patience, section, n))


def take_in(part: Part, envelope: Envelope) -> Part:
    """Take an event of the log in."""
    event, at_ms = envelope.event, envelope.at_ms
    match event:
        case SessionStarted():
            return msgspec.structs.replace(part, started=True, since_ms=at_ms)
        case SessionEnded():
            return msgspec.structs.replace(part, ended=True)
        case PhaseChanged(phase=phase):
            return msgspec.structs.replace(part, phase=phase, asked=None, since_ms=at_ms)
        case InterviewerSaid():
            return _heard(part, event, at_ms)
        case SuiteRan(report=report):
            passed = report.verdict is Verdict.PASSED
            # Only now: a run that was stopped is asked for again.
            part = _item_done(part) if part.running and _is_run(part) else part
            return msgspec.structs.replace(part, running=False, last_passed=passed, since_ms=at_ms)
        case RunStopped():
            return msgspec.structs.replace(part, running=False, since_ms=at_ms)
        case _ if envelope.actor == "candidate":
            return _did(part, envelope)
        case _:
            return part


def asked_of(event: InterviewerSaid) -> Asked | None:
    """Name what a turn of the interviewer wants; None when it wants nothing."""
    if event.move is Move.PROBE:
        if event.reason.rule in {"ask_cost_why", "ask_cost_larger"}:
            return "complexity_why"
        return "trigger" if event.about.startswith("trigger:") else _ASKED_BY_ABOUT.get(event.about)
    if event.move is Move.REMARK_ON_RUN:
        return "run_remark" if "?" in event.text else None
    return _ASKED_BY_MOVE.get(event.move)


def _items(steps: Iterable[Step], question: Question) -> Iterator[_Item]:
    for step in steps:
        if not step.each:
            yield _Item(step)
            continue
        parts: tuple[Fact, ...] | tuple[Decision, ...]
        parts = question.facts if step.each == "facts" else question.decisions
        for it in parts[: step.first or None : step.every]:
            yield _Item(step, it)


def _heard(part: Part, event: InterviewerSaid, at_ms: int) -> Part:
    kind = asked_of(event)
    # Neither a word of patience nor a missing preference takes the place of a question that is open.
    is_open = part.asked is not None and kind in {"nudge", "your_call"}
    asked = event if kind is not None and not is_open else part.asked
    will_reply = kind in part.scenario.replies and not is_open
    since_ms = part.since_ms if event.move in _LEAVES_THE_CLOCK and not will_reply else at_ms
    return msgspec.structs.replace(part, asked=asked, since_ms=since_ms)


def _did(part: Part, envelope: Envelope) -> Part:
    """Take in what they did themselves; what the scenario does not explain is taken as done beside it."""
    event, deed = envelope.event, deed_of(part)
    part = msgspec.structs.replace(part, since_ms=envelope.at_ms)
    if isinstance(event, CodeEdited):
        return _without_nudge(_typed(part, apply_changes(part.code, event.changes)))
    if isinstance(event, RunRequested):
        return msgspec.structs.replace(_without_nudge(part), running=True)
    if isinstance(event, CandidateSaid):
        is_reply = isinstance(deed, Say) and deed.means.startswith("answer:") and deed.text == event.text
        kind = asked_of(part.asked) if part.asked is not None else None
        if is_reply and kind is not None:
            counts = {**part.n_replies, kind: part.n_replies.get(kind, 0) + 1}
            return msgspec.structs.replace(part, asked=None, n_replies=counts)
        is_aside = isinstance(deed, Say) and deed.text == event.text and deed.means in _ASIDES
        part = part if is_aside else msgspec.structs.replace(part, asked=None)
    part = _without_nudge(part)
    return _item_done(part) if _fits(deed, envelope) else part


def _typed(part: Part, code: str) -> Part:
    """Take in that the code reads so now; a step is done once it reads as the step wants it."""
    section = _SECTIONS.get(part.phase)
    item = _current(part, section)[1] if section is not None else None
    is_whole = item is not None and bool(item.step.write) and _target(part, item.step) == code
    part = _item_done(part) if is_whole else part
    return msgspec.structs.replace(part, code=code)


def _without_nudge(part: Part) -> Part:
    is_nudge = part.asked is not None and asked_of(part.asked) == "nudge"
    return msgspec.structs.replace(part, asked=None) if is_nudge else part


def _fits(deed: Deed | None, envelope: Envelope) -> bool:
    match deed:
        case Say(text=text):
            return isinstance(envelope.event, CandidateSaid) and envelope.event.text == text
        case None | Edit() | Run():
            return False
        case _:
            return not isinstance(envelope.event, CandidateSaid)


def _is_run(part: Part) -> bool:
    section = _SECTIONS.get(part.phase)
    item = _current(part, section)[1] if section is not None else None
    return item is not None and bool(item.step.run)


def _item_done(part: Part) -> Part:
    section = _SECTIONS[part.phase]
    n, item = _current(part, section)
    return part if item is None else msgspec.structs.replace(part, done={**part.done, section: n + 1})


def _current(part: Part, section: Section) -> tuple[int, _Item | None]:
    """Give the next item that is to be done, leaving out those that do not apply now."""
    items = part.items[section]
    n = part.done[section]
    while n < len(items) and not _applies(part, items[n].step):
        n += 1
    return n, items[n] if n < len(items) else None


def _applies(part: Part, step: Step) -> bool:
    if step.write and _target(part, step) == part.code:
        return False
    return step.when == "always" or part.last_passed is (step.when == "passing")


def _deed_of_item(part: Part, section: Section, n: int, item: _Item) -> Deed:
    step, pace = item.step, part.scenario.pace

    def due(seconds: float) -> int:
        # By what the step is, and not by its number: what stands beside it in the scenario changes nothing here.
        return _due(part, seconds if step.after is None else step.after, section, step, item.it and item.it.id)

    if step.say:
        moment = _moment(part, f"{section}.{n}", it=item.it)
        template = step.say[chance(part.seed, part.scenario.id, section, n) % len(step.say)]
        means = f"fact:{item.it.id}" if isinstance(item.it, Fact) else _means(step, part.question)
        return Say(due_ms=due(pace.think), text=_spoken(part, template, moment), means=means)
    if step.write:
        return Edit(due_ms=due(pace.piece), code=next_piece(part.code, _target(part, step), pace.piece_lines))
    if step.run:
        return Run(due_ms=due(pace.run), purpose=step.run)
    if step.hint:
        return AskHint(due_ms=due(pace.hint))
    return End(due_ms=due(pace.button)) if step.end else MoveOn(due_ms=due(pace.button))


def _means(step: Step, question: Question) -> str:
    """Say what a step's words mean; `fact` is the one whose phrasing every wording holds."""
    if step.means != "fact":
        return step.means
    number = step.say[0].partition("{fact.")[2].partition(".")[0]
    return f"fact:{question.facts[(int(number) - 1) % len(question.facts)].id}"


def _reply(part: Part) -> Say | None:
    kind = asked_of(part.asked) if part.asked is not None else None
    reply = part.scenario.replies.get(kind) if kind is not None else None
    if kind is None or reply is None or not reply.say:
        return None
    n = part.n_replies.get(kind, 0)
    at = _turn_of(part, n) if reply.in_turn else chance(part.seed, part.scenario.id, kind, n)
    moment = _moment(part, f"{kind}.{n}", asked=part.asked)
    text = _spoken(part, reply.say[at % len(reply.say)], moment)
    return Say(due_ms=_due(part, part.scenario.pace.answer, kind, n), text=text, means=f"answer:{kind}")


def _turn_of(part: Part, n: int) -> int:
    """Give the place of a question among those of its kind: of a follow-up in the package, else as it came."""
    about = part.asked.about if part.asked is not None else ""
    places = {f"follow_up:{one.id}": place for place, one in enumerate(part.question.follow_ups)}
    return places.get(about, n)


def _moment(part: Part, place: str, it: Fact | Decision | None = None, asked: InterviewerSaid | None = None) -> Moment:
    return Moment(scenario=part.scenario, question=part.question, seed=part.seed, place=place, it=it, asked=asked)


def _spoken(part: Part, template: str, moment: Moment) -> str:
    text = words_of(template, moment)
    return in_broken_english(text) if part.scenario.manner == "broken_english" else text


def _due(part: Part, seconds: float, *place: object) -> int:
    share = chance(part.seed, part.scenario.id, "pace", *place) % 1000 / 1000
    return part.since_ms + round(1000 * seconds * (1 + _JITTER * (2 * share - 1)))


def _target(part: Part, step: Step) -> str:
    code = code_of(step.write, part.scenario, part.question)
    return f"{code}\n{step.comment}\n" if step.comment else code


def next_piece(code: str, target: str, n_lines: int) -> str:
    """Type on towards a code: the first place that differs, and of it so many lines; 0 puts all in at once."""
    if not n_lines:
        return target
    now, wanted = code.splitlines(keepends=True), target.splitlines(keepends=True)
    blocks = difflib.SequenceMatcher(None, now, wanted, autojunk=False).get_opcodes()
    for tag, start, end, from_line, to_line in blocks:
        if tag != "equal":
            typed = wanted[from_line : min(to_line, from_line + n_lines)]
            return "".join((*now[:start], *typed, *now[end:]))
    return target
