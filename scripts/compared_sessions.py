"""Plays the sessions that the page's tests compare: `python scripts/compared_sessions.py` writes them anew.

Two simulated candidates sit the same question, and a third another one. The page's tests read what the server answers
for them; `tests/contract/test_compared_sessions.py` says when it is no longer what the server would answer.
"""

import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from question_bank.load import Bank, builtin_folder, load_bank  # noqa: E402
from rubric.debrief import Debrief  # noqa: E402
from server.debriefs import debrief_from_log  # noqa: E402
from tests.acceptance.played_sessions import played  # noqa: E402

WRITTEN = ROOT / "tests" / "contract" / "compared_sessions.json"
SAT = (
    ("weak", "kmeans-lloyd", "2026-01-10T10:00:00Z"),
    ("strong", "kmeans-lloyd", "2026-01-20T10:00:00Z"),
    ("hint_seeker", "churn-prediction", "2026-01-21T10:00:00Z"),
)


class Compared(msgspec.Struct, frozen=True):
    """A session as the page gets it: its debrief, and the lines of its log."""

    debrief: Debrief
    envelopes: tuple[msgspec.Raw, ...]


def play_all(bank: Bank) -> dict[str, Compared]:
    """Play the sessions, by the name of who sat them."""
    sessions = {}
    for name, question_id, started_at in SAT:
        log = played(bank, name, question_id, name, started_at)
        debrief = debrief_from_log(log, bank.get(question_id))
        # What no comparison reads and would make the file large.
        slim = msgspec.structs.replace(debrief, signals=(), reference="", second_style="")
        sessions[name] = Compared(slim, tuple(msgspec.Raw(sealed.line) for sealed in log))
    return sessions


if __name__ == "__main__":
    WRITTEN.write_bytes(msgspec.json.encode(play_all(load_bank(builtin_folder()))) + b"\n")
    print(f"wrote {WRITTEN.relative_to(ROOT)}")
