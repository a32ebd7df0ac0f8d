"""Makes evidence: short pointers into the log that a program can check (see `rubric.evidence`).

What a run's own fields show is said in the fixed forms of `run_facts`, so that it can be compared with the event.
"""

from rubric.debrief import Evidence
from rubric.parts import PhaseSpan, Run, Sentence, Turn, Utterance, shorten
from rubric.view import View
from runner.report import OwnTest, RunReport, Verdict


def said(utterance: Utterance, quote: str | Sentence | None = None) -> Evidence:
    """Point at words of the candidate; without a quote at their beginning."""
    text = quote.text if isinstance(quote, Sentence) else quote
    return Evidence(
        seq=utterance.seq,
        at_ms=utterance.at_ms,
        source="said",
        quote=shorten(text) if text else utterance.quote or shorten(utterance.text),
    )


def turn(spoken: Turn, quote: str | None = None, *, fact: str = "") -> Evidence:
    """Point at words of the interviewer, and say what became of them."""
    return Evidence(
        seq=spoken.seq, at_ms=spoken.at_ms, source="interviewer", quote=shorten(quote or spoken.text), fact=fact
    )


def code(view: View, lines: tuple[int, int], fact: str = "") -> Evidence:
    """Point at lines of the last code."""
    first, last = lines
    n_lines = view.code.count("\n") + 1
    return code_at_event(view, view.code_seq, (min(first, n_lines), min(last, n_lines)), fact)


def code_at_event(view: View, seq: int, lines: tuple[int, int] | None, fact: str = "") -> Evidence:
    """Point at lines of the code as it was right after an event."""
    return Evidence(seq=seq, at_ms=view.at_ms[seq], source="code", lines=lines, fact=fact)


def whole_code(view: View, fact: str = "") -> Evidence:
    """Point at all of the last code."""
    return code(view, (1, view.final.last_line), fact)


def run(seen: Run, fact: str | None = None) -> Evidence:
    """Point at a run; without a fact at how many checks passed."""
    return Evidence(seq=seen.seq, at_ms=seen.at_ms, source="run", fact=fact or run_fact(seen.report))


def check(seen: Run, name: str) -> Evidence:
    """Point at one check of a run."""
    found = next(result for result in seen.report.checks if result.name == name)
    return run(seen, check_fact(found.name, found.verdict))


def own_test(seen: Run, test: OwnTest) -> Evidence:
    """Point at one of the candidate's own tests in a run."""
    return run(seen, own_test_fact(test))


def absence(view: View, what: str, *, start_ms: int = 0, end_seq: int | None = None) -> Evidence:
    """Say that something is not there, and in which window it was looked for."""
    seq = end_seq if end_seq in view.at_ms else view.last_seq
    assert seq is not None
    at_ms = view.at_ms[seq]
    return Evidence(seq=seq, at_ms=at_ms, source="absence", fact=f"{what} ({clock(start_ms)} to {clock(at_ms)})")


def phase(view: View, span: PhaseSpan, what: str) -> Evidence:
    """Say what is missing from a phase."""
    seq = next((number for number, at in reversed(view.at_ms.items()) if at <= span.end_ms), view.last_seq)
    return absence(view, what, start_ms=span.start_ms, end_seq=seq)


def run_fact(report: RunReport) -> str:
    """Say how a run ended."""
    counted = f"{report.n_passed} of {len(report.checks)} checks passed" if report.checks else "no checks"
    return f"{report.purpose}: {report.verdict.value}, {counted}"


def check_fact(name: str, verdict: Verdict) -> str:
    """Say how a check ended."""
    return f"check {name}: {verdict.value}"


def own_test_fact(test: OwnTest) -> str:
    """Say how an own test ended, by its line: its name is the candidate's words."""
    place = f" at line {test.line}" if test.line is not None else ""
    return f"own test{place}: {test.verdict.value}"


def run_facts(report: RunReport) -> frozenset[str]:
    """Give everything that may be said of a run as a fact."""
    facts = {run_fact(report)}
    facts.update(check_fact(result.name, result.verdict) for result in report.checks)
    facts.update(own_test_fact(test) for test in report.own_tests)
    return frozenset(facts)


def clock(at_ms: int) -> str:
    """Write interview time as minutes and seconds."""
    return f"{at_ms // 60_000}:{at_ms // 1000 % 60:02d}"
