"""`thinkaloud questions ...` and `thinkaloud run`: the bank, and judging a file, from the terminal."""

import ast
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from question_bank.package import Question
from question_bank.problem import PackageError, UnknownQuestion
from question_bank.proofread import UNFILLED
from question_bank.skeleton import CannotWriteQuestion, write_skeleton
from runner import ending
from runner.report import Purpose, Verdict
from server.cli_bank import open_bank_saying
from server.cli_screen import WIDEST_PROSE, CannotDo, command_group, errors, one_line, print_json, read_file, screen
from server.cli_turns import prose, show_report
from server.settings import SettingsError, load_settings
from server.wiring import NoQuestionFolder, make_sandbox

app = command_group("The question bank.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
Packages = Annotated[
    Path | None,
    typer.Option(
        "--packages",
        help="Folder of question packages. Default: those of THINKALOUD_QUESTION_FOLDER, else the builtin ones.",
    ),
]
_MAX_FILE_BYTES = 16_000_000
"""Nothing that was meant as a submission is longer. Of what is too long below that, the report says so."""
_N_VERIFY_WORKERS = 2


@app.command("list")
@one_line(NoQuestionFolder, SettingsError)
def list_questions(as_json: Json = False, packages: Packages = None) -> None:
    """List the questions."""
    bank = open_bank_saying(packages)
    if as_json:
        print_json([_row(question) for question in bank.all()])
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "kind", "topic", "difficulty", "minutes", "title"):
        table.add_column(column, no_wrap=column != "title")
    for question in bank.all():
        row = _row(question)
        table.add_row(*(str(row[column]) for column in ("id", "kind", "topic", "difficulty", "minutes", "title")))
    screen.print(table)


@app.command("show")
@one_line(UnknownQuestion, PackageError, NoQuestionFolder, SettingsError)
def show_question(
    question_id: str,
    as_json: Json = False,
    packages: Packages = None,
    facts: Annotated[
        bool,
        typer.Option("--facts", help="Also what the interviewer answers when asked; for who tries a question out."),
    ] = False,
) -> None:
    """Show what a candidate sees of a question: prompt, starter code, data."""
    question = open_bank_saying(packages).get(question_id)
    shown: dict[str, Any] = {
        **_row(question),
        "prompt": question.prompt,
        "signature": question.entry.signature,
        "starter": question.starter,
        "driver": question.driver,
        "data": [{"name": file.name, "says": file.says} for file in question.data],
        **({"facts": {fact.id: fact.answer for fact in question.facts}} if facts else {}),
    }
    if as_json:
        print_json(shown)
        return
    screen.print(Text(f"{question.title}  ({question.kind}, {question.difficulty}, {question.minutes} min)", "bold"))
    screen.print(prose(question.prompt), width=min(screen.width, WIDEST_PROSE))
    screen.print(Text(f"\nDefine: {question.entry.signature}"))
    for file in question.data:
        screen.print(Text(f"Data: {file.name}: {file.says}"))
    screen.print()
    # Not wrapped: it is code, and may be copied from here.
    screen.print(_code(question.starter), soft_wrap=True)
    if question.driver:
        screen.print(Text("\nThis is how your code is used (driver.py):\n", "bold"))
        screen.print(_code(question.driver), soft_wrap=True)
    for fact in question.facts if facts else ():
        screen.print(Text(f"\nAsked about {fact.id.replace('_', ' ').replace('-', ' ')}:", "bold"))
        screen.print(prose(fact.answer), width=min(screen.width, WIDEST_PROSE))


def _code(source: str) -> Syntax:
    return Syntax(source.rstrip("\n"), "python", theme="ansi_light", background_color="default")


@app.command("verify")
@one_line(UnknownQuestion, PackageError, NoQuestionFolder, SettingsError)
def verify_questions(
    question_ids: Annotated[list[str] | None, typer.Argument(help="Ids; none means all.")] = None,
    as_json: Json = False,
    packages: Packages = None,
    n_repeats: Annotated[
        int,
        typer.Option(
            "--repeats",
            min=0,
            help="How often accepted solutions are judged again, on other random cases and in random order.",
        ),
    ] = 1,
) -> None:
    """Make questions prove themselves: every submission that they carry must get the verdict that it declares."""
    from question_bank.verify import Totals, verify_question

    bank = open_bank_saying(packages)
    problem_folders = [problem.folder for problem in bank.problems]
    folders = (
        [bank.folder_of(question_id) for question_id in question_ids]
        if question_ids
        else sorted({*problem_folders, *(bank.folder_of(question.id) for question in bank.all())})
    )
    tell = None if as_json else lambda words: errors.print(Text(words, style="dim"))
    with make_sandbox(load_settings()) as sandbox:
        verifications = [
            verify_question(folder, sandbox, progress=tell, n_workers=_N_VERIFY_WORKERS, n_repeats=n_repeats)
            for folder in folders
        ]
    totals = sum((verification.totals for verification in verifications), Totals())
    if as_json:
        print_json({"totals": totals, "questions": verifications})
        return
    for verification in verifications:
        for found in verification.diagnostics:
            screen.print(Text(str(found), style="red" if found.severity == "error" else "yellow"))
    screen.print(
        Text(
            f"{totals.questions} questions, {totals.checks} checks. Accepted solutions that pass: "
            f"{totals.accepted_passed} of {totals.accepted}. Wrong and slow ones that fail where they should: "
            f"{totals.rejected} of {totals.wrong + totals.slow}. Trivial answers rejected: "
            f"{totals.trivial_rejected} of {totals.trivial}. Mutants noticed: "
            f"{totals.mutants - totals.equivalent - totals.survived} of {totals.mutants - totals.equivalent}"
            f" (and {totals.equivalent} that change nothing). Repeats that pass: {totals.repeats_passed} of "
            f"{totals.repeats}. Errors: {totals.errors}, warnings: {totals.warnings}.",
            style="bold",
        )
    )


@app.command("new")
@one_line(CannotWriteQuestion, SettingsError)
def new_question(
    question_id: Annotated[str, typer.Argument(metavar="ID", help="Two to five words in lower case, with hyphens.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", help="Folder of packages. Default: that of THINKALOUD_QUESTION_FOLDER, else the current folder."
        ),
    ] = None,
) -> None:
    """Write the folder of a new question, with everything in place that is still to be filled in."""
    parent = into or load_settings().question_folder or Path()
    folder = parent / question_id
    files = write_skeleton(folder)
    screen.print(Text(f"Wrote {len(files)} files into {folder}. What is to be written is marked {UNFILLED}"))
    screen.print(Text(f"Next: thinkaloud questions verify {question_id} --packages {parent}", style="bold"))


@one_line(UnknownQuestion, PackageError, NoQuestionFolder, SettingsError)
def run(
    question_id: Annotated[str, typer.Argument(metavar="QUESTION", help="Id of a question.")],
    file: Annotated[Path, typer.Argument(help="A Python file with the solution.")],
    as_json: Json = False,
    visible: Annotated[
        bool, typer.Option("--visible", help="As Run does: own code and visible examples only.")
    ] = False,
    packages: Packages = None,
) -> None:
    """Judge a file by a question's checks. The exit code is 0 whatever the verdict."""
    from question_bank.suite import run_suite
    from server.calibrations import Calibrations

    bank = open_bank_saying(packages)
    question = bank.get(question_id)
    source = _source_of(file)
    purpose: Purpose = "run" if visible else "submit"
    settings, folder = load_settings(), bank.folder_of(question_id)
    with make_sandbox(settings) as sandbox:
        fitted = Calibrations(settings.calibrations_path).fit(question, folder, sandbox)
        report, measured = run_suite(fitted, folder, source, purpose, sandbox)
    if report.verdict is Verdict.RUNNER_FAULT:
        raise CannotDo(report.error or "The runner failed; this says nothing about the code.")
    if as_json:
        print_json({"question": question.id, "file": file.name, "report": report, "measured": measured})
        return
    screen.print(show_report(report))
    screen.print(Text(f"Verdict: {report.verdict.value.replace('_', ' ')}, in {measured.wall_ms / 1000:.1f} s", "bold"))
    if report.environment:
        screen.print(Text(f"Sandbox {report.sandbox}: {report.environment}", style="dim"))


def _source_of(file: Path) -> str:
    """Read a submission. Bytes that are no text stay in it: that is for the report to say."""
    source = read_file(file, _MAX_FILE_BYTES).decode("utf-8-sig", "surrogateescape")
    if file.suffix not in {".py", ""} and ending.unreadable(source) is None and not _parses(source):
        raise CannotDo(f"{file} is not a Python file.")
    return source


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _row(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "title": question.title,
        "kind": question.kind,
        "framework": question.framework,
        "topic": question.topic,
        "difficulty": question.difficulty,
        "minutes": question.minutes,
        "summary": question.summary,
    }
