"""What to practise next: the drill of the weakest dimension, and questions on what is due, weak or new.

Three things at most. A question that was done is offered again only when its topic is due and has no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from question_bank.package import Difficulty, Kind
from rubric.criteria import BY_ID
from rubric.estimates import PRIOR_MEAN
from rubric.skill_map import BankQuestion, Counted, DimensionProgress, KindProgress, NextStep, TopicProgress
from rubric.spacing import day_in_words

_MOST = 3
_FULL = 2
_WEAK_BELOW = PRIOR_MEAN
"""A topic or kind is weak when what was seen pulls its mean below where it started."""
_DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)
_HARDER_FROM: Mapping[Difficulty, float] = {"easy": 0.0, "medium": 2.5, "hard": 3.3}
"""Least mean at which a question of this difficulty is offered first. A choice: weak is met with easy questions."""
_KIND_WORDS: Mapping[Kind, str] = {
    "from_scratch": "from-scratch",
    "operation": "operation",
    "end_to_end": "end-to-end",
    "debug": "debug",
}


class Offer(Struct, frozen=True):
    """A question that is worth being interviewed on, and why."""

    question: BankQuestion
    why: str


def next_steps(
    counted: Sequence[Counted],
    dimensions: Sequence[DimensionProgress],
    kinds: Sequence[KindProgress],
    topics: Sequence[TopicProgress],
    bank: Sequence[BankQuestion],
) -> tuple[NextStep, ...]:
    """Choose at most three steps, no two on one question, and on different topics as far as there are such."""
    drill = _drill(counted, dimensions)
    steps = [drill] if drill else []
    levels = [each.session.level for each in counted if each.session.level is not None]
    found = offers([each.session.question_id for each in counted], levels, kinds, topics, bank)
    taken: list[Offer] = []
    for distinct in (True, False):
        for offer in found:
            met = {topic for other in taken for topic in other.question.topics}
            fresh = not distinct or met.isdisjoint(offer.question.topics)
            if len(steps) + len(taken) < _MOST and fresh and offer.question.id not in {o.question.id for o in taken}:
                taken.append(offer)
    return (*steps, *(_step(offer) for offer in taken))


def _step(offer: Offer) -> NextStep:
    question = offer.question
    return NextStep(
        what="question",
        title=question.title,
        why=offer.why,
        do=f"Be interviewed on it: {question.difficulty}, {_KIND_WORDS[question.kind]}, {', '.join(question.topics)}.",
        minutes=question.minutes,
        question_id=question.id,
    )


def _drill(counted: Sequence[Counted], dimensions: Sequence[DimensionProgress]) -> NextStep | None:
    """Take the weakest dimension in which something was missed: what was missed twice, else what cost most."""
    known = [part for part in dimensions if part.estimate is not None]
    ranked = sorted(known, key=lambda part: part.estimate.mean if part.estimate else 0.0)
    for rank, part in enumerate(ranked):
        missed = _most_missed(part, counted)
        if missed is None:
            continue
        criterion_id, how_often = missed
        which = "is your weakest dimension so far" if rank == 0 else "is where most is left to gain"
        drill = BY_ID[criterion_id].drill
        return NextStep(
            what="drill",
            title=drill.title,
            why=f"{part.title} {which}. {how_often}".strip(),
            do=drill.do,
            minutes=drill.minutes,
            done_when=drill.done_when,
        )
    return None


def _most_missed(part: DimensionProgress, counted: Sequence[Counted]) -> tuple[str, str] | None:
    for gap in part.gaps:
        if not gap.met_last_time:
            return gap.criterion, f"“{gap.title}” was not fully met in {gap.n_missed} of {gap.n_graded} sessions."
    lost = [
        (each.weight * criterion.weight * (_FULL - criterion.grade), criterion.id)
        for each in counted
        for criterion in each.session.criteria
        if criterion.dimension == part.id and criterion.weight and criterion.grade != _FULL and criterion.id in BY_ID
    ]
    if not lost:
        return None
    criterion_id = min(lost, key=lambda pair: (-pair[0], pair[1]))[1]
    return criterion_id, f"“{BY_ID[criterion_id].title}” cost you most there."


def offers(
    done: Sequence[str],
    levels: Sequence[float],
    kinds: Sequence[KindProgress],
    topics: Sequence[TopicProgress],
    bank: Sequence[BankQuestion],
) -> tuple[Offer, ...]:
    """List questions with their reasons, the most useful first: on what is due, weak or new.

    `done` are the questions of the sessions that count, oldest first, and `levels` how those went.
    """
    return tuple(_offers(done, levels, kinds, topics, bank))


def _offers(
    done: Sequence[str],
    levels: Sequence[float],
    kinds: Sequence[KindProgress],
    topics: Sequence[TopicProgress],
    bank: Sequence[BankQuestion],
) -> Iterator[Offer]:
    last_done = {question_id: place for place, question_id in enumerate(done)}
    fresh = [question for question in bank if question.id not in last_done]
    for topic in topics:
        if topic.is_due:
            why = f"The topic {topic.topic} has been due since {day_in_words(topic.due_day or '')}."
            others = list(_on_topic(topic, fresh, f"{why} You have not done this question yet."))
            yield from others
            again = [question for question in bank if topic.topic in question.topics and question.id in last_done]
            for question in sorted(again, key=lambda question: last_done[question.id])[: 0 if others else 1]:
                yield Offer(question, f"{why} There is no other question on it, so do this one again.")
    for topic in topics:
        if topic.estimate.mean < _WEAK_BELOW and not topic.is_due:
            yield from _on_topic(topic, fresh, f"{_capital(topic.topic)} is among your weakest topics.")
    for kind in kinds:
        if kind.estimate.mean < _WEAK_BELOW:
            fitting = [question for question in fresh if question.kind == kind.kind]
            why = f"Questions of the kind {_KIND_WORDS[kind.kind]} are among your weakest."
            yield from (Offer(question, why) for question in by_fit(fitting, kind.estimate.mean)[:1])
    yield from _new_ground(levels, kinds, topics, fresh, is_first=not done)


def _on_topic(topic: TopicProgress, fresh: Sequence[BankQuestion], why: str) -> Iterator[Offer]:
    fitting = [question for question in fresh if topic.topic in question.topics]
    yield from (Offer(question, why) for question in by_fit(fitting, topic.estimate.mean)[:1])


def _new_ground(
    levels: Sequence[float],
    kinds: Sequence[KindProgress],
    topics: Sequence[TopicProgress],
    fresh: Sequence[BankQuestion],
    *,
    is_first: bool,
) -> Iterator[Offer]:
    """Offer what was never done: kinds first, then topics."""
    met_kinds = {kind.kind for kind in kinds}
    met_topics = {topic.topic for topic in topics}
    mean = sum(levels) / len(levels) if levels else 0.0
    for kind in get_args(Kind):
        if kind not in met_kinds:
            fitting = [question for question in fresh if question.kind == kind]
            first = "A good one to begin with." if is_first else f"You have done no {_KIND_WORDS[kind]} question yet."
            yield from (Offer(question, first) for question in by_fit(fitting, mean)[:1])
    unmet = [question for question in fresh if met_topics.isdisjoint(question.topics)]
    for question in by_fit(unmet, mean):
        yield Offer(
            question, f"You have done nothing on {question.topics[0]} yet." if question.topics else "New to you."
        )


def by_fit(questions: Sequence[BankQuestion], mean: float) -> list[BankQuestion]:
    """Order questions by how well their difficulty suits a mean, then short ones first."""
    suits = max((name for name in _DIFFICULTIES if mean >= _HARDER_FROM[name]), key=_DIFFICULTIES.index)
    wanted = _DIFFICULTIES.index(suits)
    return sorted(
        questions,
        key=lambda question: (
            abs(_DIFFICULTIES.index(question.difficulty) - wanted),
            question.minutes,
            question.id,
        ),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
