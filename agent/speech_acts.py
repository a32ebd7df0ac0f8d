"""Tells from the wording alone what an utterance does: asks, assumes, plans, claims, answers, chats, gives orders.

The mood of a sentence decides, not its topic: `I'll use squared distance` and `which distance should I use?` share
their words and differ in what they do. Works on plain text (see `agent.words`); must not know a question's facts.
"""

import re

from agent import speech_patterns as patterns
from agent.words import STOPWORDS, without_fillers, words

_MIN_WORDS_FOR_LANGUAGE = 4
_MOSTLY = 0.5
_TERSE_WORDS = 4


def request_strength(clause: str) -> float:
    """Say how surely a clause of plain text asks for something, from 0 to 1."""
    core = without_fillers(clause)
    if not core:
        return 0.0
    asked = core.endswith("?")
    if patterns.THINKS_TO_SELF.search(core):
        return 0.3 if asked else 0.1
    if patterns.DECLARES.search(core):
        return 0.1
    if patterns.ASKS_FOR_SURE.search(core):
        return 0.97 if asked else _strength_unmarked(core, 0.88)
    if patterns.TAIL.search(core) and asked:
        return 0.95
    if patterns.REQUEST_START.match(core) or patterns.WH_START.match(core):
        return 0.97 if asked else 0.8
    if asked:
        return 0.8
    if patterns.FIRST_PERSON.search(core):
        return 0.55 if patterns.BARE_TAIL.search(core) and not core.endswith("all right") else 0.05
    if claims_done(core):
        # "It works, it is definitely correct" ends like a question and asks nothing.
        return 0.15
    if patterns.BARE_TAIL.search(core):
        return 0.75
    if patterns.INNER_AUXILIARY.match(core):
        return 0.6
    return 0.15


def _strength_unmarked(core: str, strength: float) -> float:
    """Without a question mark, `I think should I ...` is a statement all the same."""
    if re.match(r"^(?:i|we) (?:think|guess|believe|know|will|would say)\b", core):
        return 0.1
    return strength


_REASON = re.compile(r"\b(?:because|so that|otherwise)\b")


def gives_a_reason(clause: str) -> bool:
    """Tell a clause that opens like a question, and goes on with a reason where a question would end."""
    return (
        "?" not in clause
        and patterns.WH_START.match(without_fillers(clause)) is not None
        and bool(_REASON.search(clause))
    )


def shows_own_code(text: str) -> bool:
    """Tell words that walk through the code: `here: which columns are left out, and why`."""
    return "?" not in text and re.match(r"^(?:so |and |then |ok |okay )*here\b", text) is not None


def is_terse_topic(clause: str) -> bool:
    """Tell a bare topic, `tie breaking rule`, which in a round of questions is a question."""
    core = without_fillers(clause)
    listed = words(core)
    polite = listed[-1:] == ("please",) or clause.strip().startswith("please")
    if len(listed) > (2 * _TERSE_WORDS if polite else _TERSE_WORDS) or patterns.FIRST_PERSON.search(core):
        return False
    return any(word not in STOPWORDS for word in listed)


def gives_orders(text: str) -> bool:
    """Tell an attempt to give orders to the interviewer or the grader."""
    return patterns.ORDERS.search(text) is not None


def wants_answer(clause: str) -> bool:
    """Tell a clause that requests the solution, the code or the hidden checks; one that speaks of them does not."""
    if patterns.WANTS_ANSWER.search(clause) is None:
        return False
    return request_strength(clause) >= _MOSTLY or patterns.IMPERATIVE.match(without_fillers(clause)) is not None


def wants_verdict(text: str) -> bool:
    """Tell a request to be told whether something is right."""
    return patterns.WANTS_VERDICT.search(text) is not None


def wants_own_work_judged(text: str) -> bool:
    """Tell a request to be told whether what the candidate has made is right."""
    return patterns.WANTS_OWN_WORK_JUDGED.search(text) is not None


def wants_hint(text: str) -> bool:
    """Tell an outright request for a hint."""
    return patterns.WANTS_HINT.search(text) is not None and patterns.NO_HINT.search(text) is None


def is_stuck(text: str) -> bool:
    """Tell an admission of being stuck, which is not yet a request."""
    return patterns.IS_STUCK.search(text) is not None


def claims_done(text: str) -> bool:
    """Tell a claim that the code is finished."""
    return patterns.DONE.search(text) is not None and patterns.NOT_DONE.search(text) is None


def has_no_questions(text: str) -> bool:
    """Tell that the candidate has nothing more to ask."""
    return patterns.NO_QUESTIONS.search(text) is not None


def wants_to_move_on(text: str) -> bool:
    """Tell a wish to go on to the next thing."""
    return patterns.WANTS_ON.search(text) is not None


def wants_to_end(text: str) -> bool:
    """Tell a wish to end the interview."""
    return patterns.WANTS_END.search(text) is not None


def asks_time(text: str) -> bool:
    """Tell a question about the time that is left."""
    return patterns.ASKS_TIME.search(text) is not None


def asks_repeat(text: str) -> bool:
    """Tell a request to say something again."""
    return patterns.ASKS_REPEAT.search(text) is not None


def asks_why(clause: str) -> bool:
    """Tell a question for reasons."""
    return patterns.ASKS_WHY.search(without_fillers(clause)) is not None


def chats(text: str) -> bool:
    """Tell greetings, thanks and other words that are not about the task."""
    return patterns.CHATS.search(text) is not None


def assumes(text: str) -> bool:
    """Tell an assumption that is said as one."""
    return patterns.ASSUMES.search(text) is not None


_LABELLED_PLAN = re.compile(patterns.LABELLED_PLAN)


def labels_plan(text: str) -> bool:
    """Say whether the words stand under a label that calls them a plan."""
    return "?" not in text and _LABELLED_PLAN.search(text) is not None


def plans(text: str, *, certain: bool) -> bool:
    """Tell a description of what will be done; `certain` asks for more than `I will ...`."""
    pattern = patterns.STRONG_PLAN_MARK if certain else patterns.PLAN_MARK
    return pattern.search(text) is not None and patterns.NOT_A_PLAN.search(text) is None


def explains(text: str) -> bool:
    """Tell a description or a reason of what was done."""
    return patterns.EXPLAINS.search(text) is not None


def thinks_aloud(text: str) -> bool:
    """Tell words that are not meant for anybody."""
    return patterns.THINKS.search(text) is not None


def does_not_know(text: str) -> bool:
    """Tell an answer that gives up."""
    return patterns.DOES_NOT_KNOW.search(text) is not None


def says_yes(text: str) -> bool:
    """Tell a plain yes."""
    return patterns.YES.search(text) is not None


def says_no(text: str) -> bool:
    """Tell a plain no."""
    return patterns.NO.search(text) is not None


def speaks_of_cost(text: str) -> bool:
    """Tell words about time or memory complexity."""
    return patterns.COMPLEXITY_WORD.search(text) is not None


def states_cost(text: str) -> bool:
    """Tell a cost in the usual notation, as in `o(n k d) per step`."""
    return patterns.COST_NOTATION.search(text) is not None


def is_another_language(text: str) -> bool:
    """Tell text that is most likely not English; text without letters is not a language at all."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return False
    if sum(not character.isascii() for character in letters) > _MOSTLY * len(letters):
        return True
    listed = tuple(word for word in words(text) if word != "?")
    if listed and all(word in patterns.FOREIGN_GREETINGS | patterns.FOREIGN for word in listed[:6]):
        return True
    english = sum(word in patterns.ENGLISH for word in listed)
    foreign = sum(word in patterns.FOREIGN for word in listed)
    return len(listed) >= _MIN_WORDS_FOR_LANGUAGE and foreign >= 2 and foreign > 2 * english  # noqa: PLR2004
