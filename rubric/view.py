"""A session that was read, with what follows from it as a whole. Must not know what anything is worth."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from question_bank.package import Question
from rubric.code_reading import CodeReading, reading_of, same_code
from rubric.grader_text import blank_code
from rubric.parts import CellRun, Edit, Exchange, Hint, PhaseSpan, Removed, Run, Sentence, Turn, Utterance
from rubric.speech import vocabulary_of
from transcripts.envelope import Envelope
from transcripts.events import Act, Move, Phase, SessionStarted
from transcripts.judgements import Judgement

QUESTION_MOVES = frozenset((Move.ASK_PLAN, Move.PROBE, Move.FOLLOW_UP, Move.FOLLOW_UP_MORE, Move.ASK_BACK))
"""Turns that want an answer."""
_FACT_MOVES = frozenset((Move.ANSWER_FACT, Move.CONFIRM_ASSUMPTION, Move.CORRECT_ASSUMPTION))
_FACT_ACTS = frozenset((Act.ASKS_FACT, Act.STATES_ASSUMPTION))
_N_UTTERANCES_ON_TASK = 2
_ANSWER_TIME_MS = 20_000
"""A question that the log breaks off right after says nothing about whoever was asked."""


class View:
    """A log, read. Made by `read`."""

    def __init__(self, question: Question, log: Sequence[Envelope]) -> None:
        self.question = question
        self.log = log
        self.utterances: list[Utterance] = []
        self.turns: list[Turn] = []
        self.runs: list[Run] = []
        self.runner_faults: list[Run] = []
        self.cells: list[CellRun] = []
        """Notebook cells that ran, those left out that failed on our side."""
        self.hints: list[Hint] = []
        self.edits: list[Edit] = []
        self.phases: list[PhaseSpan] = []
        self.removed: list[Removed] = []
        self.ending: str = "unfinished"
        self.first_code: Edit | None = None
        """The edit that began the solution."""
        self.broken_edit_seq: int | None = None
        """The first edit that does not fit the text, after which the code is not known."""
        self.code = question.starter
        self.votes: dict[int, tuple[Judgement, ...]] = {}
        """What a language model found in an answer, by the answer's event; empty without one."""
        self.at_ms: dict[int, int] = {envelope.seq: envelope.at_ms for envelope in log}
        first = log[0].event
        assert isinstance(first, SessionStarted)
        self.started = first

    # What the whole log comes to

    @property
    def last_seq(self) -> int:
        """Number of the last event."""
        return self.log[-1].seq

    @property
    def last_ms(self) -> int:
        """Interview time at the last event."""
        return self.log[-1].at_ms

    @property
    def length_ms(self) -> int:
        """Interview time that was agreed."""
        return self.started.length_minutes * 60_000

    @property
    def code_known(self) -> bool:
        """Every edit fitted the text."""
        return self.broken_edit_seq is None

    @property
    def complete(self) -> bool:
        """The interview ran to its end, so that what is absent was left out."""
        return self.ending in ("completed", "time_up")

    @property
    def end_to_end(self) -> bool:
        """The question gives data and wants a whole solution."""
        return self.question.kind == "end_to_end"

    @cached_property
    def final(self) -> CodeReading:
        """The last code, without text for graders."""
        return reading_of(blank_code(self.code)[0], self.question.starter, self.question.entry.name)

    @property
    def code_seq(self) -> int:
        """The event at which the last code can be looked at."""
        return self.edits[-1].seq if self.edits else self.log[0].seq

    @property
    def has_code(self) -> bool:
        """The candidate wrote something that counts as work on the solution."""
        return self.first_code is not None

    @cached_property
    def has_substance(self) -> bool:
        """There is work on the question to grade: code that parses and defines what was asked, or talk about it."""
        if self.has_code and any(run.checks for run in self.runs if not run.explores):
            return True
        if self.has_code and self.final.parses and self.final.defines_entry:
            return True
        return sum(utterance.on_task for utterance in self.utterances) >= _N_UTTERANCES_ON_TASK

    @property
    def coding_reached(self) -> bool:
        """The interview came to the code."""
        return self.has_code or self.reached(Phase.CODE)

    @cached_property
    def submits(self) -> list[Run]:
        """Submits that were judged."""
        return [run for run in self.runs if run.report.purpose == "submit"]

    @property
    def changed_since_submit(self) -> bool:
        """The code changed after the last submit."""
        return bool(self.submits) and self.code_known and not same_code(self.submits[-1].code, self.code)

    def reached(self, phase: Phase) -> bool:
        """Say whether the interview came to a phase."""
        return any(span.phase is phase for span in self.phases)

    def before_code(self, seq: int) -> bool:
        """Say whether an event lies before the start on the solution."""
        return self.first_code is None or seq < self.first_code.seq

    def code_before(self, seq: int) -> str:
        """Give the code as it was right before an event."""
        at = bisect_right([edit.seq for edit in self.edits], seq) - 1
        return self.edits[at].code if at >= 0 else self.question.starter

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Content words of the question."""
        return _vocabulary(self.question)

    @cached_property
    def exchanges(self) -> list[Exchange]:
        """The interviewer's questions with their replies."""
        asked = [turn for turn in self.turns if turn.move in QUESTION_MOVES]
        by_turn: dict[int, list[Utterance]] = {}
        for utterance in self.utterances:
            if utterance.replies_to is not None:
                by_turn.setdefault(utterance.replies_to.seq, []).append(utterance)
        found: list[Exchange] = []
        for at, turn in enumerate(asked):
            replies = tuple(by_turn.get(turn.seq, ()))
            followed = at + 1 < len(asked) or self.complete or self.last_ms - turn.at_ms >= _ANSWER_TIME_MS
            found.append(Exchange(turn, replies, fair=bool(replies) or followed))
        return found

    @cached_property
    def facts_seen(self) -> dict[str, tuple[Utterance | None, Turn | None]]:
        """For each fact that came up: where the candidate asked and where the interviewer answered."""
        asked: dict[str, Utterance] = {}
        for utterance in self.utterances:
            if utterance.acts & _FACT_ACTS:
                for item in sorted(utterance.items):
                    kind, _, name = item.partition(":")
                    if kind == "fact":
                        asked.setdefault(name, utterance)
        said = {utterance.seq: utterance for utterance in self.utterances}
        answered: dict[str, Turn] = {}
        for turn in self.turns:
            kind, name = turn.subject
            if turn.move in _FACT_MOVES and kind == "fact" and name not in answered:
                answered[name] = turn
                cause = next((said[seq] for seq in turn.because if seq in said), None)
                if cause is not None:
                    asked.setdefault(name, cause)
        known = [fact.id for fact in self.question.facts]
        return {name: (asked.get(name), answered.get(name)) for name in known if name in asked or name in answered}

    def sentences(self) -> list[tuple[Utterance, Sentence]]:
        """List the candidate's own sentences about the task, each wording once."""
        return self._sentences

    @cached_property
    def _sentences(self) -> list[tuple[Utterance, Sentence]]:
        seen: set[str] = set()
        found: list[tuple[Utterance, Sentence]] = []
        for utterance in self.utterances:
            for sentence in utterance.sentences:
                if sentence.own and sentence.on_task and sentence.flat not in seen:
                    seen.add(sentence.flat)
                    found.append((utterance, sentence))
        return found


def _vocabulary(question: Question) -> frozenset[str]:
    texts = [question.prompt, question.title, question.topic.replace("-", " "), question.entry.signature]
    for fact in question.facts:
        texts += [*fact.asks, *fact.terms, fact.answer]
    for follow_up in question.follow_ups:
        texts += [follow_up.ask, follow_up.model_answer, *(point.says for point in follow_up.points)]
    for trigger in question.triggers:
        texts += [trigger.ask, trigger.model_answer, *(point.says for point in trigger.points)]
    texts += [decision.says for decision in question.decisions]
    texts += [hint.text for hint in question.hints]
    texts += [check.title for check in question.checks]
    texts += list(question.complexity.legend.values())
    texts.append(_TRADE_WORDS)
    return vocabulary_of(texts)


_TRADE_WORDS = """
    array vector matrix shape axis broadcast dtype float integer loop index test assert check edge case overflow
    complexity memory speed baseline metric precision recall leak split validation gradient bias variance batch
    empty zero nan error bug fail print run submit input output assumption plan step helper docstring vectorise
    vectorize
"""
