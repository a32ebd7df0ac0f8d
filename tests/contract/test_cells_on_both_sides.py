"""Server and page split code into the same cells: both are held to one table, `cells.json`.

The page's side reads the same file in `web/tests/cells.test.ts`.
"""

import json
from pathlib import Path

import pytest

from transcripts.cells import cells_of

CASES = json.loads((Path(__file__).parent / "cells.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["holds"] for case in CASES])
def test_cells_are_those_of_the_table(case: dict[str, object]) -> None:
    found = [
        {"source": cell.source, "kind": cell.kind, "title": cell.title, "first_line": cell.first_line}
        for cell in cells_of(str(case["code"]))
    ]

    assert found == case["cells"]
