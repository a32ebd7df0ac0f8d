"""Notebook files: what goes out is a notebook that Jupyter's own library accepts, what comes in is a stranger's."""

import json
import warnings

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runner.report import CellReport, Figure, Measured, ShownTable, Verdict, Warned
from server.ipynb import MAX_CELLS, MAX_NOTEBOOK_BYTES, BadNotebook, notebook_from_log, percent_from_notebook
from server.ledger import MAX_CODE_BYTES
from tests.transcript_samples import make_started, seal_log
from transcripts.cells import cells_of
from transcripts.changes import replace_all
from transcripts.events import CellRan, CellRequested, CodeEdited

MEASURED = Measured(wall_ms=1)


class Session:
    """A log in the making."""

    def __init__(self) -> None:
        self.code = ""
        self.events: list[object] = [make_started()]

    def write(self, code: str) -> None:
        self.events.append(CodeEdited(changes=replace_all(self.code, code), client_id="c"))
        self.code = code

    def run(self, cell: int, **report: object) -> None:
        self.events.append(CellRequested(cell=cell))
        made = CellReport(**{"verdict": Verdict.PASSED, **report})
        self.events.append(CellRan(requested_seq=len(self.events), report=made, measured=MEASURED))

    def notebook(self) -> nbformat.NotebookNode:
        log = [sealed.envelope for sealed in seal_log("s", *self.events)]
        notebook = nbformat.reads(notebook_from_log(log, "").decode(), as_version=4)
        nbformat.validate(notebook)
        return notebook


def made_of(*cells: tuple[str, object], version: int = 4) -> bytes:
    listed = [{"cell_type": kind, "metadata": {}, "source": source} for kind, source in cells]
    return json.dumps({"nbformat": version, "nbformat_minor": 5, "metadata": {}, "cells": listed}).encode()


def test_each_cell_goes_out_with_what_it_showed():
    session = Session()
    session.write("import a\n# %% [markdown] head\n# # Title\n# words\n\n# %% load\nx\n\n# %%\nfails()\n")
    table = ShownTable(("<b>",), ("int64",), ("0",), (("<script>",),), 1, 1)
    session.run(
        2, stdout="out\n", stderr="err\n", result="5", tables=(table,), figures=(Figure("t", b"\x89PNG", 1, 1),),
        warnings=(Warned("UserWarning", "hm", 3),),
    )  # fmt: skip
    session.run(3, verdict=Verdict.ERROR, error="Traceback ...\nValueError: no: way")
    first, text, load, fails = session.notebook().cells
    assert (first.source, first.outputs, first.execution_count) == ("import a", [], None)
    assert (text.cell_type, text.source, text.metadata["title"]) == ("markdown", "# Title\nwords", "head")
    assert load.execution_count == 1
    kinds = [(output.output_type, output.get("name")) for output in load.outputs]
    assert kinds == [
        ("stream", "stdout"), ("stream", "stderr"), ("display_data", None), ("display_data", None),
        ("execute_result", None),
    ]  # fmt: skip
    assert load.outputs[1].text == "err\nUserWarning: hm\n"
    assert "&lt;script&gt;" in load.outputs[2].data["text/html"]
    assert "<script>" not in load.outputs[2].data["text/html"]
    assert load.outputs[3].data["image/png"] == "iVBORw=="
    assert load.outputs[4].data["text/plain"] == "5"
    assert (fails.outputs[0].ename, fails.outputs[0].evalue) == ("ValueError", "no: way")


def test_only_cells_that_are_as_they_ran_have_outputs():
    session = Session()
    session.write("# %%\na\n# %%\nb\n# %%\nc\n")
    for cell in range(3):
        session.run(cell, result=f"r{cell}")
    session.run(0, result="again")
    session.write("# %%\nnew\n# %%\na\n# %%\nchanged\n# %%\nc\n# %%\na\n")
    outputs = [[output.data["text/plain"] for output in cell.outputs] for cell in session.notebook().cells]
    assert outputs == [[], ["again"], [], ["r2"], []]
    assert session.notebook().cells[1].execution_count == 4


def test_the_same_log_gives_the_same_bytes():
    session = Session()
    session.write("# %%\na\n# %%\nb\n")
    log = [sealed.envelope for sealed in seal_log("s", *session.events)]
    assert notebook_from_log(log, "") == notebook_from_log(log, "")


def test_what_went_out_comes_back_the_same():
    code = "# %% [markdown]\n# # Title\n#\n# words\n\n# %%\nx = 1\n\n\ndef f():\n    return x\n\n# %%\nf()\n"
    session = Session()
    session.write(code)
    log = [sealed.envelope for sealed in seal_log("s", *session.events)]
    back = cells_of(percent_from_notebook(notebook_from_log(log, "")))
    assert [(cell.kind, cell.source.rstrip()) for cell in back] == [
        (cell.kind, cell.source.rstrip()) for cell in cells_of(code)
    ]


def test_lines_that_only_jupyter_knows_come_in_as_comments():
    text = percent_from_notebook(made_of(("code", "%matplotlib inline\n!pip install x\nx = 1"), ("code", "%%bash\nls")))
    assert "\n# %matplotlib inline\n# !pip install x\nx = 1\n" in text
    compile(text, "solution.py", "exec")


def test_outputs_metadata_and_attachments_stay_outside():
    cell = {
        "cell_type": "code", "source": ["x = 1\n", "y = 2"], "metadata": {"tags": ["a\n# %% b"], "title": "t\n# %%"},
        "outputs": [{"output_type": "stream", "text": "secret"}], "execution_count": 3,
    }  # fmt: skip
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 2,
        "metadata": {"jupytext": {"text_representation": {}}},
        "cells": [cell],
    }
    assert percent_from_notebook(json.dumps(notebook).encode()) == "# %%\nx = 1\ny = 2\n"


def test_an_old_notebook_is_brought_up_to_date():
    cells = [{"cell_type": "code", "input": "a = 1", "outputs": [], "language": "python", "metadata": {}}]
    notebook = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells, "metadata": {}}]}
    assert percent_from_notebook(json.dumps(notebook).encode()) == "# %%\na = 1\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"x = 1\n",
        b"null",
        b"[]",
        b"{}",
        b"[" * 200_000,
        b'{"nbformat": 4}',
        b'{"nbformat": 4, "cells": 5}',
        b'{"nbformat": 4, "cells": {"a": 1}}',
        b'{"nbformat": 4, "cells": []}',
        b'{"nbformat": 4, "cells": [5]}',
        b'{"nbformat": 99, "cells": []}',
        b'{"nbformat": "four", "cells": []}',
        b'{"nbformat": 3, "worksheets": null}',
        b'{"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [{"cell_type": "x"}]}]}',
        made_of(("code", 5)),
        made_of(("code", [5])),
        made_of(("spell", "x")),
        made_of(("code", "\ud800")),
        made_of(*[("code", "x")] * (MAX_CELLS + 1)),
        made_of(("code", "x" * (MAX_CODE_BYTES + 1))),
        b" " * (MAX_NOTEBOOK_BYTES + 1),
    ],
    ids=lambda data: repr(data[:40]),
)
def test_what_is_no_notebook_is_one_line_of_error(data: bytes):
    with pytest.raises(BadNotebook) as caught:
        percent_from_notebook(data)
    assert "\n" not in str(caught.value)


SOURCES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["# %% a\nx", "%%html\n<b>", "'''\n# %%\n'''", '"""', "#", "\\", "\r\n", "x?", "%time x", "\n\n"]
)


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.tuples(st.sampled_from(["code", "markdown", "raw"]), SOURCES), min_size=1, max_size=5))
def test_any_text_of_cells_comes_in_as_cells(cells):
    with warnings.catch_warnings():
        # What a cell's text makes Python's own parser warn of is not ours.
        warnings.simplefilter("ignore", SyntaxWarning)
        text = percent_from_notebook(made_of(*cells))
    assert len(cells_of(text)) >= len(cells)
