"""Signals on what is known: concepts, follow-ups, cost, limits, practice."""

import re

from rubric import pointing
from rubric.answers import Answer, Heard, follow_up_answers, hear, probe_answers
from rubric.cost_claims import Claim, find_claim
from rubric.debrief import Evidence
from rubric.parts import Sentence, Utterance
from rubric.signals.signal import Seen, no, signal, yes
from rubric.speech import EDGE_FAMILIES, FAILURE_FAMILIES, PRACTICE_FAMILIES, families_in
from rubric.view import View
from transcripts.events import Move

_MOST = 6
_MOSTLY = 0.7
_FOLLOW_UPS = (Move.FOLLOW_UP, Move.FOLLOW_UP_MORE)


def _evidence(heard: tuple[Heard, ...]) -> tuple[Evidence, ...]:
    return tuple(pointing.said(part.utterance, part.shown) for part in heard if part.utterance is not None)


def _share(answers: list[Answer], what: str) -> Seen:
    fair = [answer for answer in answers if answer.fair and answer.points]
    if not fair:
        return Seen(None, f"No {what} was asked.")
    n_points = sum(len(answer.points) for answer in fair)
    n_credited = sum(answer.n_credited for answer in fair)
    covered = tuple(part for answer in fair for part in answer.covered)
    evidence = _evidence(covered)
    if n_credited / n_points < _MOSTLY:
        evidence = (*_missed(fair)[:2], *evidence)
    return Seen(
        round(n_credited / n_points, 3),
        f"Questions asked: {len(fair)}. Points said: {len(covered)} of {n_points}.",
        evidence,
        "medium",
    )


def _missed(answers: list[Answer]) -> tuple[Evidence, ...]:
    """Questions with the first point that their answers left out, the poorest answers first."""
    found = []
    for answer in sorted(answers, key=lambda answer: (answer.share, answer.turn.seq)):
        left_out = next((point.says for point in answer.points if point.utterance is None), "")
        if left_out:
            found.append(pointing.turn(answer.turn, fact=f"left out: {left_out.rstrip('.')}"))
    return tuple(found)


@signal("Share of follow-up points said", reads=("words", "question"), feeds=("K2",))
def follow_up_points(view: View) -> Seen:
    """Points of the follow-ups that were asked, less misconceptions."""
    return _share(follow_up_answers(view), "follow-up")


@signal("Points on which the model's votes agree", reads=("words", "question"), feeds=("K1", "K2"))
def votes_agree(view: View) -> Seen:
    """Share of the points that a language model voted on where all votes say the same; feeds the confidence alone."""
    answers = [answer for answer in follow_up_answers(view) if answer.fair]
    voted = [point for answer in answers for point in answer.points if point.votes is not None]
    if not voted:
        return Seen(None, "No model voted on an answer.")
    split = [point for point in voted if point.votes is not None and point.votes.split]
    reason = f"Points that a model voted on: {len(voted)}; votes differ on {len(split)}."
    return Seen(round(1 - len(split) / len(voted), 3), reason, _evidence(tuple(split)), "medium")


@signal("Share of points on the own code", reads=("words", "question"), feeds=("A2", "G4"))
def own_code_points(view: View) -> Seen:
    """Points of the questions about the candidate's own code and runs."""
    return _share(probe_answers(view), "question about the own code")


@signal("Share of points on how the algorithm works", reads=("words", "question"), feeds=("A2",))
def algorithm_points(view: View) -> Seen:
    """Points of questions about the own code and of follow-ups on the algorithm."""
    about = {part.id for part in view.question.follow_ups if part.dimension == "algorithms"}
    chosen = [answer for answer in follow_up_answers(view) if answer.id in about]
    return _share([*probe_answers(view), *chosen], "question about how the algorithm works")


@signal("Share of points on extensions", reads=("words", "question"), feeds=("A5",))
def extension_points(view: View) -> Seen:
    """Points of the follow-ups that go beyond the task."""
    beyond = {part.id for part in view.question.follow_ups if part.level == "senior"}
    return _share([answer for answer in follow_up_answers(view) if answer.id in beyond], "extension")


@signal("Core ideas explained", reads=("words", "question"), feeds=("K1",))
def concepts(view: View) -> Seen:
    """How many different points and decisions of the question were said, asked or not; saturates."""
    found: list[Heard] = []
    for answer in (*follow_up_answers(view), *probe_answers(view)):
        found += answer.covered
    # Answers to follow-ups are held against the follow-ups' own points.
    unprompted = [
        said for said in view.utterances if said.replies_to is None or said.replies_to.move not in _FOLLOW_UPS
    ]
    for decision in view.question.decisions:
        heard = hear(decision.id, decision.says, decision.phrases, unprompted, claims_only=True)
        if heard.utterance is not None:
            found.append(heard)
    distinct = {part.id: part for part in found}
    n_found = min(len(distinct), _MOST)
    evidence = _evidence(tuple(distinct.values())[:_MOST])
    return Seen(n_found, f"Ideas of the question that were explained: {n_found}.", evidence, "medium")


@signal("Share of the ideas asked about that were explained", reads=("words", "question"), feeds=("K1", "G4"))
def ideas_share(view: View) -> Seen:
    """Points of all questions that were asked, on the method and on the own code."""
    return _share([*follow_up_answers(view), *probe_answers(view)], "question on the ideas")


@signal("Share of answers that are wrong", reads=("words", "question"), feeds=("K1", "A2"))
def wrong_answers(view: View) -> Seen:
    """Share of questions whose answer says something and holds no point of a good one. `I do not know` is not wrong."""
    fair = [answer for answer in (*follow_up_answers(view), *probe_answers(view)) if answer.fair and answer.points]
    if not fair:
        return Seen(None, "No question on the ideas was asked.")
    wrong = [answer for answer in fair if answer.verdict == "wrong"]
    evidence = tuple(pointing.said(answer.replies[0]) for answer in wrong if answer.replies)
    share = round(len(wrong) / len(fair), 3)
    return Seen(share, f"Answers that hold no point of a good one: {len(wrong)} of {len(fair)}.", evidence, "medium")


@signal("Misconceptions held", reads=("words", "question"), feeds=("K1", "G5"))
def misconceptions(view: View) -> Seen:
    """Ids of misconceptions that were said and not taken back."""
    found = tuple(part for answer in follow_up_answers(view) for part in answer.wrong)
    return Seen(tuple(part.id for part in found), f"Misconceptions held: {len(found)}.", _evidence(found), "medium")


@signal("Fatal misconceptions held", reads=("words", "question"), feeds=("K1", "G5"))
def fatal_misconceptions(view: View) -> Seen:
    """Ids of misconceptions that undo the answer to the whole question."""
    found = tuple(part for answer in follow_up_answers(view) for part in answer.wrong if part.fatal)
    return Seen(
        tuple(part.id for part in found), f"Fatal misconceptions held: {len(found)}.", _evidence(found), "medium"
    )


def cost_claims(view: View) -> list[tuple[Utterance, Sentence, Claim]]:
    """Claims about cost, the last one on time and on memory counting."""
    found: dict[str, tuple[Utterance, Sentence, Claim]] = {}
    for utterance in view.utterances:
        for sentence in utterance.sentences:
            claim = find_claim(sentence.text, view.question.complexity) if sentence.own else None
            if claim is not None and claim.true is not None and not sentence.text.rstrip().endswith("?"):
                found[claim.what] = (utterance, sentence, claim)
    return list(found.values())


@signal("Claims about cost that are true", reads=("words", "question"), feeds=("A3",))
def complexity_claims_true(view: View) -> Seen:
    """True when the claims hold, False when one does not, None without a claim."""
    claims = cost_claims(view)
    if not claims:
        return Seen(None, "Nothing that can be checked was said about cost.")
    wrong = [(utterance, claim) for utterance, _, claim in claims if not claim.true]
    evidence = tuple(pointing.said(utterance, claim.text) for utterance, _, claim in claims)
    expected = view.question.complexity
    if wrong:
        return no(f"A claim about cost is wrong: time is `{expected.time}`, memory `{expected.memory}`.", evidence)
    return yes("What was said about cost is true.", evidence)


@signal("Numerical risks named", reads=("words",), feeds=("A3",))
def numeric_risks(view: View) -> Seen:
    """Whether overflow, division by zero, missing values or types were named."""
    wanted = {name: EDGE_FAMILIES[name] for name in ("overflow", "zero_division", "missing", "types", "empty")}
    return _families(view, wanted, "numerical risks")


@signal("Sides of practice named", reads=("words",), feeds=("K5",))
def practice_sense(view: View) -> Seen:
    """Kinds of practical matter named: scale, cost, operation, library, people, uncertainty."""
    return _families(view, PRACTICE_FAMILIES, "sides of practice")


@signal("When it fails and how to choose and check it", reads=("words",), feeds=("K4",))
def evaluation_sense(view: View) -> Seen:
    """Kinds of critical view named: when it fails, how to choose its parameters, how to check it."""
    return _families(view, FAILURE_FAMILIES, "critical views")


def _families(view: View, families: dict[str, re.Pattern[str]], what: str) -> Seen:
    pairs = [(utterance, sentence) for utterance, sentence in view.sentences() if not sentence.asks]
    found = families_in([sentence.flat for _, sentence in pairs], families)
    evidence = tuple(pointing.said(*pairs[at]) for at in sorted(set(found.values())))
    # One sentence that names everything is a list, not a view.
    n_sentences = len(set(found.values()))
    names = tuple(sorted(found))[: max(n_sentences * 2, 0)]
    return Seen(names, f"{what.capitalize()} named: {len(names)}.", evidence, "low")


SIGNALS = (
    follow_up_points,
    votes_agree,
    own_code_points,
    algorithm_points,
    extension_points,
    concepts,
    ideas_share,
    wrong_answers,
    misconceptions,
    fatal_misconceptions,
    complexity_claims_true,
    numeric_risks,
    practice_sense,
    evaluation_sense,
)
