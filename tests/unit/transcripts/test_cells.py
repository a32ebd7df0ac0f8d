"""Code is split into cells at its `# %%` lines, and nothing of it is lost."""

from transcripts.cells import cells_of


def test_code_without_a_marker_is_one_cell() -> None:
    (cell,) = cells_of("x = 1\nprint(x)\n")

    assert cell.source == "x = 1\nprint(x)\n"
    assert (cell.kind, cell.title, cell.first_line) == ("code", "", 1)


def test_blank_code_has_no_cell() -> None:
    assert cells_of("\n  \n") == ()


def test_what_stands_before_the_first_marker_is_a_cell() -> None:
    head, first = cells_of("import numpy as np\n# %% load\nx = 1\n")

    assert head.source == "import numpy as np"
    assert (first.title, first.first_line, first.source) == ("load", 3, "x = 1\n")


def test_a_markdown_cell_is_told_apart() -> None:
    (cell,) = cells_of("# %% [markdown] What I see\n# The classes are unbalanced.\n")

    assert (cell.kind, cell.title) == ("markdown", "What I see")


def test_an_empty_cell_keeps_its_place() -> None:
    first, second = cells_of("# %%\n# %%\ny = 2")

    assert first.source == ""
    assert second.first_line == 3


def test_a_cell_magic_is_no_marker() -> None:
    (cell,) = cells_of("x = 1\n# %%time\ny = 2\n")

    assert "%%time" in cell.source
