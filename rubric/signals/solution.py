"""Signals on the last code: contract, efficiency, structure, hygiene, own checks."""

from functools import lru_cache

from question_bank.code_facts import read_code
from question_bank.package import Question
from rubric import pointing
from rubric.code_reading import reading_of
from rubric.debrief import Evidence
from rubric.signals.signal import Seen, no, signal, yes
from rubric.speech import NUMBER
from rubric.view import View

_NO_CODE = Seen(None, "There is no code of your own that can be read.")
_LONGEST_FUNCTION = 35
_MOST_BRANCHES = 10
_DEEPEST_NESTING = 4
_NEEDS_HELPERS = 25
_N_POOR_NAMES = 2


def readable(view: View) -> bool:
    """Say whether there is code to read."""
    return view.has_code and view.code_known and view.final.parses


@signal("The last code parses and defines what was asked", reads=("code", "question"), feeds=("G1",))
def defines_entry(view: View) -> Seen:
    """Whether the file can be called at all."""
    if not view.has_code or not view.code_known:
        return _NO_CODE
    final = view.final
    if not final.parses:
        line = min(final.syntax_line or 1, view.code.count("\n") + 1)
        return no("The last code is not Python.", (pointing.code(view, (max(line, 1),) * 2, "does not parse"),))
    if not final.defines_entry:
        return no(f"`{final.entry_name}` is not defined.", (pointing.whole_code(view, "lacks it"),))
    lines = final.entry.lines if final.entry else (1, final.last_line)
    return yes(f"`{final.entry_name}` is defined.", (pointing.code(view, lines),))


@signal("Uses what the question rules out", reads=("code", "question"), feeds=("C2", "G7"))
def forbidden_use(view: View) -> Seen:
    """Ruled-out modules that the last code imports."""
    if not readable(view):
        return _NO_CODE
    ruled_out = view.question.forbidden_imports
    found = [
        (item.module, item.line)
        for item in read_code(view.final.source).imports
        if any(item.module == name or item.module.startswith(f"{name}.") for name in ruled_out)
    ]
    return Seen(
        tuple(sorted({name for name, _ in found})),
        f"Imports that the question rules out: {len(found)}.",
        tuple(pointing.code(view, (line, line), f"imports {name}") for name, line in found),
    )


@signal("Depth of loops over the data", reads=("code", "question"), feeds=("C3",))
def loops_over_reference(view: View) -> Seen:
    """How many nested loops over data-sized ranges more than the deepest accepted solution."""
    if not readable(view) or view.final.entry is None:
        return _NO_CODE
    depth, lines = view.final.loop_depth
    allowed = _reference_depth(view.question)
    where = lines or view.final.entry.lines
    return Seen(
        max(0, depth - allowed),
        f"Loops over the data are {depth} deep; an accepted solution has {allowed}.",
        (pointing.code(view, where, f"{depth} nested loops over the data"),),
    )


def accepted_paths(question: Question) -> list[str]:
    """Paths of the accepted solutions, the model solution first."""
    found = [part.path for part in question.submissions if part.expect == "passed" and part.path in question.sources]
    return sorted(found, key=lambda path: ("model" not in path, found.index(path)))


def _reference_depth(question: Question) -> int:
    return _depth_of_sources(tuple(question.sources[path] for path in accepted_paths(question)), question.entry.name)


@lru_cache(maxsize=64)
def _depth_of_sources(sources: tuple[str, ...], entry: str) -> int:
    return max((reading_of(source, "", entry).loop_depth[0] for source in sources), default=0)


@signal("Works on whole arrays", reads=("code",), feeds=("C3",))
def array_core(view: View) -> Seen:
    """Lines with products, reductions and broadcasting."""
    if not readable(view):
        return _NO_CODE
    lines = view.final.array_lines
    return Seen(
        len(lines),
        f"Lines that work on whole arrays: {len(lines)}.",
        tuple(pointing.code(view, (line, line)) for line in lines[:2]),
    )


@signal("Longest function", reads=("code",), feeds=("C4",))
def longest_function(view: View) -> Seen:
    """Lines of the longest function beyond what one can take in; 0 is fine."""
    if not readable(view) or view.final.longest_function is None:
        return _NO_CODE
    longest = view.final.longest_function
    return Seen(
        max(0, longest.n_lines - _LONGEST_FUNCTION),
        f"The longest function, `{longest.name}`, has {longest.n_lines} lines.",
        (pointing.code(view, longest.lines),),
    )


@signal("Deep nesting", reads=("code",), feeds=("C4",))
def deep_nesting(view: View) -> Seen:
    """Blocks nested more deeply than one can follow; 0 is fine."""
    if not readable(view):
        return _NO_CODE
    depth, lines = view.final.nesting
    return Seen(
        max(0, depth - _DEEPEST_NESTING),
        f"Blocks are nested {depth} deep.",
        (pointing.code(view, lines),) if lines else (),
    )


@signal("Branches of a function", reads=("code",), feeds=("C4",))
def branching(view: View) -> Seen:
    """Cyclomatic complexity of the most branched function beyond what one can test; 0 is fine.

    More than ten ways through a function are too many to test: T. J. McCabe, A Complexity Measure, 1976.
    """
    if not readable(view):
        return _NO_CODE
    complexity, function = view.final.most_branched
    if function is None:
        return _NO_CODE
    return Seen(
        max(0, complexity - _MOST_BRANCHES),
        f"The most branched function, `{function.name}`, has {complexity} ways through it.",
        (pointing.code(view, function.lines),),
    )


@signal("Taken apart into steps", reads=("code",), feeds=("C4",))
def decomposition(view: View) -> Seen:
    """Long work is in functions of its own."""
    if not readable(view) or not view.final.functions:
        return _NO_CODE
    final = view.final
    starter = {function.name for function in reading_of(view.question.starter, "", final.entry_name).functions}
    helpers = [function for function in final.functions if function.name not in starter | {final.entry_name}]
    longest = final.longest_function
    needed = longest is not None and longest.n_lines > _NEEDS_HELPERS
    fine = bool(helpers) or not needed
    where = helpers[0].lines if helpers else (longest.lines if longest else (1, 1))
    text = f"Helper functions: {len(helpers)}." if helpers else "No helper functions."
    return Seen(fine, text, (pointing.code(view, where),))


@signal("Names that say nothing", reads=("code",), feeds=("C4",))
def poor_names(view: View) -> Seen:
    """Names beyond the usual letters of mathematics that tell a reader nothing."""
    if not readable(view):
        return _NO_CODE
    found = view.final.poor_names
    return Seen(
        tuple(name for name, _ in found),
        f"Names that say nothing: {len(found)}.",
        tuple(pointing.code(view, (line, line), f"`{name}`") for name, line in found),
    )


@signal("Says shapes, units or a policy", reads=("code",), feeds=("C4",))
def documented(view: View) -> Seen:
    """A docstring or comment that a reader needs."""
    if not readable(view):
        return _NO_CODE
    lines = view.final.documented
    if lines is None:
        return no("No docstring or comment says shapes or a policy.")
    return yes("A docstring or comment says what a reader needs.", (pointing.code(view, lines),))


@signal("Left over in the code", reads=("code",), feeds=("C5",))
def leftovers(view: View) -> Seen:
    """Debug prints, dead code, names and imports that are not used."""
    if not readable(view):
        return _NO_CODE
    found = view.final.leftovers
    if view.end_to_end:
        found = tuple((what, line) for what, line in found if "print" not in what)
    return Seen(
        len(found),
        f"{len(found)} things are left over: {', '.join(what for what, _ in found[:3])}."
        if found
        else "Nothing is left over.",
        tuple(pointing.code(view, (line, line), what) for what, line in found),
    )


@signal("The same code twice", reads=("code",), feeds=("C4",))
def duplicates(view: View) -> Seen:
    """A piece of code stands in two places."""
    if not readable(view):
        return _NO_CODE
    lines = view.final.duplicates
    if lines is None:
        return no("No code stands there twice.")
    return yes("A piece of code stands there twice.", (pointing.code(view, lines, "stands there twice"),))


@signal("Seeds the global generator", reads=("code",), feeds=("C5",))
def global_seeding(view: View) -> Seen:
    """The code changes the random state of everybody."""
    if not readable(view):
        return _NO_CODE
    lines = view.final.global_seeding
    if lines is None:
        return no("The global generator is left alone.")
    return yes("The global generator is seeded.", (pointing.code(view, lines, "seeds the global generator"),))


@signal("Writes into the caller's arguments", reads=("code",), feeds=("C2",))
def caller_mutation(view: View) -> Seen:
    """The asked function changes what it was given."""
    if not readable(view):
        return _NO_CODE
    lines = view.final.caller_mutations
    if lines is None:
        return no("The arguments are left as they were.")
    return yes("An argument is changed in place.", (pointing.code(view, lines, "writes into an argument"),))


@signal("Guards in the code", reads=("code",), feeds=("A3",))
def guards(view: View) -> Seen:
    """Casts, range checks, clipping, guarded divisions."""
    if not readable(view):
        return _NO_CODE
    found = view.final.guards
    return Seen(
        len(found),
        f"Lines that guard against bad values: {len(found)}.",
        tuple(pointing.code(view, lines) for lines in found),
    )


@signal("Numeric checks passed", reads=("runs", "question"), feeds=("A3",))
def numeric_share(view: View) -> Seen:
    """Share of numeric checks in the last submit."""
    if not view.submits:
        return Seen(None, "Nothing was submitted.")
    last = view.submits[-1]
    numeric = [result for result in last.checks if result.kind == "numeric"]
    if not numeric:
        return Seen(None, "The question has no numeric check.")
    passed = sum(result.verdict == "passed" for result in numeric)
    return Seen(
        round(passed / len(numeric), 3),
        f"Numeric checks passed: {passed} of {len(numeric)}.",
        tuple(pointing.check(last, result.name) for result in numeric),
    )


@signal("Kinds of own check before the first submit", reads=("code", "runs", "words"), feeds=("C6",))
def own_check_kinds(view: View) -> Seen:
    """Asserts, examples, a second implementation, printed results, runs, a result worked out in advance."""
    if not view.has_code or not view.code_known:
        return _NO_CODE
    end = view.submits[0] if view.submits else None
    runs = [
        run
        for run in view.runs
        if run.report.purpose == "run" and not run.explores and (end is None or run.seq < end.seq)
    ]
    source = end.code if end else view.code
    seq = end.requested_seq if end and end.requested_seq in view.at_ms else view.code_seq
    reading = reading_of(source, view.question.starter, view.question.entry.name)
    n_lines = source.count("\n") + 1
    kinds: dict[str, Evidence] = {}
    for what, line in reading.own_checks:
        kinds.setdefault(what, pointing.code_at_event(view, seq, (min(line, n_lines),) * 2, what))
    if reading.prints and runs and "example" in kinds:
        line = reading.prints[0]
        kinds.setdefault("prints", pointing.code_at_event(view, seq, (line, line), "prints a result"))
    if runs:
        kinds["runs"] = pointing.run(runs[0])
    return Seen(tuple(sorted(kinds)), f"Kinds of own check: {len(kinds)}.", tuple(kinds.values()))


@signal("Own checks with a second result to compare with", reads=("code",), feeds=("C6",))
def strong_own_checks(view: View) -> Seen:
    """Asserts, comparisons or a reference implementation in the last code or at a run."""
    if not view.has_code or not view.code_known:
        return _NO_CODE
    sources = {run.seq: run.code for run in view.runs}
    for seq, source in sources.items():
        reading = reading_of(source, view.question.starter, view.question.entry.name)
        strong = [(what, line) for what, line in reading.own_checks if what != "example"]
        if strong:
            run = next(run for run in view.runs if run.seq == seq)
            if run.requested_seq not in view.at_ms:
                continue
            what, line = strong[0]
            return yes(
                f"The code checks itself ({what}).",
                (pointing.code_at_event(view, run.requested_seq, (line, line), what),),
            )
    return no("The code holds no check of its own with an expected result.")


@signal("Says the expected result in advance", reads=("words", "runs"), feeds=("C6",))
def expected_in_advance(view: View) -> Seen:
    """Names a number before the run that prints it."""
    for utterance, sentence in view.sentences():
        numbers = [word for word in sentence.text.replace("=", " ").split() if NUMBER.search(word)]
        if not numbers or not any(cue in sentence.flat for cue in ("expect", "should be", "should give", "must be")):
            continue
        later = next((run for run in view.runs if run.seq > utterance.seq), None)
        if later is not None:
            return yes(
                "A result is named before the run.",
                (pointing.said(utterance, sentence), pointing.run(later)),
                "medium",
            )
    return no("No result is named before a run.")


SIGNALS = (
    defines_entry,
    forbidden_use,
    loops_over_reference,
    array_core,
    longest_function,
    deep_nesting,
    branching,
    decomposition,
    poor_names,
    documented,
    leftovers,
    duplicates,
    global_seeding,
    caller_mutation,
    guards,
    numeric_share,
    own_check_kinds,
    strong_own_checks,
    expected_in_advance,
)
