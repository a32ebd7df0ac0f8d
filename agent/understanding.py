"""Understanding without a model: what an utterance does, what it is about, and how sure that is.

First the mood of the sentence is read (`speech_acts`), then, only for a clause that asks or assumes, its topic
(`fact_ranker`). A fact that was not asked for is never named here, so it can never be released. Facts that are not told
apart with enough margin come back as `maybe:<fact id>`, and the interviewer asks back. Must not know what is said next.
"""

from collections.abc import Sequence

from msgspec import Struct

from agent import addressing, speech_acts
from agent.fact_ranker import FactRanker, Ranked
from agent.words import clauses, clean, is_code, plain, prose, without_fillers, words
from question_bank.cost import find_claims, write
from question_bank.package import Point, Question
from question_bank.wording import covered_points
from transcripts.events import Act, Move, Phase

ENGINE = "lexical-1"

ASKS_ABOVE = 0.5
"""A clause that asks less surely than this asks nothing."""
FACT_ABOVE = 0.36
"""A fact that fits worse is not what was asked for."""
MAYBE_ABOVE = 0.22
"""A fact between this and `FACT_ABOVE` is asked back about."""
MAYBE_ABOVE_IN_QUESTIONS = 0.15
"""The same in the round of questions, where nearly every question is about a fact."""
CLEAR_MARGIN = 0.11
"""Facts that are nearer together than this are asked back about."""
MORE_WHEN_ANSWERING = 0.15
"""Added to what a fact must reach while the interviewer waits for an answer to a question of its own."""
THIN_WORDS = 4
SHORT_WORDS = 12
MAX_CLAUSES = 24

PHASES_OF_QUESTIONS = frozenset({Phase.INTRODUCE, Phase.CLARIFY})
PHASES_OF_PLANS = frozenset({Phase.INTRODUCE, Phase.CLARIFY, Phase.PLAN})
PHASES_OF_TALK = frozenset({Phase.DISCUSS, Phase.WRAP_UP})
_WAITS_FOR_ANSWER = frozenset({Move.FOLLOW_UP, Move.FOLLOW_UP_MORE, Move.PROBE, Move.REMARK_ON_RUN})


class Waiting(Struct, frozen=True):
    """What the interviewer asked last and what it waits for."""

    move: Move
    about: str = ""
    points_prefix: str = ""
    """Id of the follow-up or trigger whose points an answer may hold."""
    points: tuple[Point, ...] = ()
    options: tuple[str, ...] = ()
    """Facts that were named in asking back."""


class Context(Struct, frozen=True):
    """What must be known of the conversation to understand an utterance."""

    phase: Phase
    waiting: Waiting | None = None


class Understanding(Struct, frozen=True):
    """What an utterance was taken to mean; see `UtteranceUnderstood`."""

    act: Act
    items: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that it is about."""
        return _with_prefix("fact:", self.items)

    @property
    def maybe(self) -> tuple[str, ...]:
        """Ids of the facts that it may be about."""
        return _with_prefix("maybe:", self.items)


class Understander:
    """Understands what is said in interviews on one question. Immutable after construction."""

    def __init__(self, question: Question) -> None:
        self._facts = {fact.id: fact for fact in question.facts}
        self._complexity = question.complexity
        self._ranker = FactRanker(question.facts)

    def understand(self, text: str, context: Context) -> Understanding:
        """Say what an utterance does. Total: any text gives an answer."""
        if is_code(text):
            return Understanding(Act.THINKS_ALOUD, ("claim:code",), 0.8)
        whole = plain(clean(text))
        if not any(character.isalnum() for character in whole):
            return Understanding(Act.THINKS_ALOUD, ("claim:no_words",), 0.2)
        if speech_acts.gives_orders(whole):
            return Understanding(Act.MANIPULATES, confidence=0.85)
        if speech_acts.is_another_language(whole):
            return Understanding(Act.SMALL_TALK, ("claim:another_language",), 0.7)
        parts = clauses(whole)
        if len(parts) > MAX_CLAUSES:
            parts = (*parts[: MAX_CLAUSES // 2], *parts[-MAX_CLAUSES // 2 :])
        return (
            self._reply_to_offer(whole, context)
            or _housekeeping(whole, parts, context)
            or self._request(whole, parts, context)
            or self._statement(whole, text, parts, context)
        )

    def agrees(self, text: str, fact_id: str) -> bool:
        """Say whether a stated assumption says what the fact's answer says."""
        return self._ranker.agrees(plain(clean(text)), self._facts[fact_id])

    def _reply_to_offer(self, whole: str, context: Context) -> Understanding | None:
        """Understand `yes`, `no`, `the first one` after a hint was offered or two facts were named."""
        waiting = context.waiting
        if waiting is None or waiting.move not in {Move.OFFER_HINT, Move.ASK_BACK}:
            return None
        if waiting.move is Move.OFFER_HINT:
            if speech_acts.says_no(whole):
                return Understanding(Act.ANSWERS, ("claim:no",), 0.9)
            return Understanding(Act.ASKS_HINT, confidence=0.9) if speech_acts.says_yes(whole) else None
        chosen = _chosen(whole, waiting.options)
        if chosen:
            return Understanding(Act.ASKS_FACT, tuple(f"fact:{fact_id}" for fact_id in chosen), 0.9)
        named = [one for one in self._ranker.rank(whole) if one.fact_id in waiting.options]
        fits = bool(named) and named[0].score > MAYBE_ABOVE and len(words(whole)) <= 12  # noqa: PLR2004
        if fits and (len(named) == 1 or named[0].score - named[1].score > CLEAR_MARGIN / 2):
            return Understanding(Act.ASKS_FACT, (f"fact:{named[0].fact_id}",), 0.8)
        if speech_acts.says_no(without_fillers(whole) or whole):
            return Understanding(Act.ANSWERS, ("claim:no",), 0.9)
        return None

    def _request(self, whole: str, parts: Sequence[str], context: Context) -> Understanding | None:
        if any(speech_acts.wants_answer(part) for part in parts):
            return Understanding(Act.ASKS_ANSWER, confidence=0.9)
        if speech_acts.wants_hint(whole) and len(words(whole)) <= SHORT_WORDS:
            return Understanding(Act.ASKS_HINT, confidence=0.9)
        asking = () if speech_acts.labels_plan(whole) else _asking(parts, context)
        if any(speech_acts.wants_own_work_judged(part) for _, part, _ in asking):
            return Understanding(Act.ASKS_ANSWER, ("claim:verdict",), 0.8)
        items, confidence = self._facts_asked(asking, parts, context)
        if any(item.startswith("fact:") for item in items):
            return Understanding(Act.ASKS_FACT, items, confidence)
        if speech_acts.is_stuck(whole) and "hint" not in whole and context.phase not in PHASES_OF_TALK:
            return Understanding(Act.ASKS_HINT, ("claim:stuck",), 0.7)
        if speech_acts.wants_hint(whole):
            return Understanding(Act.ASKS_HINT, confidence=0.9)
        if asking and any(speech_acts.wants_verdict(part) for _, part, _ in asking):
            return Understanding(Act.ASKS_ANSWER, ("claim:verdict",), 0.8)
        if items:
            return Understanding(Act.ASKS_FACT, items, confidence)
        if speech_acts.wants_to_end(whole):
            return Understanding(Act.CLAIMS_DONE, ("claim:stop",), 0.8)
        if asking and speech_acts.wants_to_move_on(whole):
            return Understanding(Act.CLAIMS_DONE, ("claim:move_on",), 0.8)
        if speech_acts.chats(without_fillers(whole) or whole) and not _awaits_answer(context):
            return None
        if asking and not (_awaits_answer(context) and max(strength for *_, strength in asking) < 0.9):  # noqa: PLR2004
            about = ("claim:asks_why",) if any(speech_acts.asks_why(part) for _, part, _ in asking) else ()
            return Understanding(Act.ASKS_OFF_SCRIPT, about, round(max(s for *_, s in asking) * 0.8, 3))
        return None

    def _facts_asked(
        self, asking: Sequence[tuple[int, str, float]], parts: Sequence[str], context: Context
    ) -> tuple[tuple[str, ...], float]:
        """Find the facts that clauses ask for: `fact:` where one stands out, `maybe:` where it does not."""
        raised = MORE_WHEN_ANSWERING if _awaits_answer(context) else 0.0
        lowest = MAYBE_ABOVE_IN_QUESTIONS if context.phase in PHASES_OF_QUESTIONS else MAYBE_ABOVE
        sure: dict[str, float] = {}
        unsure: dict[str, float] = {}
        for n, clause, strength in asking:
            ranked = self._rank_in_place(parts, n, clause)
            if not ranked or ranked[0].score < lowest + raised:
                continue
            best, near = ranked[0], _near(ranked)
            confidence = round(strength * min(1.0, 0.55 + best.score / 2), 3)
            if best.score >= FACT_ABOVE + raised and not near:
                sure[best.fact_id] = max(confidence, sure.get(best.fact_id, 0.0))
            elif not raised:
                for one in (best, *near):
                    unsure[one.fact_id] = round(confidence / 2, 3)
        named = [f"fact:{fact_id}" for fact_id in sure]
        named += [f"maybe:{fact_id}" for fact_id in list(unsure)[:2] if fact_id not in sure]
        return tuple(named), min((*sure.values(), *unsure.values()), default=0.0)

    def _rank_in_place(self, parts: Sequence[str], n: int, clause: str) -> tuple[Ranked, ...]:
        """Rank a clause; one that points back, `who gets it?`, together with the clause before it."""
        ranked = self._ranker.rank(clause)
        if n == 0 or (ranked and ranked[0].score >= FACT_ABOVE):
            return ranked
        together = self._ranker.rank(f"{parts[n - 1]} {clause}")
        return together if together and (not ranked or together[0].score > ranked[0].score) else ranked

    def _statement(self, whole: str, text: str, parts: Sequence[str], context: Context) -> Understanding:
        waiting = context.waiting
        points = _points(text, waiting)
        n_words = len(words(whole))
        costs = find_claims(clean(text), self._complexity)
        claims = tuple(dict.fromkeys(f"claim:{one.what}:{write(one.cost)}" for one in costs))
        if claims and (any(one.sure for one in costs) or _about_cost(waiting)):
            return Understanding(Act.CLAIMS_COMPLEXITY, claims + points, 0.9)
        if _awaits_answer(context) and speech_acts.does_not_know(whole) and n_words <= 15 and not points:  # noqa: PLR2004
            return Understanding(Act.ANSWERS, ("claim:does_not_know",), 0.85)
        if _awaits_answer(context) and not (points or n_words > THIN_WORDS) and speech_acts.chats(whole):
            return Understanding(Act.SMALL_TALK, confidence=0.7)
        done = _claims_done(whole, context) if not points else None
        if done and not (_awaits_answer(context) and n_words > 8):  # noqa: PLR2004
            return done
        assumption = self._assumption(whole, parts, context)
        if assumption:
            return assumption
        if context.phase in PHASES_OF_PLANS and _is_plan(whole, n_words, context):
            return Understanding(Act.STATES_PLAN, confidence=0.8)
        return _remark(whole, n_words, points, context)

    def _assumption(self, whole: str, parts: Sequence[str], context: Context) -> Understanding | None:
        if _awaits_answer(context):
            return None
        stated = [part for part in parts if speech_acts.assumes(without_fillers(part))]
        if not stated or (len(words(whole)) > 40 and context.phase is Phase.PLAN):  # noqa: PLR2004
            return None
        found: list[str] = []
        for part in stated:
            ranked = self._ranker.rank(part)
            if ranked and ranked[0].score >= FACT_ABOVE and not _near(ranked):
                found.append(f"fact:{ranked[0].fact_id}")
        return Understanding(Act.STATES_ASSUMPTION, tuple(dict.fromkeys(found)), 0.8 if found else 0.7)


def _with_prefix(prefix: str, items: Sequence[str]) -> tuple[str, ...]:
    return tuple(item.removeprefix(prefix) for item in items if item.startswith(prefix))


def _near(ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Give the runner-up when it is too near to the best to be ruled out."""
    return tuple(ranked[1:2]) if len(ranked) > 1 and ranked[0].score - ranked[1].score < CLEAR_MARGIN else ()


def _awaits_answer(context: Context) -> bool:
    return context.waiting is not None and context.waiting.move in _WAITS_FOR_ANSWER


def _about_cost(waiting: Waiting | None) -> bool:
    return waiting is not None and waiting.about == "complexity"


def _asking(parts: Sequence[str], context: Context) -> list[tuple[int, str, float]]:
    """List the clauses that put something to the interviewer: place, text, strength."""
    found = []
    talks = context.waiting is not None and context.waiting.move in _WAITS_FOR_ANSWER - {Move.REMARK_ON_RUN}
    for n, part in enumerate(parts):
        strength = _strength(part, context)
        if strength < ASKS_ABOVE or addressing.put_to_oneself(parts, n, strict=context.phase in PHASES_OF_PLANS):
            continue
        if talks and not addressing.put_to_the_interviewer_while_answering(part):
            continue
        found.append((n, part, strength))
    return found


def _strength(clause: str, context: Context) -> float:
    strength = speech_acts.request_strength(clause)
    if strength < ASKS_ABOVE and context.phase in PHASES_OF_PLANS and addressing.misses_something(clause):
        return 0.75
    terse = context.phase in PHASES_OF_QUESTIONS and 0.1 < strength < ASKS_ABOVE  # noqa: PLR2004
    if terse and speech_acts.is_terse_topic(clause) and not _closes_questions(clause):
        return ASKS_ABOVE
    return strength


def _closes_questions(clause: str) -> bool:
    return (
        speech_acts.has_no_questions(clause)
        or speech_acts.states_cost(clause)
        or speech_acts.assumes(clause)
        or speech_acts.chats(clause)
        or speech_acts.claims_done(clause)
        or speech_acts.wants_to_move_on(clause)
    )


def _points(text: str, waiting: Waiting | None) -> tuple[str, ...]:
    if waiting is None or not waiting.points:
        return ()
    return tuple(
        f"point:{waiting.points_prefix}/{point_id}" for point_id in covered_points(prose(text), waiting.points)
    )


def _chosen(whole: str, options: Sequence[str]) -> tuple[str, ...]:
    said = set(words(whole))
    if not options or len(said) > 8:  # noqa: PLR2004
        return ()
    if said & {"both", "all", "either"}:
        return tuple(options)
    if said & {"first", "former", "1", "one"} and not said & {"second", "latter"}:
        return (options[0],)
    if said & {"second", "latter", "last", "2"}:
        return (options[-1],)
    return (options[0],) if len(options) == 1 and speech_acts.says_yes(whole) else ()


def _housekeeping(whole: str, parts: Sequence[str], context: Context) -> Understanding | None:
    """Understand questions about the interview itself."""
    if len(parts) > 3:  # noqa: PLR2004
        return None
    if speech_acts.asks_time(whole):
        return Understanding(Act.ASKS_OFF_SCRIPT, ("claim:asks_time",), 0.9)
    if speech_acts.asks_repeat(whole) and not _awaits_answer(context):
        return Understanding(Act.ASKS_OFF_SCRIPT, ("claim:asks_repeat",), 0.85)
    if speech_acts.asks_repeat(whole) and len(words(whole)) <= 10:  # noqa: PLR2004
        return Understanding(Act.ASKS_OFF_SCRIPT, ("claim:asks_repeat",), 0.85)
    return None


def _claims_done(whole: str, context: Context) -> Understanding | None:
    if speech_acts.has_no_questions(whole) and context.phase in PHASES_OF_QUESTIONS:
        return Understanding(Act.CLAIMS_DONE, ("claim:no_questions",), 0.85)
    if speech_acts.wants_to_end(whole):
        return Understanding(Act.CLAIMS_DONE, ("claim:stop",), 0.8)
    if speech_acts.claims_done(without_fillers(whole) or whole) and context.phase not in PHASES_OF_PLANS:
        return Understanding(Act.CLAIMS_DONE, ("claim:done",), 0.8)
    if speech_acts.wants_to_move_on(whole) and len(words(whole)) <= 14:  # noqa: PLR2004
        return Understanding(Act.CLAIMS_DONE, ("claim:move_on",), 0.75)
    return None


def _is_plan(whole: str, n_words: int, context: Context) -> bool:
    asked = context.waiting is not None and context.waiting.move is Move.ASK_PLAN
    if asked and n_words > THIN_WORDS and not speech_acts.chats(whole) and not speech_acts.does_not_know(whole):
        return True
    if context.phase is Phase.PLAN:
        return n_words > THIN_WORDS and speech_acts.plans(whole, certain=False)
    return n_words >= 12 and speech_acts.plans(whole, certain=True)  # noqa: PLR2004


def _remark(whole: str, n_words: int, points: tuple[str, ...], context: Context) -> Understanding:
    """Tell answers, explanations, thinking aloud and small talk from one another."""
    core = without_fillers(whole) or whole
    waiting = context.waiting
    thinks = speech_acts.thinks_aloud(whole) and n_words <= 12  # noqa: PLR2004
    if _awaits_answer(context) and not thinks:
        return Understanding(Act.ANSWERS, points, 0.9 if points else 0.7)
    if waiting is not None and waiting.move is Move.ASK_PLAN and speech_acts.does_not_know(whole):
        return Understanding(Act.ANSWERS, ("claim:does_not_know",), 0.8)
    if speech_acts.chats(whole) or speech_acts.chats(core):
        return Understanding(Act.SMALL_TALK, confidence=0.8)
    if thinks:
        return Understanding(Act.THINKS_ALOUD, points, 0.7)
    if speech_acts.explains(whole) or n_words > 8:  # noqa: PLR2004
        return Understanding(Act.EXPLAINS, points, 0.7)
    return Understanding(Act.THINKS_ALOUD, points, 0.5)
