"""Signals on what was explained, answered and reported. How much was said counts for nothing."""

from itertools import pairwise

from question_bank.code_facts import holds
from question_bank.package import Decision
from rubric import pointing
from rubric.answers import Heard, beside_the_point, hear
from rubric.cost_claims import find_claim
from rubric.debrief import Evidence
from rubric.parts import Exchange, Sentence, Utterance
from rubric.signals.signal import Seen, signal
from rubric.signals.solution import readable
from rubric.speech import (
    COMPARISON,
    CONTRAST,
    COST,
    EVASION,
    NUMBER,
    REASON,
    THINKING,
    YES_NO,
    names_two_options,
    terms_of,
)
from rubric.view import View
from transcripts.events import Act, Move

_MOST = 4
_ASKED_MOVES = (Move.PROBE, Move.FOLLOW_UP, Move.FOLLOW_UP_MORE)
_FIRST_WORDS = 30
_NEAR_MS = 60_000
_SILENCE_MS = 150_000
_NEW_TERMS = 2
_SHARED_TERMS = 2
_MOSTLY_OPEN = 0.3
_BESIDE = 0.5


def distinct(found: list[tuple[Utterance, Sentence]]) -> list[tuple[Utterance, Sentence]]:
    """Leave out sentences that say again what an earlier one said."""
    kept: list[tuple[Utterance, Sentence]] = []
    for utterance, sentence in found:
        if not any(len(sentence.terms - known.terms) < _NEW_TERMS for _, known in kept):
            kept.append((utterance, sentence))
    return kept


@signal("Decisions with a reason", reads=("words",), feeds=("M1",))
def reasons(view: View) -> Seen:
    """How many different choices about the task come with a reason, in answers that hold something; saturates."""
    empty = beside_the_point(view)
    found = distinct(
        [
            (utterance, sentence)
            for utterance, sentence in view.sentences()
            if not sentence.asks and utterance.seq not in empty and REASON.search(sentence.flat)
        ]
    )
    n_found = min(len(found), _MOST)
    evidence = tuple(pointing.said(utterance, sentence) for utterance, sentence in found[:_MOST])
    if not evidence:
        evidence = (pointing.absence(view, "no choice is given a reason"),)
    return Seen(n_found, f"Choices that come with a reason: {n_found}.", evidence, "medium")


@signal("Choices weighed against another", reads=("words",), feeds=("K3",))
def tradeoffs(view: View) -> Seen:
    """How many choices are compared with another at a named cost, asked or not; saturates."""
    ranked = [(_weighs(utterance, sentence), utterance, sentence) for utterance, sentence in view.sentences()]
    plainest = sorted((part for part in ranked if part[0]), key=lambda part: -part[0])
    found = distinct([(utterance, sentence) for _, utterance, sentence in plainest])
    n_found = min(len(found), _MOST)
    evidence = tuple(pointing.said(utterance, sentence) for utterance, sentence in found[:_MOST])
    return Seen(n_found, f"Choices weighed against another: {n_found}.", evidence, "low")


def _weighs(utterance: Utterance, sentence: Sentence) -> int:
    """Say how plainly one way is set against another with what one of them costs: 3 outright, 0 not at all."""
    flat = sentence.flat
    if sentence.asks or Act.STATES_PLAN in utterance.acts:
        return 0
    costs = COST.search(flat) is not None
    argued = costs or REASON.search(flat) is not None
    compares = COMPARISON.search(flat) is not None
    if argued and compares:
        return 3
    if costs and CONTRAST.search(flat):
        return 2
    if argued and names_two_options(flat):
        return 1
    if not compares:
        return 0
    at = utterance.sentences.index(sentence)
    beside = utterance.sentences[max(at - 1, 0) : at] + utterance.sentences[at + 1 : at + 2]
    return int(any(other.own and other.on_task and COST.search(other.flat) for other in beside))


@signal("Share of the code's decisions explained", reads=("words", "code", "question"), feeds=("M2", "K1"))
def decisions_explained(view: View) -> Seen:
    """Share of the decisions seen in the code that were explained; unasked counts whole, on request half."""
    if not readable(view):
        return Seen(None, "There is no code whose decisions could be explained.")
    made = [
        (decision, lines)
        for decision in view.question.decisions
        if (lines := holds(decision.code, view.final.source)) is not None
    ]
    if not made:
        return Seen(None, "The code holds none of the decisions that this question asks to explain.")
    credit = 0.0
    evidence: list[Evidence] = []
    open_ones: list[Evidence] = []
    for decision, lines in made:
        heard, worth = _explained(view, decision, lines)
        credit += worth
        if heard is not None and heard.utterance is not None:
            evidence += [pointing.said(heard.utterance, heard.shown), pointing.code(view, lines, decision.says)]
        else:
            open_ones.append(pointing.code(view, lines, f"not explained: {decision.says}"))
    share = round(credit / len(made), 3)
    n_heard = len(evidence) // 2
    return Seen(
        share,
        f"Decisions in the code: {len(made)}; explained: {n_heard}, on request counted half.",
        tuple(open_ones[:2] + evidence[:4] if share < _MOSTLY_OPEN else evidence[:4] + open_ones[:1]),
        "medium",
    )


def _explained(view: View, decision: Decision, lines: tuple[int, int]) -> tuple[Heard | None, float]:
    """Where a decision is explained: unasked counts whole, in answer to the interviewer half."""
    about = terms_of(f"{decision.says} {' '.join(view.final.text_lines[lines[0] - 1 : lines[1]])}")
    for asked, worth in ((False, 1.0), (True, 0.5)):
        for utterance in (one for one in view.utterances if _on_request(one) is asked):
            heard = hear(decision.id, decision.says, decision.phrases, [utterance], claims_only=True)
            # People speak of many things: the sentence must share words with the decision or its lines.
            if heard.utterance is not None and (
                _on_own_code(utterance) or len(terms_of(heard.shown) & about) >= _SHARED_TERMS
            ):
                return heard, worth
    return None, 0.0


def _on_own_code(utterance: Utterance) -> bool:
    return utterance.replies_to is not None and utterance.replies_to.move is Move.PROBE


def _on_request(utterance: Utterance) -> bool:
    return utterance.replies_to is not None and utterance.replies_to.move in _ASKED_MOVES


@signal("Talks about the code while writing it", reads=("words", "code"), feeds=("M2",))
def code_link(view: View) -> Seen:
    """How many remarks, near an edit, name something that the code holds; saturates."""
    if not readable(view):
        return Seen(None, "There is no code to talk about.")
    names = terms_of(" ".join(view.final.identifiers))
    times = [edit.at_ms for edit in view.edits]
    found = distinct(
        [
            (utterance, sentence)
            for utterance, sentence in view.sentences()
            if sentence.terms & names and any(abs(at - utterance.at_ms) <= _NEAR_MS for at in times)
        ]
    )
    n_found = min(len(found), _MOST)
    evidence = tuple(pointing.said(utterance, sentence) for utterance, sentence in found[:_MOST])
    return Seen(n_found, f"Remarks near an edit that name what the code holds: {n_found}.", evidence, "medium")


def _asked(view: View) -> list[Exchange]:
    # Who does not come back to `do you mean this or that` has let their own question go.
    return [exchange for exchange in view.exchanges if exchange.fair and exchange.turn.move is not Move.ASK_BACK]


@signal("Share of the interviewer's questions answered", reads=("words",), feeds=("M3",))
def reply_rate(view: View) -> Seen:
    """Share of questions with a reply on the subject before the next one; half where it holds no point asked for."""
    asked = _asked(view)
    if not asked:
        return Seen(None, "The interviewer asked nothing.")
    empty = beside_the_point(view)
    on_subject = [exchange for exchange in asked if _on_subject(view, exchange)]
    missed = [exchange for exchange in asked if exchange not in on_subject]
    beside = [exchange for exchange in on_subject if all(reply.seq in empty for reply in exchange.replies)]
    answered = [exchange for exchange in on_subject if exchange not in beside]
    evidence = tuple(pointing.turn(exchange.turn, fact="not answered") for exchange in missed[:2])
    evidence += tuple(pointing.said(exchange.replies[0]) for exchange in (*beside[:2], *answered[:3]))
    share = round((len(answered) + len(beside) * _BESIDE) / len(asked), 3)
    reason = f"Questions answered: {len(answered)} of {len(asked)}."
    if beside:
        reason += f" Answers that hold no point of a good one, counted half: {len(beside)}."
    return Seen(share, reason, evidence, "medium")


def _on_subject(view: View, exchange: Exchange) -> bool:
    subject = _subject(view, exchange)
    for reply in exchange.replies:
        if any(item.startswith("point:") for item in reply.items):
            return True
        evades = any(EVASION.search(sentence.flat) for sentence in reply.sentences)
        for at, sentence in enumerate(reply.sentences):
            about = sentence.on_task or (not evades and terms_of(sentence.text) & subject)
            says_yes_or_no = at == 0 and YES_NO.search(sentence.flat)
            if sentence.own and (about or says_yes_or_no) and not EVASION.search(sentence.flat):
                return True
            if _names_the_cost(view, exchange, sentence):
                return True
    return False


def _names_the_cost(view: View, exchange: Exchange, sentence: Sentence) -> bool:
    """Say whether a question about cost is answered by a claim that can be checked: `O(n)` needs no other word."""
    if exchange.turn.about != "complexity" or not sentence.own or sentence.asks:
        return False
    claim = find_claim(sentence.text, view.question.complexity)
    return claim is not None and claim.true is not None


def _subject(view: View, exchange: Exchange) -> frozenset[str]:
    """Words that belong to a question: its own and those of its points."""
    kind, name = exchange.turn.subject
    texts = [exchange.turn.text]
    for follow_up in view.question.follow_ups:
        if kind == "follow_up" and follow_up.id == name:
            texts += [follow_up.model_answer, *(point.says for point in follow_up.points)]
            texts += [part.says for part in follow_up.wrong]
    for trigger in view.question.triggers:
        if kind == "trigger" and trigger.id == name:
            texts += [trigger.model_answer, *(point.says for point in trigger.points)]
    return terms_of(" ".join(texts))


@signal("Share of answers that come to the point", reads=("words",), feeds=("M3",))
def directness(view: View) -> Seen:
    """Share of answers whose first words hold what was asked for."""
    answered = [exchange for exchange in _asked(view) if exchange.replies and _on_subject(view, exchange)]
    if not answered:
        return Seen(None, "No question was answered.")
    direct = [exchange for exchange in answered if _direct(view, exchange)]
    roundabout = [exchange for exchange in answered if not _direct(view, exchange)]
    share = round(len(direct) / len(answered), 3)
    evidence = tuple(pointing.said(exchange.replies[0]) for exchange in (*roundabout, *direct)[:3])
    return Seen(share, f"Answers that come to the point: {len(direct)} of {len(answered)}.", evidence, "low")


def _direct(view: View, exchange: Exchange) -> bool:
    words = " ".join(sentence.flat for reply in exchange.replies for sentence in reply.sentences).split()[:_FIRST_WORDS]
    first = " ".join(words)
    if exchange.turn.move is Move.ASK_PLAN:
        return bool(terms_of(first) & view.vocabulary)
    if any(_names_the_cost(view, exchange, sentence) for reply in exchange.replies for sentence in reply.sentences[:1]):
        return True
    subject = _subject(view, exchange)
    return bool(YES_NO.search(first) or NUMBER.search(first) or REASON.search(first) or terms_of(first) & subject)


@signal("Long silences", reads=("words", "time"))
def open_silences(view: View) -> Seen:
    """Stretches without words, edits or runs that were not announced. Shown only; silence is no fault."""
    moments = sorted(
        {(utterance.at_ms, utterance.seq) for utterance in view.utterances}
        | {(edit.at_ms, edit.seq) for edit in view.edits}
        | {(run.requested_ms, run.seq) for run in view.runs}
    )
    thinking = {
        utterance.seq
        for utterance in view.utterances
        if any(THINKING.search(sentence.flat) for sentence in utterance.sentences)
    }
    found = [
        (start, end) for start, end in pairwise(moments) if end[0] - start[0] > _SILENCE_MS and start[1] not in thinking
    ]
    evidence = tuple(
        pointing.absence(view, "no words, edits or runs", start_ms=start[0], end_seq=end[1]) for start, end in found
    )
    return Seen(
        len(found), f"Stretches of more than {_SILENCE_MS // 1000} s without words or work: {len(found)}.", evidence
    )


@signal("Share of sentences on the task", reads=("words",))
def on_task_share(view: View) -> Seen:
    """Share of sentences that hold words of the task. Shown only."""
    sentences = [sentence for utterance in view.utterances for sentence in utterance.sentences]
    if not sentences:
        return Seen(None, "Nothing was said.")
    share = round(sum(sentence.on_task for sentence in sentences) / len(sentences), 3)
    return Seen(share, f"{share:.0%} of the sentences speak about the task.", (), "low")


@signal("Amount said", reads=("words",))
def words_said(view: View) -> Seen:
    """Number of words. Shown only; it has no weight anywhere."""
    n_words = sum(len(sentence.text.split()) for utterance in view.utterances for sentence in utterance.sentences)
    return Seen(n_words, f"Words: {n_words}. The amount counts for nothing.")


SIGNALS = (
    reasons,
    tradeoffs,
    decisions_explained,
    code_link,
    reply_rate,
    directness,
    open_silences,
    on_task_share,
    words_said,
)
