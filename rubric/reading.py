"""One pass over a log, into the parts that the signals look at.

Text that speaks to a grader is cut out here, before anything else sees it. Must not know what anything is worth.
"""

from collections.abc import Mapping, Sequence

from question_bank.package import Question
from rubric.code_reading import n_changed_lines
from rubric.grader_text import blank_code, cut_words
from rubric.parts import CellRun, Edit, Hint, PhaseSpan, Removed, Run, Sentence, Turn, Utterance
from rubric.speech import flatten, is_bare_list, terms_of, trigrams
from rubric.view import QUESTION_MOVES, View
from rubric.votes import votes_of
from runner.report import Verdict
from transcripts.cells import Cell, cells_of
from transcripts.changes import BadChanges, apply_changes
from transcripts.envelope import Envelope
from transcripts.events import (
    Act,
    CandidateSaid,
    CellRan,
    CellRequested,
    CodeEdited,
    HintRequested,
    InterviewerSaid,
    Move,
    Phase,
    PhaseChanged,
    RunRequested,
    SessionEnded,
    SessionStarted,
    SuiteRan,
    UtteranceUnderstood,
)

N_LINES_SUBSTANTIVE = 3
"""More changed lines of code than this are a start on the solution."""
_SHARE_REPEATED = 0.6
_N_TRIGRAMS_TO_JUDGE = 4
_LONGEST_ORDER = 40
_RECENT_MS = 120_000
_SHARE_KNOWN = 0.6


class NotASession(ValueError):
    """The log does not begin as a session does, so there is nothing to grade."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"This log cannot be graded: {problem}.")


def read(log: Sequence[Envelope], question: Question) -> View:
    """Read a log. Raises NotASession when it is empty or does not begin with a start."""
    if not log:
        raise NotASession("it holds no events")
    if not isinstance(log[0].event, SessionStarted):
        raise NotASession("its first event is not the start of a session")
    return _Reader(question, log).read()


class _Reader:
    """Walks a log once."""

    def __init__(self, question: Question, log: Sequence[Envelope]) -> None:
        self.view = View(question, log)
        self.view.votes = votes_of(log)
        self.phase = Phase.INTRODUCE
        self.phase_seq = log[0].seq
        self.phase_ms = log[0].at_ms
        self.open_question: Turn | None = None
        self.heard = set(trigrams(question.prompt))
        self.understood = _understood(log)
        self.requests: dict[int, tuple[int, str]] = {}
        self.cell_requests: dict[int, Cell] = {}
        self.hint_requests: set[int] = set()

    def read(self) -> View:
        for envelope in self.view.log:
            match envelope.event:
                case CandidateSaid():
                    self._said(envelope, envelope.event)
                case InterviewerSaid():
                    self._turn(envelope, envelope.event)
                case CodeEdited():
                    self._edit(envelope, envelope.event)
                case RunRequested():
                    self.requests[envelope.seq] = (envelope.at_ms, self.view.code)
                case SuiteRan():
                    self._ran(envelope, envelope.event)
                case CellRequested(cell=cell):
                    self._cell_requested(envelope.seq, cell)
                case CellRan():
                    self._cell_ran(envelope, envelope.event)
                case HintRequested():
                    self.hint_requests.add(envelope.seq)
                case PhaseChanged(phase=phase):
                    self._close_phase(envelope)
                    self.phase = phase
                case SessionEnded(ending=ending):
                    self.view.ending = ending
                case _:
                    pass
        self._close_phase(self.view.log[-1])
        _, removed = blank_code(self.view.code)
        self.view.removed += [
            Removed(self.view.code_seq, self.view.at_ms[self.view.code_seq], text, in_code=True) for text in removed
        ]
        return self.view

    def _close_phase(self, envelope: Envelope) -> None:
        self.view.phases.append(PhaseSpan(self.phase, self.phase_seq, self.phase_ms, envelope.at_ms))
        self.phase_seq, self.phase_ms = envelope.seq, envelope.at_ms

    def _said(self, envelope: Envelope, event: CandidateSaid) -> None:
        acts, items = self.understood.get(envelope.seq, (frozenset(), frozenset()))
        cut = cut_words(event.text)
        removed = cut.removed
        # A long speech is not set aside for a few words that sound like orders.
        if Act.MANIPULATES in acts and not removed and len(event.text.split()) <= _LONGEST_ORDER:
            removed, cut = (event.text,), cut_words("")
        self.view.removed += [Removed(envelope.seq, envelope.at_ms, text, in_code=False) for text in removed]
        if not cut.kept:
            return
        sentences = tuple(self._sentence(text) for text in cut.kept)
        self.view.utterances.append(
            Utterance(
                seq=envelope.seq,
                at_ms=envelope.at_ms,
                text=event.text,
                sentences=sentences,
                pieces=_own_pieces(cut.pieces, sentences),
                acts=acts - {Act.MANIPULATES},
                items=items,
                phase=self.phase,
                replies_to=self.open_question,
                spoken=event.channel == "spoken",
            )
        )

    def _sentence(self, text: str) -> Sentence:
        flat = flatten(text)
        own = trigrams(text)
        repeats = len(own) >= _N_TRIGRAMS_TO_JUDGE and len(own & self.heard) >= _SHARE_REPEATED * len(own)
        return Sentence(
            text, flat, terms_of(text) & self.view.vocabulary, own=not repeats and not is_bare_list(flat, text)
        )

    def _turn(self, envelope: Envelope, event: InterviewerSaid) -> None:
        turn = Turn(envelope.seq, envelope.at_ms, event.text, event.move, event.about, event.reason.because)
        self.view.turns.append(turn)
        self.heard |= trigrams(event.text)
        if turn.move in QUESTION_MOVES:
            self.open_question = turn
        elif turn.move is Move.HINT:
            self._hint(turn)

    def _hint(self, turn: Turn) -> None:
        _, level = turn.subject
        said = {utterance.seq: utterance for utterance in self.view.utterances}
        requested = any(
            seq in self.hint_requests or (seq in said and Act.ASKS_HINT in said[seq].acts) for seq in turn.because
        )
        recent: set[str] = set()
        for utterance in self.view.utterances:
            if turn.at_ms - utterance.at_ms <= _RECENT_MS:
                recent |= set().union(*(sentence.terms for sentence in utterance.sentences))
        wanted = terms_of(turn.text)
        known = len(wanted) >= _N_TRIGRAMS_TO_JUDGE and len(wanted & recent) >= _SHARE_KNOWN * len(wanted)
        self.view.hints.append(
            Hint(
                turn,
                int(level) if level.isdigit() else 1,
                requested=requested,
                known=known,
                free=self.view.started.mode == "practice",
            )
        )

    def _edit(self, envelope: Envelope, event: CodeEdited) -> None:
        view = self.view
        if view.broken_edit_seq is not None:
            return
        try:
            view.code = apply_changes(view.code, event.changes)
        except BadChanges:
            view.broken_edit_seq = envelope.seq
            return
        edit = Edit(envelope.seq, envelope.at_ms, view.code)
        view.edits.append(edit)
        if view.first_code is None and n_changed_lines(view.question.starter, view.code) > N_LINES_SUBSTANTIVE:
            view.first_code = edit

    def _ran(self, envelope: Envelope, event: SuiteRan) -> None:
        view = self.view
        at_ms, code = self.requests.get(event.requested_seq, (envelope.at_ms, view.code))
        explores = view.code_known and f"{view.question.entry.name}" not in code
        run = Run(
            seq=envelope.seq,
            at_ms=envelope.at_ms,
            requested_seq=event.requested_seq,
            requested_ms=at_ms,
            report=event.report,
            code=code,
            phase=self.phase,
            explores=explores,
        )
        if run.ours:
            view.runner_faults.append(run)
            return
        view.runs.append(run)
        if view.first_code is None and view.edits and n_changed_lines(view.question.starter, code):
            view.first_code = next(edit for edit in view.edits if n_changed_lines(view.question.starter, edit.code))

    def _cell_requested(self, seq: int, number: int) -> None:
        cells = cells_of(self.view.code) if self.view.code_known else ()
        if 0 <= number < len(cells):
            self.cell_requests[seq] = cells[number]

    def _cell_ran(self, envelope: Envelope, event: CellRan) -> None:
        cell = self.cell_requests.get(event.requested_seq)
        if cell is None or event.report.verdict is Verdict.RUNNER_FAULT:
            return
        self.view.cells.append(
            CellRun(
                seq=envelope.seq,
                at_ms=envelope.at_ms,
                requested_seq=event.requested_seq,
                source=cell.source,
                first_line=cell.first_line,
                report=event.report,
            )
        )


def _own_pieces(pieces: tuple[str, ...], sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    if all(sentence.own for sentence in sentences):
        return pieces
    return tuple(sentence.text for sentence in sentences if sentence.own)


def _understood(log: Sequence[Envelope]) -> Mapping[int, tuple[frozenset[Act], frozenset[str]]]:
    acts: dict[int, set[Act]] = {}
    items: dict[int, set[str]] = {}
    for envelope in log:
        event = envelope.event
        if isinstance(event, UtteranceUnderstood):
            acts.setdefault(event.said_seq, set()).add(event.act)
            items.setdefault(event.said_seq, set()).update(event.items)
    return {seq: (frozenset(found), frozenset(items[seq])) for seq, found in acts.items()}
