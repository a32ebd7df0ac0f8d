"""Notebooks as files of Jupyter: a session's code with what its cells last showed, and the way back to percent text.

A file that comes in is a stranger's: it is capped, only the text of its cells is used, and what is wrong with it is one
error. Must not know sessions' stores or HTTP.
"""

import base64
import html
import json
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from runner.report import CellReport, Figure, ShownTable
from server.ledger import MAX_CODE_BYTES
from transcripts.cells import Cell, cells_of
from transcripts.changes import apply_changes
from transcripts.envelope import Envelope
from transcripts.events import CellRan, CellRequested, CodeEdited

Node = Any
"""A part of a notebook: a dict whose items are attributes as well."""

MAX_NOTEBOOK_BYTES = 24 * 1024 * 1024
"""With the pictures in it; they are left out when it is taken in."""
MAX_CELLS = 2_000
_VERSION = 4
"""Of the format; older ones are brought up to it."""
_PNG_OF_A_FIGURE = "image/png"
_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"}
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


class BadNotebook(ValueError):
    """A file that is not a notebook that can be taken in."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"This notebook cannot be taken in: {problem}.")


class NotebookTooLarge(BadNotebook):
    """It has more bytes, or more code, than is taken."""


_Place = tuple[int, str]
"""Position of a cell, and its source."""


class _Shown(Struct, frozen=True):
    """What a cell showed when it last ran, as the n-th cell of all that ran."""

    report: CellReport
    count: int


def notebook_from_log(log: Sequence[Envelope], starter: str) -> bytes:
    """Make a notebook of the code as it stands, each cell with the outputs of its last run, if it is unchanged since.

    Raises BadChanges when an edit does not fit the code.
    """
    code, shown = _last_outputs(log, starter)
    from nbformat import v4, writes

    notebook = v4.new_notebook(metadata={"kernelspec": _KERNEL, "language_info": _LANGUAGE})
    for index, cell in enumerate(cells_of(code)):
        made = _markdown(cell) if cell.kind == "markdown" else _code(cell, shown.get(_place(index, cell)))
        # By its place, so that the same session gives the same bytes.
        made["id"] = f"cell-{index + 1}"
        if cell.title:
            made["metadata"]["title"] = cell.title
        notebook.cells.append(made)
    text: str = writes(notebook)
    return f"{text}\n".encode()


def percent_from_notebook(data: bytes) -> str:
    """Turn a notebook of any version into percent text, without outputs. Lines that only Jupyter knows are commented.

    Raises BadNotebook.
    """
    if len(data) > MAX_NOTEBOOK_BYTES:
        raise NotebookTooLarge(f"it has more than {MAX_NOTEBOOK_BYTES // 2**20} MiB")
    cells = _cells_read(data)
    if not cells:
        raise BadNotebook("it has no cells")
    import jupytext
    from nbformat import v4

    # A notebook of our own with nothing of the stranger's but the text of the cells.
    filters = {"notebook_metadata_filter": "-all", "cell_metadata_filter": "-all"}
    notebook = v4.new_notebook(metadata={"jupytext": filters})
    notebook.cells = [_new_cell(kind, source) for kind, source in cells]
    text: str = jupytext.writes(notebook, fmt="py:percent")
    n_bytes = len(text.encode())
    if n_bytes > MAX_CODE_BYTES:
        raise NotebookTooLarge(f"its code has {n_bytes:,} bytes, and {MAX_CODE_BYTES:,} are taken")
    return text


def _last_outputs(log: Sequence[Envelope], starter: str) -> tuple[str, dict[_Place, _Shown]]:
    """Give the code as it stands, and by place and source of its cells what they last showed."""
    code, count = starter, 0
    requested: dict[int, _Place] = {}
    shown: dict[_Place, _Shown] = {}
    for envelope in log:
        match envelope.event:
            case CodeEdited(changes=changes):
                code = apply_changes(code, changes)
            case CellRequested(cell=cell):
                requested[envelope.seq] = _place(cell, cells_of(code)[cell])
            case CellRan(requested_seq=seq, report=report) if seq in requested:
                count += 1
                shown[requested[seq]] = _Shown(report, count)
            case _:
                pass
    places = [_place(index, cell) for index, cell in enumerate(cells_of(code))]
    found = {place: shown.pop(place) for place in places if place in shown}
    for place in places:
        # One that was moved since is known by its text.
        moved = next((other for other in shown if other[1] == place[1]), None)
        if place not in found and moved is not None:
            found[place] = shown.pop(moved)
    return code, found


def _place(index: int, cell: Cell) -> _Place:
    # Blank lines at its end come and go with the cells around it.
    return index, cell.source.rstrip()


def _markdown(cell: Cell) -> Node:
    from nbformat import v4

    lines = cell.source.strip("\n").split("\n")
    if lines and lines[0] in ('"""', "'''") and lines[-1] == lines[0] and len(lines) > 1:
        lines = lines[1:-1]
    else:
        lines = [line.removeprefix("#").removeprefix(" ") for line in lines]
    return v4.new_markdown_cell("\n".join(lines))


def _code(cell: Cell, shown: _Shown | None) -> Node:
    from nbformat import v4

    made = v4.new_code_cell(cell.source.strip("\n"))
    if shown is not None:
        made["execution_count"] = shown.count
        made["outputs"] = list(_outputs(shown.report, shown.count))
    return made


def _outputs(report: CellReport, count: int) -> Iterator[Node]:
    from nbformat.v4 import new_output

    if report.stdout:
        yield new_output("stream", name="stdout", text=report.stdout)
    warnings = "".join(f"{one.category}: {one.message}\n" for one in report.warnings)
    if report.stderr or warnings:
        yield new_output("stream", name="stderr", text=report.stderr + warnings)
    for table in report.tables:
        yield new_output("display_data", data=_table_data(table))
    for figure in report.figures:
        yield new_output("display_data", data=_figure_data(figure))
    if report.result:
        yield new_output("execute_result", data={"text/plain": report.result}, execution_count=count)
    if report.error:
        name, _, message = report.error.rpartition("\n")[2].partition(": ")
        yield new_output("error", ename=name, evalue=message, traceback=report.error.split("\n"))


def _figure_data(figure: Figure) -> dict[str, str]:
    said = f"Figure: {figure.title}" if figure.title else "Figure"
    return {_PNG_OF_A_FIGURE: base64.b64encode(figure.png).decode(), "text/plain": said}


def _table_data(table: ShownTable) -> dict[str, str]:
    """Lay a table out as HTML and as text. Its cells are somebody's text: no markup of theirs gets through."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in ("", *table.columns))
    body = "".join(
        f"<tr><th>{html.escape(label)}</th>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>"
        for label, row in zip(table.index, table.rows, strict=True)
    )
    size = f"{table.n_rows:,} rows x {table.n_columns:,} columns"
    lines = ["\t".join(("", *table.columns))]
    lines += ["\t".join((label, *row)) for label, row in zip(table.index, table.rows, strict=True)]
    return {
        "text/html": f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{size}</p>",
        "text/plain": "\n".join([*lines, size]),
    }


def _cells_read(data: bytes) -> list[tuple[str, str]]:
    """Read kind and text of each cell. Raises BadNotebook."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadNotebook("it is not JSON in UTF-8, which .ipynb files are") from error
    if not isinstance(content, dict) or "nbformat" not in content:
        raise BadNotebook("it is JSON, but not a Jupyter notebook")
    try:
        cells = _version_four(content)["cells"]
        found = [_cell_read(cell) for cell in cells]
    except Exception as error:
        # Broad on purpose: what a stranger's file makes of the code that brings it up to date is not our fault.
        raise BadNotebook("its cells are not as those of a Jupyter notebook") from error
    if not isinstance(cells, list) or len(cells) > MAX_CELLS:
        raise NotebookTooLarge(f"it has more than {MAX_CELLS:,} cells")
    return found


def _version_four(content: dict[str, Any]) -> Any:
    if content["nbformat"] == _VERSION:
        return content
    from nbformat import convert, from_dict

    return convert(from_dict(content), _VERSION)


def _cell_read(cell: Any) -> tuple[str, str]:
    kind, source = cell["cell_type"], cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text.encode()
    if kind not in ("code", "markdown", "raw"):
        raise ValueError(kind)
    return kind, text


def _new_cell(kind: str, source: str) -> Node:
    from nbformat import v4

    return v4.new_code_cell(source) if kind == "code" else v4.new_markdown_cell(source)
