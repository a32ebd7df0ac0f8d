"""What to be interviewed on now: all questions that make sense, the most useful first, each with its reason.

They begin as the next steps of the map do, and go on where those stop, so that there is always another. The same
sessions on the same day give the same list.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date  # noqa: TID251 - counts days of the calendar; no clock is asked

from rubric.anchors import LEVEL_NAMES
from rubric.next_steps import Offer, by_fit, offers
from rubric.skill_map import (
    BankQuestion,
    DimensionProgress,
    LastTime,
    Met,
    ProgressReport,
    SessionLine,
    Suggestion,
    TopicProgress,
    WhatNext,
)
from rubric.spacing import day_in_words, day_of

REST_DAYS = 3
"""So many days a question rests after a session on it, unless its topic is due: what was just solved is remembered
rather than solved. As long as the second box of `rubric.spacing` waits."""
_WEAK_AT = 2
"""The debrief calls a level weak from here down."""
_LAST_SESSIONS = 2


def what_next(report: ProgressReport, met: Sequence[Met], bank: Sequence[BankQuestion]) -> WhatNext:
    """Choose from the bank by the map. `met` are all sessions, whether they count or not, in whatever order.

    Never suggests a question that is open, nor one that rests.
    """
    counted = [line for line in report.sessions if line.weight]
    due = {topic.topic for topic in report.topics if topic.is_due}
    resting = _resting(met, report.today)
    is_open = {each.question_id for each in met if each.is_open}
    taken: dict[str, Offer] = {}
    for offer in _all_offers(report, counted, met, bank):
        question = offer.question
        rests = question.id in resting and due.isdisjoint(question.topics)
        if not rests and question.id not in is_open:
            taken.setdefault(question.id, offer)
    return WhatNext(
        today=report.today,
        n_counted=report.n_counted,
        suggestions=tuple(_suggestion(offer) for offer in taken.values()),
        mind=_mind(counted, report.dimensions),
        last_times=_last_times(report.sessions),
    )


def _suggestion(offer: Offer) -> Suggestion:
    question = offer.question
    return Suggestion(question_id=question.id, title=question.title, why=offer.why, minutes=question.minutes)


def _all_offers(
    report: ProgressReport, counted: Sequence[SessionLine], met: Sequence[Met], bank: Sequence[BankQuestion]
) -> Iterator[Offer]:
    """List what the map recommends, then what else is new, then what was done before, longest ago first."""
    levels = [line.level for line in counted if line.level is not None]
    recommended = offers([line.question_id for line in counted], levels, report.kinds, report.topics, bank)
    yield from recommended if counted else _to_begin_with(recommended)
    mean = sum(levels) / len(levels) if levels else 0.0
    last_met = {each.question_id: each.started_at for each in sorted(met, key=lambda each: each.started_at)}
    topics = {topic.topic: topic for topic in report.topics}
    for question in by_fit([question for question in bank if question.id not in last_met], mean):
        yield Offer(question, _new_why(question, topics))
    done = [question for question in bank if question.id in last_met]
    for question in sorted(done, key=lambda question: (last_met[question.id], question.id)):
        yield Offer(
            question, f"You last met it on {day_in_words(last_met[question.id][:10])}; it has rested long enough."
        )


def _to_begin_with(recommended: Sequence[Offer]) -> Iterator[Offer]:
    """Put what is easy first: nothing is known of the candidate yet."""
    for offer in sorted(recommended, key=lambda offer: offer.question.difficulty != "easy"):
        question = offer.question
        says = "a good one to begin with" if question.difficulty == "easy" else "for who wants more to begin with"
        yield Offer(question, f"{question.difficulty.capitalize()}, and {question.minutes} minutes long: {says}.")


def _new_why(question: BankQuestion, topics: Mapping[str, TopicProgress]) -> str:
    for name in question.topics:
        if name in topics:
            return f"New to you, on a topic that you know: {name}, so far at level {topics[name].estimate.mean:.1f}."
    return "New to you."


def _resting(met: Sequence[Met], today: str) -> set[str]:
    now = date.fromisoformat(today)
    days = [(each.question_id, day_of(each.started_at)) for each in met]
    return {name for name, day in days if day is not None and (now - day).days < REST_DAYS}


def _mind(counted: Sequence[SessionLine], dimensions: Sequence[DimensionProgress]) -> str:
    """Name the dimension that was weak in each of the last sessions: the weakest so far, when there are several."""
    last = counted[-_LAST_SESSIONS:]
    if not last:
        return ""
    weak = [
        part
        for part in dimensions
        if part.estimate is not None
        and all((level := line.levels.get(part.id)) is not None and level <= _WEAK_AT for line in last)
    ]
    if not weak:
        return ""
    weakest = min(weak, key=lambda part: (part.estimate.mean if part.estimate else 0.0, part.id))
    which = "Your last session was" if len(last) == 1 else "Your last two sessions were"
    title = weakest.title[:1].lower() + weakest.title[1:]
    return f"{which} weak in {title}."


def _last_times(lines: Sequence[SessionLine]) -> tuple[LastTime, ...]:
    found: dict[str, LastTime] = {}
    for line in lines:
        before = found.get(line.question_id)
        found[line.question_id] = LastTime(
            question_id=line.question_id,
            session_id=line.id,
            started_at=line.started_at,
            mode=line.mode,
            n_times=(before.n_times if before else 0) + 1,
            level=line.level,
            level_name=LEVEL_NAMES[0 if line.level is None else int(line.level + 0.5)],
        )
    return tuple(sorted(found.values(), key=lambda each: each.question_id))
