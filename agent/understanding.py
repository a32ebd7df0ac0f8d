"""Understanding without a model: what an utterance does, what it is about, and how sure that is.

First the mood of the sentence is read (`speech_acts`), then, only for a clause that asks or assumes, its topic
(`fact_ranker`). A fact that was not asked for is never named here, so it can never be released. Facts that are not told
apart with enough margin come back as `maybe:<fact id>`, and the interviewer asks back. Must not know what is said next.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from agent import addressing, speech_acts
from agent.act_model import Mood, measures, moods
from agent.fact_ranker import FactRanker, Ranked
from agent.intent_model import intents
from agent.words import clauses, clean, content_stems, is_code, plain, prose, without_fillers, words
from question_bank.cost import find_claims, write
from question_bank.package import Point, Question
from question_bank.wording import covered_points
from transcripts.events import Act, Move, Phase

ENGINE = "lexical-3"

ASKS_ABOVE = 0.5
"""A clause that asks less surely than this asks nothing."""
ASKS_ALL_THE_SAME_ABOVE = 0.5
"""What the rules take for a statement and the learned moods as surely as this for a question, asks."""
ASKS_ALTHOUGH_DECLARED_ABOVE = 0.85
"""The same for what is put as a statement, and for all words once there is code to speak of."""
DECLARES_AT_MOST = 0.1
"""A clause that asks less surely than this, or as surely, is put as a statement of one's own."""
ASKS_NOTHING_BELOW = 0.25
"""What the rules take for a question and the learned moods for one as little as this, asks nothing."""
ASKED_SURELY_ABOVE = 0.7
"""What asks less surely than this is asked back about, however sure its fact is."""
ASKS_OUTRIGHT = 0.95
"""A clause that asks as surely as this by the rules asks, whatever the rest of the utterance does."""
MEANS_ABOVE = 0.5
"""An act that no rule sees, is taken from the learned intents when it is as likely as this."""
ENDS_ABOVE = 0.55
"""The same for the end of coding, which moves the interview on."""
MEANS_AS_ANSWER_ABOVE = 0.85
"""The same while the interviewer waits for an answer to a question of its own."""
STATES_ABOVE = 0.5
"""A plan, or an assumption that no rule sees, must be as likely as this."""
ASSUMES_UNSAID_ABOVE = 0.7
ASSUMES_AS_LEARNED_ABOVE = 0.6
NOT_NAMED_AT_MOST = 0.6
"""A fact that no word of the clause belongs to, is no likelier than this."""
FACT_ABOVE = 0.7
"""A fact that is less likely is not told."""
MAYBE_ABOVE = 0.2
"""A fact as likely as this, but not as `FACT_ABOVE`, is asked back about."""
MAYBE_ABOVE_IN_QUESTIONS = 0.1
"""The same in the round of questions, where nearly every question is about a fact."""
SURELY_A_QUESTION = 0.9
MAYBE_ABOVE_IN_SURE_QUESTIONS = 0.06
"""The same when the learned intents are as sure as that of a question about the task."""
BESIDE_THE_TASK = 1.5
"""So many times likelier than a question about the task must be one about other things, or small talk."""
LISTED_ABOVE = 0.9
"""A part of a list must name its fact as surely as this."""
FEWEST_WORDS_OF_A_PART = 2
AMONG_THE_FIRST = 3
"""A further fact must be among so many that fit the whole utterance best."""
ANOTHER_FACT_ABOVE = 0.9
"""A second fact in one utterance must be as likely as this; most second clauses go on about the first."""
FURTHER_ABOVE = 0.93
"""What a whole further question is about, if it is as likely as this."""
FURTHER_MAYBE_ABOVE = 0.3
"""The same, to be asked back about once the surer ones are answered."""
NEARLY_ABOVE = 0.05
"""In asking back, a runner-up that is less likely is not named."""
MORE_WHEN_ANSWERING = 0.15
"""Added to what a fact must reach while the interviewer waits for an answer to a question of its own."""
TASK_WORDS = 2
SHARE_OF_TASK_WORDS = 0.34
"""What was asked for as a plan shares two words with the task, or this share of its own."""
THIN_WORDS = 4
SHORT_WORDS = 12
MAX_CLAUSES = 24

SURE_ABOVE = 0.5
"""What is understood less surely is doubted."""
PLAUSIBLE_ABOVE = 0.1
"""Of acts that are named in a doubt."""
CANDIDATE_ABOVE = 0.005
"""Of facts that are named in a doubt."""
MOST_CANDIDATES = 4

PHASES_OF_QUESTIONS = frozenset({Phase.INTRODUCE, Phase.CLARIFY})
PHASES_OF_PLANS = frozenset({Phase.INTRODUCE, Phase.CLARIFY, Phase.PLAN})
PHASES_OF_TALK = frozenset({Phase.DISCUSS, Phase.WRAP_UP})
_ACTS_OF_MOOD: Mapping[Mood, tuple[Act, ...]] = MappingProxyType({
    Mood.ASKS: (Act.ASKS_FACT, Act.ASKS_OFF_SCRIPT),
    Mood.ASSUMES: (Act.STATES_ASSUMPTION,),
    Mood.CHATS: (Act.SMALL_TALK,),
    Mood.PLANS: (Act.STATES_PLAN,),
    Mood.THINKS: (Act.THINKS_ALOUD, Act.EXPLAINS),
})  # fmt: skip
_USUAL_PHASE: Mapping[Act, Phase] = MappingProxyType({
    Act.ASKS_ANSWER: Phase.CODE,
    Act.ASKS_HINT: Phase.CODE,
    Act.CLAIMS_COMPLEXITY: Phase.VERIFY,
    Act.CLAIMS_DONE: Phase.CODE,
    Act.EXPLAINS: Phase.CODE,
    Act.STATES_PLAN: Phase.PLAN,
    Act.THINKS_ALOUD: Phase.CODE,
})  # fmt: skip
_RAW = (Act.SMALL_TALK, Act.CLAIMS_DONE, Act.STATES_ASSUMPTION)
"""What must be likely outright, not only among statements: it ends or confirms something."""
_REMARKS = (Act.THINKS_ALOUD, Act.EXPLAINS, Act.SMALL_TALK)
_REQUESTS = frozenset({Act.ASKS_ANSWER, Act.ASKS_FACT, Act.ASKS_HINT, Act.ASKS_OFF_SCRIPT, Act.MANIPULATES})
_LIST = re.compile(r"\s*,?\s+(?:and|or|plus|also|as well as|same (?:for|with))\s+|\s*[,;]\s*")
_NEXT_QUESTION = re.compile(
    r"\s*[,;]?\s+(?:and|or|plus|also)\s+(?=(?:also |then |just |is it |so )*(?:what|which|how|who|when|where|why|is|"
    r"are|do|does|did|can|could|should|shall|may|will|would|must|have|has|am|any|whether|if|"
    r"same (?:for|question|with))\b)"
)
_NAMES_INSTEAD = re.compile(r"^(?:no|nope|neither|none)\b[,.: ]+(?:(?:i meant?|i mean|rather|the|how|what|which)\b)")
_PUTS_OFF = re.compile(r"\bin a (?:minute|moment|second)\b|\blater\b|\bget to (?:it|that|the|those)\b")
_CASE = re.compile(r"^(?:and |so |but |or )?(?:what )?(?:if|when|in case|say|suppose|imagine|for)\b")
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


class Doubt(Struct, frozen=True):
    """What understanding is not sure of, for whoever may decide better."""

    facts: tuple[str, ...]
    """Ids of at most four facts that the utterance may be about, the best first."""
    acts: tuple[Act, ...]
    """Acts that are plausible, the likeliest first."""
    understanding: Understanding
    """What is taken when nobody decides better."""


class Understander:
    """Understands what is said in interviews on one question. Immutable after construction."""

    def __init__(self, question: Question) -> None:
        self._facts = {fact.id: fact for fact in question.facts}
        self._complexity = question.complexity
        self._ranker = FactRanker(question.facts)
        texts = [question.prompt, question.starter, *(one.says for one in question.decisions)]
        texts += [text for fact in question.facts for text in (fact.answer, *fact.asks, *fact.terms)]
        self._task = frozenset(stem for text in texts for stem in content_stems(text.replace("_", " ")))

    def understand(self, text: str, context: Context) -> Understanding:
        """Say what an utterance does. Total: any text gives an answer."""
        if is_code(text):
            return Understanding(Act.THINKS_ALOUD, ("claim:code",), 0.8)
        whole = plain(clean(text))
        if not any(character.isalnum() for character in whole):
            return Understanding(Act.THINKS_ALOUD, ("claim:no_words",), 0.2)
        measured = measures(whole)
        meant = intents(whole, measured, self._ranker.about_a_fact(whole))
        if speech_acts.gives_orders(whole) or _means(meant, Act.MANIPULATES, context):
            return Understanding(Act.MANIPULATES, confidence=0.85)
        if speech_acts.is_another_language(whole):
            return Understanding(Act.SMALL_TALK, ("claim:another_language",), 0.7)
        parts = clauses(whole)
        if len(parts) > MAX_CLAUSES:
            parts = (*parts[: MAX_CLAUSES // 2], *parts[-MAX_CLAUSES // 2 :])
        felt = moods(measured) if context.phase in PHASES_OF_PLANS and not _awaits_answer(context) else {}
        return (
            self._reply_to_offer(whole, context)
            or _housekeeping(whole, parts, context)
            or self._request(whole, parts, context, meant)
            or self._statement(whole, text, parts, context, felt, meant)
        )

    def usual_phase(self, text: str) -> Phase:
        """Give the phase in which words such as these are said most often."""
        whole = plain(clean(text))
        meant = intents(whole, measures(whole), self._ranker.about_a_fact(whole))
        return _USUAL_PHASE.get(max(meant, key=lambda act: meant[act]), Phase.CLARIFY)

    def doubt(self, text: str, context: Context, taken: Understanding | None = None) -> Doubt | None:
        """Say what is unsure about an utterance; None when what `understand` takes it for, `taken`, is sure enough."""
        taken = taken or self.understand(text, context)
        if {"claim:code", "claim:no_words"}.intersection(taken.items) or _is_sure(taken, context):
            return None
        whole = plain(clean(text))
        felt = moods(measures(whole))
        likely = [act for mood in sorted(felt, key=lambda one: -felt[one]) if felt[mood] > PLAUSIBLE_ABOVE
                  for act in _ACTS_OF_MOOD[mood]]  # fmt: skip
        ranked = self._ranker.rank(whole)
        fitting = [one.fact_id for one in ranked if one.score > CANDIDATE_ABOVE]
        facts = dict.fromkeys((*taken.facts, *taken.maybe, *fitting))
        if taken.act is Act.ASKS_OFF_SCRIPT and not facts:
            # It is about no fact, and what else it is makes no difference.
            return None
        return Doubt(tuple(facts)[:MOST_CANDIDATES], tuple(dict.fromkeys((taken.act, *likely))), taken)

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
        fits = (
            bool(named)
            and not _PUTS_OFF.search(whole)
            and named[0].score > MAYBE_ABOVE
            and len(words(whole)) <= SHORT_WORDS
        )
        if fits and (len(named) == 1 or named[0].score > 2 * named[1].score):
            return Understanding(Act.ASKS_FACT, (f"fact:{named[0].fact_id}",), 0.8)
        if not speech_acts.says_no(without_fillers(whole) or whole):
            return None
        behind = _asked_behind_no(whole)
        meant = self._ranker.rank(behind)[:1] if behind else ()
        if meant and meant[0].score > MAYBE_ABOVE:
            how = "fact" if meant[0].score > FACT_ABOVE else "maybe"
            return Understanding(Act.ASKS_FACT, (f"{how}:{meant[0].fact_id}",), round(meant[0].score, 3))
        return None if behind else Understanding(Act.ANSWERS, ("claim:no",), 0.9)

    def _request(
        self,
        whole: str,
        parts: Sequence[str],
        context: Context,
        meant: Mapping[Act, float],
    ) -> Understanding | None:
        outright = _request_for_help(whole, parts, context, meant)
        if outright is not None:
            return outright
        asking = () if _tells(whole, context) else _asking_twice_heard(whole, parts, context, meant)
        if any(speech_acts.wants_own_work_judged(part) for _, part, _ in asking):
            return Understanding(Act.ASKS_ANSWER, ("claim:verdict",), 0.8)
        if any(speech_acts.wants_verdict(part) and len(content_stems(part)) <= 1 for _, part, _ in asking):
            # "Come on, is it correct?" names nothing but the verdict.
            return Understanding(Act.ASKS_ANSWER, ("claim:verdict",), 0.8)
        items, confidence = self._facts_asked(asking, parts, context, meant)
        if items and _is_beside_the_task(meant) and confidence < ANOTHER_FACT_ABOVE:
            items = ()
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
        chats = speech_acts.chats(without_fillers(whole) or whole) or _means(meant, Act.SMALL_TALK, context)
        if chats and not _awaits_answer(context):
            return None
        to_oneself = context.phase not in PHASES_OF_QUESTIONS and _means(meant, Act.THINKS_ALOUD, context)
        if (
            asking
            and not to_oneself
            and not (_awaits_answer(context) and max(strength for *_, strength in asking) < 0.9)  # noqa: PLR2004
        ):
            about = ("claim:asks_why",) if any(speech_acts.asks_why(part) for _, part, _ in asking) else ()
            return Understanding(Act.ASKS_OFF_SCRIPT, about, round(max(s for *_, s in asking) * 0.8, 3))
        return None

    def _facts_asked(
        self,
        asking: Sequence[tuple[int, str, float]],
        parts: Sequence[str],
        context: Context,
        meant: Mapping[Act, float],
    ) -> tuple[tuple[str, ...], float]:
        """Find the facts that clauses ask for: `fact:` where one stands out, `maybe:` where it does not."""
        raised = MORE_WHEN_ANSWERING if _awaits_answer(context) else 0.0
        lowest = MAYBE_ABOVE_IN_QUESTIONS if context.phase in PHASES_OF_QUESTIONS else MAYBE_ABOVE
        if context.phase in PHASES_OF_QUESTIONS and meant[Act.ASKS_FACT] > SURELY_A_QUESTION:
            lowest = MAYBE_ABOVE_IN_SURE_QUESTIONS
        if not asking:
            return (), 0.0
        clauses_asking = [clause for _, clause, _ in asking]
        together = self._ranker.rank(" ".join(parts))
        alone = self._ranker.rank(" ".join(clauses_asking)) if clauses_asking != [*parts] else together
        ranked = max((together, alone), key=_top)
        strength = max(strength for *_, strength in asking)
        sure: dict[str, float] = {}
        unsure: dict[str, float] = {}
        if ranked and ranked[0].score >= lowest + raised:
            best = ranked[0]
            named = any(self._ranker.belongs(clause, best.fact_id) for clause in clauses_asking)
            likely = best.score if named else min(best.score, NOT_NAMED_AT_MOST)
            if likely >= FACT_ABOVE + raised and strength >= ASKED_SURELY_ABOVE:
                sure[best.fact_id] = round(strength * best.score, 3)
            elif not raised:
                unsure = {one.fact_id: round(strength * likely, 3) for one in (best, *_near(ranked))}
        if not raised:
            main = ranked[0].fact_id if ranked else ""
            several = self._several_facts(clauses_asking, together, main)
            # In the order in which they were asked for; the main one only if it is sure by itself.
            surely = strength >= ASKED_SURELY_ABOVE
            told = [one for one in several if surely and (one.fact_id != main or main in sure)]
            sure = {one.fact_id: round(strength * one.score, 3) for one in told} | sure
            further = self._further_questions(clauses_asking, parts)
            sure |= {
                one.fact_id: round(strength * one.score, 3)
                for one in further
                if surely and one.score >= FURTHER_ABOVE and one.fact_id not in sure
            }
            open_ones = [one for one in further if one.fact_id not in sure]
            if sure and open_ones:
                unsure = {one.fact_id: round(strength * one.score, 3) for one in open_ones}
            unsure = {fact_id: likely for fact_id, likely in unsure.items() if fact_id not in sure}
        named_facts = [f"fact:{fact_id}" for fact_id in sure]
        named_facts += [f"maybe:{fact_id}" for fact_id in list(unsure)[:2] if fact_id not in sure]
        return tuple(named_facts), min((*sure.values(), *unsure.values()), default=0.0)

    def _further_questions(self, asking: Sequence[str], parts: Sequence[str]) -> list[Ranked]:
        """List what whole questions beside each other are about: `how big is it, and could there be gaps?`."""
        pieces = _questions(asking, parts)
        if len(pieces) == 1:
            return []
        found = [(piece, self._ranker.rank(piece)[0]) for piece in pieces]
        return [
            best
            for piece, best in found
            if best.score >= FURTHER_MAYBE_ABOVE and self._ranker.belongs(piece, best.fact_id)
        ]

    def _several_facts(self, asking: Sequence[str], together: Sequence[Ranked], main: str) -> Sequence[Ranked]:
        """Find all facts of `how about ties and empty clusters?`: beside the main one, parts that leave no doubt."""
        pieces = [piece for clause in asking for piece in _LIST.split(clause) if piece and content_stems(piece)]
        if len(asking) > 1:
            pieces += [clause for clause in asking if clause not in pieces]
        if len(pieces) == 1:
            return ()
        ranked = [(piece, self._ranker.rank(piece)[0]) for piece in pieces]
        # The first fact must have a part of its own; else both parts speak of one thing in two ways.
        if not any(best.fact_id == main for _, best in ranked):
            return ()
        among = {one.fact_id for one in together[: max(AMONG_THE_FIRST, len(pieces))]}
        is_list = len(words(" ".join(asking))) <= SHORT_WORDS

        def stands_alone(piece: str, best: Ranked) -> bool:
            long_enough = is_list or piece in asking or len(content_stems(piece)) >= FEWEST_WORDS_OF_A_PART
            sure = best.score > LISTED_ABOVE and best.fact_id in among
            return sure and long_enough and self._ranker.belongs(piece, best.fact_id)

        found = [best for piece, best in ranked if best.fact_id == main or stands_alone(piece, best)]
        return found if len({one.fact_id for one in found}) > 1 else ()

    def _statement(
        self,
        whole: str,
        text: str,
        parts: Sequence[str],
        context: Context,
        felt: Mapping[Mood, float],
        meant: Mapping[Act, float],
    ) -> Understanding:
        waiting = context.waiting
        meant = _as_statement(meant, context)
        points = _points(text, waiting)
        n_words = len(words(whole))
        costs = find_claims(clean(text), self._complexity)
        claims = tuple(dict.fromkeys(f"claim:{one.what}:{write(one.cost)}" for one in costs))
        heard = any(one.sure for one in costs) or _about_cost(waiting)
        if (claims and heard) or _means(meant, Act.CLAIMS_COMPLEXITY, context):
            return Understanding(Act.CLAIMS_COMPLEXITY, claims + points, 0.9)
        if _awaits_answer(context) and speech_acts.does_not_know(whole) and n_words <= 15 and not points:  # noqa: PLR2004
            return Understanding(Act.ANSWERS, ("claim:does_not_know",), 0.85)
        if _awaits_answer(context) and not (points or n_words > THIN_WORDS) and speech_acts.chats(whole):
            return Understanding(Act.SMALL_TALK, confidence=0.7)
        done = _claims_done(whole, context, meant) if not points else None
        if done and not (_awaits_answer(context) and n_words > 8):  # noqa: PLR2004
            return done
        assumption = self._assumption(whole, parts, context, felt, meant)
        if assumption:
            return assumption
        fits_task = self._fits_task(whole)
        if context.phase in PHASES_OF_PLANS and _is_plan(whole, n_words, context, felt, meant, fits_task=fits_task):
            return Understanding(Act.STATES_PLAN, confidence=0.8)
        return _remark(whole, n_words, points, context, felt, meant)

    def _fits_task(self, whole: str) -> bool:
        """Say whether enough of the words belong to the task."""
        said = set(content_stems(whole))
        return len(said & self._task) >= max(1, min(TASK_WORDS, len(said) * SHARE_OF_TASK_WORDS))

    def _assumption(
        self,
        whole: str,
        parts: Sequence[str],
        context: Context,
        felt: Mapping[Mood, float],
        meant: Mapping[Act, float],
    ) -> Understanding | None:
        if _awaits_answer(context) or felt.get(Mood.PLANS, 0.0) > STATES_ABOVE:
            return None
        stated = [part for part in parts if speech_acts.assumes(without_fillers(part))]
        learned = context.phase in PHASES_OF_PLANS and meant[Act.STATES_ASSUMPTION] > ASSUMES_AS_LEARNED_ABOVE
        plans = meant[Act.STATES_PLAN] > STATES_ABOVE
        unsaid = (felt.get(Mood.ASSUMES, 0.0) > ASSUMES_UNSAID_ABOVE and not plans) or learned
        asked_for_plan = context.waiting is not None and context.waiting.move is Move.ASK_PLAN
        own_choice = not stated and unsaid and not asked_for_plan
        if own_choice:
            stated = list(parts)
        if not stated or (len(words(whole)) > 40 and context.phase is Phase.PLAN):  # noqa: PLR2004
            return None
        found: list[str] = []
        for part in stated:
            ranked = self._ranker.rank(part)
            if ranked and ranked[0].score >= FACT_ABOVE:
                found.append(f"fact:{ranked[0].fact_id}")
        choice = ("claim:own_choice",) if own_choice else ()
        return Understanding(Act.STATES_ASSUMPTION, (*dict.fromkeys(found), *choice), 0.8 if found else 0.7)


def _is_sure(taken: Understanding, context: Context) -> bool:
    """Say whether an understanding can stand: it is likely, and no question stays open."""
    open_question = taken.act is Act.ASKS_OFF_SCRIPT and not taken.items and context.phase in PHASES_OF_QUESTIONS
    return taken.confidence >= SURE_ABOVE and not taken.maybe and not open_question


def _with_prefix(prefix: str, items: Sequence[str]) -> tuple[str, ...]:
    return tuple(item.removeprefix(prefix) for item in items if item.startswith(prefix))


def _asked_behind_no(whole: str) -> str:
    """Give what is asked for behind a no: `neither, how big does it get`; empty where there is nothing."""
    _, _, rest = whole.partition(" ")
    asks = any(speech_acts.request_strength(part) >= ASKS_ABOVE for part in clauses(rest))
    return rest if content_stems(rest) and (asks or _NAMES_INSTEAD.match(whole)) else ""


def _questions(asking: Sequence[str], parts: Sequence[str]) -> list[str]:
    """Cut what asks into whole questions; `if it is empty, what then?` is one."""
    found: list[str] = []
    for clause in asking:
        at = parts.index(clause) if clause in parts else 0
        if at and len(content_stems(clause)) <= 1 and _CASE.match(parts[at - 1]):
            found.append(f"{parts[at - 1]} {clause}")
            continue
        found += [piece for piece in _NEXT_QUESTION.split(clause) if content_stems(piece)]
    return found


def _top(ranked: Sequence[Ranked]) -> float:
    return ranked[0].score if ranked else 0.0


def _near(ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Give the runner-up when it is likely enough to be named beside the best."""
    return tuple(one for one in ranked[1:2] if one.score >= NEARLY_ABOVE)


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


def _asking_twice_heard(
    whole: str, parts: Sequence[str], context: Context, meant: Mapping[Act, float]
) -> list[tuple[int, str, float]]:
    """List the clauses that ask by the rules, unless the learned intents are sure of the contrary."""
    asking = _asking(parts, context)
    if _awaits_answer(context):
        return asking
    likely = meant[Act.ASKS_FACT] + meant[Act.ASKS_OFF_SCRIPT]
    in_plans = context.phase in PHASES_OF_PLANS
    declares = "?" not in whole and all(speech_acts.request_strength(part) <= DECLARES_AT_MOST for part in parts)
    enough = ASKS_ALL_THE_SAME_ABOVE if in_plans and not declares else ASKS_ALTHOUGH_DECLARED_ABOVE
    if ASKS_NOTHING_BELOW <= likely <= enough:
        return asking
    if likely < ASKS_NOTHING_BELOW:
        return [one for one in asking if one[2] > ASKS_OUTRIGHT or addressing.misses_something(one[1])]
    to_oneself = (addressing.put_to_oneself(parts, n, strict=in_plans) for n in range(len(parts)))
    if asking or any(to_oneself) or any(_closes_questions(part) for part in parts):
        return asking
    return [(0, whole, likely)]


def _request_for_help(
    whole: str, parts: Sequence[str], context: Context, meant: Mapping[Act, float]
) -> Understanding | None:
    """Understand requests for the answer, for a verdict, and for a hint."""
    wants_answer = _means(meant, Act.ASKS_ANSWER, context) and not speech_acts.wants_to_end(whole)
    if wants_answer and any(
        speech_acts.wants_verdict(part) or speech_acts.wants_own_work_judged(part) for part in parts
    ):
        return Understanding(Act.ASKS_ANSWER, ("claim:verdict",), 0.8)
    if wants_answer or any(speech_acts.wants_answer(part) for part in parts):
        return Understanding(Act.ASKS_ANSWER, confidence=0.9)
    short = len(words(whole)) <= SHORT_WORDS
    if speech_acts.wants_hint(whole) and short:
        return Understanding(Act.ASKS_HINT, confidence=0.9)
    if _means(meant, Act.ASKS_HINT, context) and not speech_acts.does_not_know(whole):
        # Not said outright: a hint is offered, since one that is given costs something.
        return Understanding(Act.ASKS_HINT, ("claim:stuck",), 0.7)
    return None


def _tells(whole: str, context: Context) -> bool:
    """Say whether an utterance as a whole tells something, so that no part of it asks."""
    shows = context.phase not in PHASES_OF_PLANS and speech_acts.shows_own_code(whole)
    return shows or speech_acts.labels_plan(whole)


def _strength(clause: str, context: Context) -> float:
    strength = speech_acts.request_strength(clause)
    if context.phase not in PHASES_OF_PLANS and speech_acts.gives_a_reason(clause):
        # "What happens to rare levels, because ..." tells of the code and asks nothing.
        return min(strength, 0.2)
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


def _claims_done(whole: str, context: Context, meant: Mapping[Act, float]) -> Understanding | None:
    if speech_acts.has_no_questions(whole) and context.phase in PHASES_OF_QUESTIONS:
        return Understanding(Act.CLAIMS_DONE, ("claim:no_questions",), 0.85)
    if speech_acts.wants_to_end(whole):
        return Understanding(Act.CLAIMS_DONE, ("claim:stop",), 0.8)
    finished = speech_acts.claims_done(without_fillers(whole) or whole) or (
        len(words(whole)) >= THIN_WORDS and meant[Act.CLAIMS_DONE] > ENDS_ABOVE
    )

    if finished and context.phase not in PHASES_OF_PLANS:
        return Understanding(Act.CLAIMS_DONE, ("claim:done",), 0.8)
    if speech_acts.wants_to_move_on(whole) and len(words(whole)) <= 14:  # noqa: PLR2004
        return Understanding(Act.CLAIMS_DONE, ("claim:move_on",), 0.75)
    return None


def _is_plan(
    whole: str,
    n_words: int,
    context: Context,
    felt: Mapping[Mood, float],
    meant: Mapping[Act, float],
    *,
    fits_task: bool,
) -> bool:
    asked = context.waiting is not None and context.waiting.move is Move.ASK_PLAN
    if asked and n_words > THIN_WORDS and not speech_acts.chats(whole) and not speech_acts.does_not_know(whole):
        return fits_task or speech_acts.plans(whole, certain=False) or meant[Act.STATES_PLAN] > STATES_ABOVE
    if context.phase is Phase.PLAN:
        plans = speech_acts.plans(whole, certain=False) or meant[Act.STATES_PLAN] > STATES_ABOVE
        return n_words > THIN_WORDS and plans
    return len(set(words(whole))) >= SHORT_WORDS and felt.get(Mood.PLANS, 0.0) > STATES_ABOVE


def _remark(
    whole: str,
    n_words: int,
    points: tuple[str, ...],
    context: Context,
    felt: Mapping[Mood, float],
    meant: Mapping[Act, float],
) -> Understanding:
    """Tell answers, explanations, thinking aloud and small talk from one another."""
    core = without_fillers(whole) or whole
    waiting = context.waiting
    thinks = speech_acts.thinks_aloud(whole) and n_words <= SHORT_WORDS
    if _awaits_answer(context) and not thinks:
        return Understanding(Act.ANSWERS, points, 0.9 if points else 0.7)
    if waiting is not None and waiting.move is Move.ASK_PLAN and speech_acts.does_not_know(whole):
        return Understanding(Act.ANSWERS, ("claim:does_not_know",), 0.8)
    if speech_acts.chats(whole) or speech_acts.chats(core) or _means(meant, Act.SMALL_TALK, context):
        return Understanding(Act.SMALL_TALK, confidence=0.8)
    if felt and waiting is None and context.phase in PHASES_OF_QUESTIONS:
        chats = felt[Mood.CHATS] > max(felt[Mood.THINKS], STATES_ABOVE)
        return Understanding(Act.SMALL_TALK if chats else Act.THINKS_ALOUD, confidence=round(max(felt.values()), 3))
    likely = max(_REMARKS, key=lambda act: meant[act])
    share = meant[likely] / sum(meant[act] for act in _REMARKS)
    if likely is Act.SMALL_TALK and meant[likely] < STATES_ABOVE:
        likely = Act.THINKS_ALOUD
    return Understanding(likely, points, round(share, 3))


def _means(meant: Mapping[Act, float], act: Act, context: Context) -> bool:
    """Say whether the learned intents are sure enough of an act."""
    return meant[act] > (MEANS_AS_ANSWER_ABOVE if _awaits_answer(context) else MEANS_ABOVE)


def _as_statement(meant: Mapping[Act, float], context: Context) -> Mapping[Act, float]:
    """Leave what cannot be meant once nothing was asked, and what is not said in a phase, out of the intents."""
    left_out = _REQUESTS if context.phase in PHASES_OF_PLANS else _REQUESTS | {Act.STATES_PLAN}
    whole = sum(share for act, share in meant.items() if act not in left_out)
    stated = {act: 0.0 if act in left_out else share / whole for act, share in meant.items()}
    return MappingProxyType(stated | {act: meant[act] for act in _RAW})


def _is_beside_the_task(meant: Mapping[Act, float]) -> bool:
    """Say whether a question is rather about people, places and other work than about the task."""
    return meant[Act.ASKS_OFF_SCRIPT] + meant[Act.SMALL_TALK] > BESIDE_THE_TASK * meant[Act.ASKS_FACT]
