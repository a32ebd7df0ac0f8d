"""`thinkaloud sessions ...`, `replay` and `debrief`: what happened, from the store or from a file."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from question_bank.package import Question
from question_bank.problem import PackageError, UnknownQuestion
from server.cli_screen import (
    WIDEST_PROSE,
    CannotDo,
    command_group,
    errors,
    harmless,
    one_line,
    print_json,
    read_file,
    screen,
)
from server.cli_turns import clock, prose, show_event, show_reason
from server.clock import utc_now
from server.debriefs import LogDoesNotFit, debrief_from_log
from server.ipynb import notebook_from_log
from server.settings import SettingsError, load_settings
from server.wiring import NoQuestionFolder, open_bank, open_comments, open_store
from transcripts.archive import ArchiveError, archive_from_log, import_archive, log_from_archive
from transcripts.chain import BrokenChain
from transcripts.changes import BadChanges
from transcripts.comments import CommentError, CommentStore
from transcripts.comments_file import (
    MAX_FILE_BYTES,
    CommentsFileError,
    comments_from_file,
    comments_to_file,
    stamp,
)
from transcripts.envelope import Head, Sealed
from transcripts.events import InterviewerSaid, PhaseChanged, SessionStarted
from transcripts.store import EventStore, StoreError

app = command_group("Your sessions.")

_Result = TypeVar("_Result")
Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
File = Annotated[Path | None, typer.Argument(help="An exported session (JSONL).")]
Session = Annotated[str | None, typer.Option("--session", help="A session of the store instead of a file.")]
_PROBLEMS = (
    ArchiveError,
    BadChanges,
    BrokenChain,
    CommentError,
    CommentsFileError,
    StoreError,
    SettingsError,
    UnknownQuestion,
    PackageError,
    LogDoesNotFit,
    NoQuestionFolder,
)


@app.command("list")
@one_line(*_PROBLEMS)
def list_sessions(as_json: Json = False) -> None:
    """List the sessions in the store, newest first."""
    from server.listing import summaries_of

    rows = summaries_of(_with_store(lambda store: store.sessions()))
    if as_json:
        print_json([row.model_dump() for row in rows])
        return
    if not rows:
        screen.print(Text("No sessions yet. Start one: thinkaloud interview QUESTION, or thinkaloud serve."))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "question", "started", "time", "ended"):
        table.add_column(column, no_wrap=True)
    for row in rows:
        ended = (row.ending or "open").replace("_", " ")
        table.add_row(row.id, row.question_id, row.started_at[:16].replace("T", " "), clock(row.duration_ms), ended)
    screen.print(table)


@app.command("export")
@one_line(*_PROBLEMS)
def export_session(
    session_id: str,
    file: Annotated[Path | None, typer.Argument(help="Where to write; `-` or nothing means standard output.")] = None,
) -> None:
    """Write a session as JSON lines: the whole log, hash chain included."""
    _write(archive_from_log(_log_from_store(session_id)), file)


def _write(content: bytes, file: Path | None) -> None:
    if file is None or str(file) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        file.write_bytes(content)
    except OSError as problem:
        raise CannotDo(f"{file} cannot be written: {problem.strerror}.") from problem


@app.command("notebook")
@one_line(*_PROBLEMS)
def export_notebook(
    session_id: str,
    file: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; `-` or nothing means standard output.")
    ] = None,
) -> None:
    """Write a session's code as a Jupyter notebook (.ipynb), with what its cells last showed."""
    log = _log_from_store(session_id)
    question, _ = _question_of(log)
    _write(notebook_from_log([sealed.envelope for sealed in log], question.starter), file)


@app.command("import")
@one_line(*_PROBLEMS)
def import_session(file: Path) -> None:
    """Take a session from a file into the store, after checking its chain."""
    imported = _with_store(lambda store: import_archive(store, read_file(file)))
    there = "was already there, unchanged" if imported.already_there else f"taken in, {imported.n_lines} events"
    screen.print(Text(f"Session {imported.session_id}: {there}."))


@app.command("comments")
@one_line(*_PROBLEMS)
def show_comments(
    session_id: str,
    file: Annotated[
        Path | None, typer.Option("--import", help="First take in a file of comments, each once.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as the file that --import takes.")] = False,
) -> None:
    """Show what was written beside moments of a session; take in such comments from a file."""
    log = _log_from_store(session_id)
    head = Head(session_id=session_id).after(log[-1])
    if file is not None:
        taken_in = comments_from_file(read_file(file, MAX_FILE_BYTES), head, stamp(utc_now()))
        n_new = _with_comments(lambda store: store.add(session_id, taken_in))
        errors.print(Text(f"{n_new} of {len(taken_in)} comments in {file} were new."))
    comments = _with_comments(lambda store: store.read(session_id))
    if as_json:
        sys.stdout.write(comments_to_file(head, comments).decode())
        return
    if not comments:
        screen.print(Text("No comments yet."))
    for comment in comments:
        author, day = harmless(comment.author), comment.made_at[:10]
        edited = ", edited" if comment.changed_at else ""
        when = clock(log[comment.seq - 1].envelope.at_ms)
        screen.print(Text.assemble((f"{when}  {author}", "bold"), f"  event {comment.seq}, {day}{edited}"))
        screen.print(Padding(Text(harmless(comment.text)), (0, 0, 1, 7)))


@one_line(*_PROBLEMS)
def replay(
    file: File = None,
    session: Session = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Compute each of the interviewer's turns again and compare.")
    ] = False,
    as_json: Json = False,
    reasons: Annotated[bool, typer.Option("--reasons", help="Show why the interviewer said each thing.")] = False,
) -> None:
    """Show a session turn by turn, or verify that its turns come out the same again."""
    log = _log(file, session)
    if verify:
        _verify(log, as_json=as_json)
        return
    if as_json:
        print_json([sealed.envelope for sealed in log])
        return
    for sealed in log:
        if (shown := show_event(sealed.envelope)) is not None:
            screen.print(shown)
        match sealed.envelope.event:
            case InterviewerSaid(reason=reason) | PhaseChanged(reason=reason) if reasons:
                screen.print(show_reason(reason))
            case _:
                pass


def _verify(log: tuple[Sealed, ...], *, as_json: bool) -> None:
    from agent.drive import replay as replay_turns

    question, is_same = _question_of(log)
    divergences = replay_turns(question, log)
    if as_json:
        print_json(
            {
                "session_id": log[0].envelope.session_id,
                "events": len(log),
                "head_sha256": log[-1].sha256,
                "question_unchanged": is_same,
                "identical": not divergences,
                "divergences": divergences,
            }
        )
        return
    screen.print(Text(f"Chain intact: {len(log)} events, head {log[-1].sha256[:16]}."))
    if not is_same:
        screen.print(Text("The question has changed since this session, so turns may differ.", style="yellow"))
    if not divergences:
        screen.print(Text("The interviewer's turns are identical."))
    for divergence in divergences:
        screen.print(Text(str(divergence), style="red"))


@one_line(*_PROBLEMS)
def debrief(
    file: File = None,
    session: Session = None,
    as_json: Json = False,
    as_markdown: Annotated[bool, typer.Option("--md", help="Print Markdown.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="Print a page that needs no other file.")] = False,
) -> None:
    """Grade a session: the same log gives the same debrief, byte for byte."""
    from rubric.debrief import debrief_to_json
    from rubric.markdown import debrief_to_markdown
    from rubric.printed_page import debrief_to_html

    if as_json + as_markdown + as_html > 1:
        raise CannotDo("Choose one of --json, --md and --html.")

    log = _log(file, session)
    question, _ = _question_of(log)
    graded = debrief_from_log(log, question)
    if as_json:
        sys.stdout.write(debrief_to_json(graded).decode() + "\n")
    elif as_markdown:
        sys.stdout.write(debrief_to_markdown(graded))
    elif as_html:
        sys.stdout.write(debrief_to_html(graded))
    else:
        screen.print(prose(debrief_to_markdown(graded)), width=min(screen.width, WIDEST_PROSE))


def _question_of(log: tuple[Sealed, ...]) -> tuple[Question, bool]:
    started = log[0].envelope.event
    assert isinstance(started, SessionStarted), "the archive's reader and the server both begin with it"
    question = open_bank(load_settings()).get(started.question_id)
    return question, question.sha256 == started.question_sha256


def _log(file: Path | None, session: str | None) -> tuple[Sealed, ...]:
    if (file is None) == (session is None):
        raise CannotDo("Name a file, or a session of the store (--session ID), and not both.")
    if file is not None:
        return log_from_archive(read_file(file))
    assert session is not None
    return _log_from_store(session)


def _log_from_store(session_id: str) -> tuple[Sealed, ...]:
    log = _with_store(lambda store: store.read(session_id))
    if not log:
        raise CannotDo(f"There is no session {session_id!r}. `thinkaloud sessions list` shows all.")
    return log


def _with_comments(work: Callable[[CommentStore], Awaitable[_Result]]) -> _Result:
    async def in_loop() -> _Result:
        store = open_comments(load_settings())
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(in_loop())


def _with_store(work: Callable[[EventStore], Awaitable[_Result]]) -> _Result:
    async def in_loop() -> _Result:
        store = await open_store(load_settings())
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(in_loop())
