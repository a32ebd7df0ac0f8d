"""Writes every file that is made from the code: schemas, TypeScript types, reference pages, the grading guide.

`python scripts/generate.py` writes what has changed and names it; `--check` writes nothing and exits with 1 when
something is not current. The types need npm and the page's packages; without them they are left as they are.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from agent.phases import draw_mermaid, draw_table  # noqa: E402
from question_bank import schema as question_schema  # noqa: E402
from question_bank.load import builtin_folder, load_bank  # noqa: E402
from rubric.explain import grading_markdown  # noqa: E402
from scripts.bank_page import questions_markdown  # noqa: E402
from scripts.behaviour_page import behaviour_markdown  # noqa: E402
from scripts.personas_page import personas_markdown  # noqa: E402
from scripts.reference import command_line_markdown, events_markdown, settings_markdown  # noqa: E402
from server import schema as protocol_schema  # noqa: E402

PHASES_PAGE = "docs/design/interviewer.md"


def generated() -> Mapping[Path, str]:
    """Give each file with the text that it should have, TypeScript apart."""
    reference = ROOT / "docs" / "reference"
    return {
        ROOT / protocol_schema.SCHEMA_PATH: protocol_schema.schema_text(),
        question_schema.schema_path(): question_schema.schema_text(),
        ROOT / "docs" / "how-you-are-graded.md": grading_markdown(),
        ROOT / "docs" / "how-the-interviewer-behaves.md": behaviour_markdown(),
        ROOT / PHASES_PAGE: _with_phases((ROOT / PHASES_PAGE).read_text(encoding="utf-8")),
        reference / "settings.md": settings_markdown(),
        reference / "events.md": events_markdown(),
        reference / "command-line.md": command_line_markdown(),
        reference / "simulated-candidates.md": personas_markdown(),
        reference / "questions.md": questions_markdown(load_bank(builtin_folder()).all()),
    }


def stale() -> list[Path]:
    """List the files that do not hold what they should."""
    return [path for path, text in generated().items() if not path.is_file() or path.read_text("utf-8") != text]


def write_types() -> bool:
    """Write the page's TypeScript types; False when npm or the page's packages are missing."""
    npm = shutil.which("npm")
    if npm is None or not (ROOT / "web" / "node_modules").is_dir():
        return False
    subprocess.run([npm, "run", "--silent", "types"], cwd=ROOT / "web", check=True, stdout=subprocess.DEVNULL)
    return True


def _with_phases(page: str) -> str:
    """Put the drawing and the table of phases where the page has them."""
    page = re.sub(r"stateDiagram-v2\n.*?(?=\n```)", lambda _: draw_mermaid(), page, count=1, flags=re.DOTALL)
    return re.sub(r"\| from \| to \| when \|\n(?:\|.*\|\n?)*", lambda _: draw_table() + "\n", page, count=1)


def main(words: list[str]) -> int:
    """Write or check; give the exit code."""
    changed = stale()
    if words == ["--check"]:
        for path in changed:
            print(f"not current: {path.relative_to(ROOT)}")
        return 1 if changed else 0
    texts = generated()
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    if not write_types():
        print("left web/src/wire/generated.ts as it is: npm or web/node_modules is missing")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
