"""Writes a debrief as Markdown that one would print."""

import difflib
import re
from collections.abc import Iterable, Mapping

from rubric.debrief import (
    CriterionResult,
    Debrief,
    DimensionResult,
    Evidence,
    Finding,
    FollowUpResult,
    Moment,
    PointResult,
)
from rubric.pointing import clock
from rubric.recommendation import WORDS

_GRADES = {2: "shown", 1: "in part", 0: "not shown", None: "not assessed"}
_ENDINGS = {
    "completed": "completed",
    "time_up": "the time was up",
    "left_early": "left early",
    "unfinished": "not finished",
}
_VERDICTS = {"right": "right", "partly": "partly right", "wrong": "wrong", "no_answer": "no answer"}
_N_EVIDENCE = 3
_LONGEST_QUOTE = 160
_N_FACTS = 3


def debrief_to_markdown(debrief: Debrief) -> str:
    """Write a debrief."""
    sections = (
        _head(debrief),
        _reasons(debrief),
        _dimensions(debrief),
        _moments(debrief),
        _practice(debrief),
        _facts(debrief),
        _checks(debrief),
        _time(debrief),
        _hints(debrief),
        _follow_ups(debrief),
        _findings("Claims that the record does not bear out", debrief.contradicted, _titles(debrief)),
        _findings("Integrity", debrief.integrity, _titles(debrief)),
        _not_assessed(debrief),
        _solutions(debrief),
        _how(debrief),
    )
    return "\n\n".join(section for section in sections if section) + "\n"


def _head(debrief: Debrief) -> str:
    session, overall = debrief.session, debrief.overall
    used = f"{_duration(session.duration_ms)} used"
    lines = [
        f"# Debrief: {_plain(session.question_title)}",
        f"{_day(session.started_at)} · {session.length_minutes} minutes agreed · {used} · {_ENDINGS[session.ending]}",
        f"**{WORDS[overall.recommendation]}.** {overall.meaning}",
    ]
    if session.mode == "practice":
        lines.append(f"_{_practice_note(session.n_retries)}_")
    if overall.score is not None:
        near = f" {overall.near_boundary}" if overall.near_boundary else ""
        lines.append(f"Score {overall.score:.1f} of 4, confidence {overall.confidence}.{near}")
    lines.append(f"_{overall.confidence_note}_")
    if not debrief.provenance.question_matches:
        lines.append("_The question has changed since this session._")
    return "\n\n".join(lines)


def _practice_note(n_retries: int) -> str:
    again = {0: "", 1: " One phase was tried again."}.get(n_retries, f" Phases were tried again {n_retries} times.")
    return (
        "This was practice: a coach spoke and hints cost nothing, so the levels say less than those of an interview."
        + again
    )


def _reasons(debrief: Debrief) -> str:
    return _findings("Why", debrief.overall.reasons, _titles(debrief))


def _titles(debrief: Debrief) -> Mapping[str, str]:
    return {check.name: check.title for check in debrief.checks}


def _dimensions(debrief: Debrief) -> str:
    titles = _titles(debrief)
    rows = [
        (part.title, _level(part), f"{part.coverage:.0%}", part.confidence, part.capped_by)
        for part in debrief.dimensions
    ]
    blocks = [
        "## The five dimensions",
        _table(("Dimension", "Level", "Assessed", "Confidence", "Capped by"), rows),
    ]
    fired = [gate for gate in debrief.overall.gates if gate.fired]
    if fired:
        blocks.append("\n".join(f"- {gate.id} {gate.title}: {gate.effect}" for gate in fired))
    blocks += [_dimension(part, titles) for part in debrief.dimensions]
    return "\n\n".join(blocks)


def _level(part: DimensionResult) -> str:
    return f"{part.level} ({part.level_name})" if part.level is not None else part.level_name


def _dimension(part: DimensionResult, titles: Mapping[str, str]) -> str:
    lines = [f"### {part.title}: {_level(part)}", part.anchor, f"**Next.** {part.next_level}"]
    lines.append("\n".join(_criterion(result, titles) for result in part.criteria))
    return "\n\n".join(lines)


def _criterion(result: CriterionResult, titles: Mapping[str, str]) -> str:
    reason = result.reason if result.grade is not None else result.not_assessed_because
    lines = [f"- **{result.id} {result.title}: {_GRADES[result.grade]}.** {_plain(reason)}"]
    lines += [f"    - {_evidence(part, titles)}" for part in result.evidence[:_N_EVIDENCE]]
    return "\n".join(lines)


def _moments(debrief: Debrief) -> str:
    titles = _titles(debrief)
    strengths = [_moment(moment, titles) for moment in debrief.moments if moment.kind == "strength"]
    missed = [_moment(moment, titles) for moment in debrief.moments if moment.kind == "missed"]
    blocks: list[str] = []
    if strengths:
        blocks += ["## Strengths", "\n".join(strengths)]
    if missed:
        blocks += ["## Missed moments", "\n".join(missed)]
    return "\n\n".join(blocks)


def _moment(moment: Moment, titles: Mapping[str, str]) -> str:
    lines = [f"- {_plain(moment.text)}"]
    lines += [f"    - {_evidence(part, titles)}" for part in moment.evidence[:_N_EVIDENCE]]
    if moment.strong_candidate:
        lines.append(f"    - A strong candidate: {_plain(moment.strong_candidate)}")
    return "\n".join(lines)


def _practice(debrief: Debrief) -> str:
    if not debrief.practice:
        return ""
    lines = []
    for at, item in enumerate(debrief.practice, 1):
        next_question = f" Then try `{item.question_id}`." if item.question_id else ""
        lines.append(
            f"{at}. **{item.title}** ({item.minutes} minutes). {_plain(item.why)}\n"
            f"    - Do: {item.do}{next_question}\n    - Done when: {item.done_when}"
        )
    return "## Practise next\n\n" + "\n".join(lines)


def _facts(debrief: Debrief) -> str:
    if not debrief.facts:
        return ""
    asked = [fact for fact in debrief.facts if fact.asked]
    missed = [fact for fact in debrief.facts if not fact.asked]
    mattered = [fact for fact in missed if fact.mattered][:_N_FACTS]
    rest = [fact for fact in missed if fact not in mattered]
    lines = [
        f"- {'Asked' if fact.in_time else 'Asked late'}: “{_plain(fact.title)}” {_plain(fact.answer)}" for fact in asked
    ]
    for fact in mattered:
        told = f"{_plain(fact.answer)} {_plain(fact.would_have_changed)}"
        lines.append(f"- **Not asked, and it showed:** “{_plain(fact.title)}” {told}")
    blocks = [
        "## What the prompt left open",
        "Nobody asks for everything. A strong candidate asks for the few points that decide a check or a choice.",
        "\n".join(lines),
    ]
    if rest:
        lines = [f"- “{_plain(fact.title)}” {_plain(fact.answer)}" for fact in rest]
        blocks += ["Also open, and not needed to do well here:", "\n".join(lines)]
    return "\n\n".join(block for block in blocks if block)


def _checks(debrief: Debrief) -> str:
    rows = [
        (
            check.title,
            check.kind,
            check.last.value.replace("_", " ") if check.last is not None else "never run",
            clock(check.first_passed_ms) if check.first_passed_ms is not None else "",
            check.message.replace("\n", " "),
        )
        for check in debrief.checks
    ]
    if not rows:
        return ""
    blocks = ["## Checks", _table(("Check", "Kind", "At the end", "First passed", "Message"), rows)]
    if debrief.runs:
        blocks.append(
            "\n".join(
                f"- {clock(run.at_ms)} {run.purpose}: {run.verdict.value.replace('_', ' ')}, "
                f"{run.n_passed} of {run.n_checks} checks"
                for run in debrief.runs
            )
        )
    return "\n\n".join(blocks)


def _time(debrief: Debrief) -> str:
    rows = [
        (
            part.phase.value.replace("_", " "),
            ", ".join(clock(start) for start, _ in part.visits) or clock(part.start_ms),
            _duration(part.spent_ms),
            _duration(part.budget_ms),
        )
        for part in debrief.phases
    ]
    return "## Time\n\n" + _table(("Phase", "Began", "Took", "Budget"), rows)


def _hints(debrief: Debrief) -> str:
    if not debrief.hints:
        return ""
    lines = [
        f"- {clock(hint.at_ms)} level {hint.level}, {'asked for' if hint.requested else 'offered'}, "
        f"cost {hint.cost:g}: {_plain(hint.text)}"
        for hint in debrief.hints
    ]
    return "## Hints\n\n" + "\n".join(lines)


def _follow_ups(debrief: Debrief) -> str:
    if not debrief.follow_ups:
        return ""
    return "## Follow-ups\n\n" + "\n\n".join(_follow_up(part) for part in debrief.follow_ups)


def _follow_up(part: FollowUpResult) -> str:
    lines = [f"### {clock(part.at_ms)} {_plain(part.question)}", f"{_VERDICTS[part.verdict].capitalize()}."]
    if part.answer:
        lines.append("\n".join(f"> {_plain(line)}" for line in part.answer.split("\n")))
    lines.append("\n".join(map(_point, part.points)))
    if part.misconceptions:
        lines.append("Not right: " + "; ".join(part.misconceptions))
    lines.append(f"A good answer: {_plain(part.model_answer)}")
    return "\n\n".join(lines)


def _point(point: PointResult) -> str:
    votes = f" ({point.votes})" if point.votes else ""
    return f"- {'said' if point.covered else 'missed'}: {_plain(point.says)}{votes}"


def _findings(title: str, findings: Iterable[Finding], titles: Mapping[str, str]) -> str:
    lines: list[str] = []
    for finding in findings:
        lines.append(f"- {_plain(finding.text)}")
        lines += [f"    - {_evidence(part, titles)}" for part in finding.evidence[:_N_EVIDENCE]]
    return f"## {title}\n\n" + "\n".join(lines) if lines else ""


def _not_assessed(debrief: Debrief) -> str:
    if not debrief.not_assessed:
        return ""
    return "## Not assessed\n\n" + "\n".join(f"- {_plain(line)}" for line in debrief.not_assessed)


def _solutions(debrief: Debrief) -> str:
    blocks: list[str] = []
    for title, source in (
        ("Your last code", debrief.last_code),
        ("A model solution", debrief.reference),
        ("A second style", debrief.second_style),
    ):
        if source.strip():
            blocks.append(f"## {title}\n\n{_fenced(source, 'python')}")
    for title, source in (
        ("The model solution against your code", debrief.reference),
        ("The second style against your code", debrief.second_style),
    ):
        if changes := _difference(debrief.last_code, source):
            says = "Lines with a minus are yours, lines with a plus the other's. Another style is no fault."
            blocks.append(f"## {title}\n\n{says}\n\n{_fenced(changes, 'diff')}")
    return "\n\n".join(blocks)


def _difference(yours: str, other: str) -> str:
    """Compare two files line by line; an empty text when there is nothing to compare."""
    if not yours.strip() or not other.strip():
        return ""
    lines = difflib.unified_diff(yours.splitlines(), other.splitlines(), n=len(yours), lineterm="")
    return "\n".join(list(lines)[3:])


def _fenced(source: str, language: str) -> str:
    fence = "```"
    while fence in source:
        fence += "`"
    return f"{fence}{language}\n{source.rstrip()}\n{fence}"


def _how(debrief: Debrief) -> str:
    made = debrief.provenance
    votes = f"and {made.n_votes} recorded votes of a language model on answers" if made.n_votes else "alone"
    return (
        "## How this was computed\n\n"
        f"By rules {votes} ({made.engine_version}, rubric {made.rubric_version}, `{made.rubric_sha256[:12]}`), "
        f"from the log `{made.transcript_sha256[:12]}` and the question `{made.question_sha256[:12]}`. "
        "The same log gives the same debrief."
    )


def _titled(fact: str, titles: Mapping[str, str]) -> str:
    """Name a check by its title, as everywhere else."""
    name, found, verdict = fact.removeprefix("check ").partition(": ")
    if not fact.startswith("check ") or not found:
        return fact
    return f"check “{titles.get(name, name)}”: {verdict.replace('_', ' ')}"


def _evidence(part: Evidence, titles: Mapping[str, str]) -> str:
    when = clock(part.at_ms)
    if part.source in {"said", "interviewer"}:
        who = "you" if part.source == "said" else "interviewer"
        quote = part.quote.replace("\n", " ")
        quote = quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE].rstrip() + " …"
        became = f" ({part.fact})" if part.fact else ""
        return f"{when} {who}: “{_plain(quote)}”{became}"
    if part.source == "code":
        first, last = part.lines or (1, 1)
        lines = f"line {first}" if first == last else f"lines {first} to {last}"
        return f"{when} code, {lines}{f': {_plain(part.fact)}' if part.fact else ''}"
    if part.source == "run":
        return f"{when} {_plain(_titled(part.fact or part.quote, titles))}"
    return f"looked for and not found: {_plain(part.fact)}"


def _plain(text: str) -> str:
    """Keep words of others from becoming markup, with as few signs as that takes; identifiers become code."""
    parts = _CODE.split(text.replace("\n", " "))
    # Every other part is code: an identifier, or what was in backticks already.
    return "".join(f"`{part.strip('`')}`" if at % 2 else _escaped(part) for at, part in enumerate(parts))


_CODE = re.compile(r"(`[^`]+`|\b[A-Za-z]\w*_\w+(?:\(\))?|\b(?!_)\w+(?:\*\*?\w+)+)")
_STARTS_A_BLOCK = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)")


def _escaped(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\").replace("`", "\\`").replace("<", "&lt;").replace("*", "\\*").replace("](", "]\\(")
    )
    escaped = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", escaped)
    return _STARTS_A_BLOCK.sub(r"\1\\\2", escaped)


def _duration(ms: int) -> str:
    """Write a length of time: seconds below two minutes, else minutes."""
    seconds = round(ms / 1000)
    if seconds < _MINUTE:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds // 60} min {seconds % 60} s"


_MINUTE = 60


def _day(started_at: str) -> str:
    """Write the start as a date and a time of day."""
    found = _UTC.match(started_at)
    return f"{found[1]} {found[2]} UTC" if found else _plain(started_at)


_UTC = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*(?:Z|\+00:00)$")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
