"""Turns a scenario's templates into words and code, from a question's package. Pure: a seed chooses among wordings.

Names that stand in braces:

    {name}              one of the scenario's own phrases
    {it.ask} {it.plain} a fact in one of its phrasings, or in the first one; {it.lower} and {it.says} for a decision
    {fact.2.ask}        the same of the second fact; past the last one it begins again
    {plan} {plan.2}     what the decisions say, as a plan; of the first two
    {decisions.2}       the same in bare sentences
    {answer}            the model answer to the question at hand; {answer.half}, {answer.points}, {answer.first}
                        (sentence), {answer.wrong} (a misconception)
    {asked}             the question at hand, if it is one of the package; else `that`
    {cost.time} {cost.memory} {cost.wrong}
    {code.accepted}     any code by its name
"""

import ast
import hashlib
import re
from collections.abc import Sequence

from msgspec import Struct

from question_bank.cost import find_claims
from question_bank.package import Decision, Fact, FollowUp, Point, Question, Submission
from server.simulate.scenario import Scenario, ScenarioError
from transcripts.events import InterviewerSaid

_SLOT = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
_SENTENCE_END = re.compile(r"(?<=[.;])\s")
_NAMED_AS_A_QUESTION = re.compile(r"(?:which|what|why|how|whether|when|where)\b")
_DEEPEST = 5
"""Phrases may name phrases, but not without end."""
_SURELY = "That is definitely right as it is, because I have done this many times in production."
_NOT_HANDLED = "That case is not handled yet, so I will guard against it."


class Moment(Struct, frozen=True, kw_only=True):
    """What a template is filled from."""

    scenario: Scenario
    question: Question
    seed: int
    place: str
    """Where in the session this is said; the same place gives the same choice."""
    it: Fact | Decision | None = None
    asked: InterviewerSaid | None = None


def chance(seed: int, *places: object) -> int:
    """Give a number for a place: any, and always the same one."""
    text = ":".join(map(str, (seed, *places)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def words_of(template: str, moment: Moment, depth: int = 0) -> str:
    """Fill a template. Raises ScenarioError for a name that stands for nothing."""
    if depth > _DEEPEST:
        raise ScenarioError(moment.scenario.id, f"{template!r} stands for itself")

    def value(slot: re.Match[str]) -> str:
        return _value(slot[1], moment, depth)

    return _SLOT.sub(value, template)


def code_of(name: str, scenario: Scenario, question: Question) -> str:
    """Give a code by name: `starter`, `accepted`, `accepted.2`, `wrong`, `border`, `border.last`, `draft`, `draft.2`.

    `border` is a mistake that leaves the main rule intact, where the package has one; a `draft` is a wrong solution
    that gives nothing back yet. Raises ScenarioError.
    """
    if name in scenario.code:
        return scenario.code[name]
    kind, _, which = name.partition(".")
    found = _codes(kind, question)
    if not found:
        raise ScenarioError(scenario.id, f"there is no code {name!r}")
    at = len(found) - 1 if which == "last" else (int(which) - 1 if which.isdigit() else 0)
    return found[at % len(found)]


def _codes(kind: str, question: Question) -> list[str]:
    def sources(*expected: str) -> list[str]:
        return [question.sources[part.path] for part in question.submissions if part.expect in expected]

    match kind:
        case "starter":
            return [question.starter]
        case "accepted":
            return sources("passed")
        case "wrong":
            return sources("failed")
        case "draft":
            return [without_results(source) for source in sources("failed")]
        case "border":
            wrong = [part for part in question.submissions if part.expect == "failed"]
            at_the_border = [part for part in wrong if not _breaks_main_rule(part, question)]
            return [question.sources[part.path] for part in at_the_border or wrong]
        case _:
            return []


def _breaks_main_rule(submission: Submission, question: Question) -> bool:
    return any(question.check(name).kind == "core" for name in submission.caught_by)


def without_results(source: str) -> str:
    """Take what functions give back out of a code: a first draft that runs and answers nothing."""
    lines = source.splitlines(keepends=True)
    returns = [
        node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Return) and node.value is not None
    ]
    if not returns:
        return _without_bodies(source)
    for value in sorted(returns, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        end_line, end_column = value.end_lineno or value.lineno, value.end_col_offset or 0
        # Offsets count bytes, as the parser's do.
        head = lines[value.lineno - 1].encode()[: value.col_offset].decode()
        tail = lines[end_line - 1].encode()[end_column:].decode()
        # Parentheses around the value are not part of it.
        lines[value.lineno - 1 : end_line] = [f"{head}None{tail}"]
    return "".join(lines)


def _without_bodies(source: str) -> str:
    """Empty the functions of a code that works on what it is given and gives nothing back."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = [ast.Pass()]
    return f"{ast.unparse(tree)}\n"


def _value(name: str, moment: Moment, depth: int) -> str:
    if name in moment.scenario.phrases:
        wordings = moment.scenario.phrases[name]
        chosen = wordings[chance(moment.seed, moment.place, name, depth) % len(wordings)]
        return words_of(chosen, moment, depth + 1)
    kind, _, rest = name.partition(".")
    match kind:
        case "it" if moment.it is not None:
            return _of_part(moment.it, rest, moment)
        case "fact":
            number, _, form = rest.partition(".")
            facts = moment.question.facts
            return _of_part(facts[(int(number) - 1) % len(facts)], form, moment)
        case "plan":
            return _plan(moment.question.decisions[: int(rest)] if rest else moment.question.decisions)
        case "decisions":
            return " ".join(f"{decision.says.rstrip('.')}." for decision in moment.question.decisions[: int(rest)])
        case "answer" if moment.asked is not None:
            return answer_to(moment.asked, moment.question, rest)
        case "asked" if moment.asked is not None:
            return _question_of(moment.asked, moment.question).rstrip("?").lower()
        case "cost":
            return _cost(moment.question, rest)
        case "code":
            return code_of(rest, moment.scenario, moment.question)
        case _:
            raise ScenarioError(moment.scenario.id, f"{{{name}}} stands for nothing here")


def _of_part(part: Fact | Decision, form: str, moment: Moment) -> str:
    match part, form:
        case Fact(), "ask":
            questions = [ask for ask in part.asks if ask.rstrip().endswith("?")] or part.asks
            return questions[chance(moment.seed, moment.place, part.id) % len(questions)]
        case Fact(), "plain":
            return part.asks[0]
        case Fact(), "short":
            return min(part.asks, key=len)
        case Decision(), "says":
            return part.says.rstrip(".")
        case Decision(), "lower":
            return _in_a_sentence(part)
        case _:
            raise ScenarioError(moment.scenario.id, f"a {type(part).__name__.lower()} has no {form!r}")


def _plan(decisions: Sequence[Decision]) -> str:
    parts = [_in_a_sentence(decision) for decision in decisions]
    return f"first {', then '.join(parts)}, and finally I test it." if parts else "first the main rule, then the edges."


def _in_a_sentence(decision: Decision) -> str:
    """Say a decision as part of a sentence; one that is named as a question was decided."""
    text = decision.says.rstrip(".")
    text = text[:1].lower() + text[1:]
    return f"I have decided {text}" if _NAMED_AS_A_QUESTION.match(text) else text


def _cost(question: Question, which: str) -> str:
    cost = question.complexity
    if which == "time":
        return f"O({cost.time})"
    if which == "memory":
        return f"O({cost.memory})"
    # Plainly too cheap or plainly too dear, as the reader of claims sees it.
    tried = [f"O({letters})" for letter in cost.legend for letters in (letter, f"{letter}**4")]
    return next((one for one in tried if _is_false(f"The running time is {one}.", question)), "O(1)")


def _is_false(text: str, question: Question) -> bool:
    return any(claim.true is False for claim in find_claims(text, question.complexity))


def answer_to(asked: InterviewerSaid, question: Question, form: str = "") -> str:
    """Answer a question of the interviewer from the package; `form` is a part of the answer, or a wrong one."""
    match form:
        case "half":
            return _half_answer(asked, question)
        case "points":
            said = " ".join(f"{point.says.rstrip('.').capitalize()}." for point in _points(asked, question))
            return said or _first_sentence(_model_answer(asked, question))
        case "first":
            return _first_sentence(_model_answer(asked, question))
        case "wrong":
            return _wrong_answer(asked, question)
        case _:
            return _model_answer(asked, question)


def _model_answer(asked: InterviewerSaid, question: Question) -> str:
    kind, _, name = asked.about.partition(":")
    if kind == "follow_up":
        return question.follow_up(name).model_answer
    if kind == "trigger":
        return question.trigger(name).model_answer or _NOT_HANDLED
    if asked.about == "complexity":
        cost = question.complexity
        return f"Time is O({cost.time}) and memory is O({cost.memory})."
    if asked.about == "reflection":
        return "A weak point is that I have not tested very large inputs, so I would measure that first."
    return "I would test the smallest legal input and one that I worked out by hand, since those show a wrong step."


def _half_answer(asked: InterviewerSaid, question: Question) -> str:
    follow_up = _follow_up(asked, question)
    if follow_up is None:
        return _first_sentence(_model_answer(asked, question))
    sentences = _SENTENCE_END.split(follow_up.model_answer)
    return " ".join(sentences[: (len(sentences) + 1) // 2])


def _wrong_answer(asked: InterviewerSaid, question: Question) -> str:
    follow_up = _follow_up(asked, question)
    if follow_up is None or not follow_up.wrong:
        return _SURELY
    return f"Certainly {follow_up.wrong[0].says}; that is always the case, because the theory guarantees it."


def _question_of(asked: InterviewerSaid, question: Question) -> str:
    """Give a question of the package as it stands there; what the interviewer asks in words of its own is `that`."""
    kind, _, name = asked.about.partition(":")
    if kind == "trigger":
        return question.trigger(name).ask
    if kind == "follow_up":
        follow_up = question.follow_up(name)
        return next((text for text in (follow_up.ask, follow_up.ask_more) if text in asked.text), "that")
    return "that"


def _points(asked: InterviewerSaid, question: Question) -> tuple[Point, ...]:
    kind, _, name = asked.about.partition(":")
    if kind == "follow_up":
        return question.follow_up(name).points
    return question.trigger(name).points if kind == "trigger" else ()


def _follow_up(asked: InterviewerSaid, question: Question) -> FollowUp | None:
    kind, _, name = asked.about.partition(":")
    return question.follow_up(name) if kind == "follow_up" else None


def _first_sentence(text: str) -> str:
    return _SENTENCE_END.split(text)[0]
