"""How long grading takes: one session at a time, and a folder of them over all cores.

The sessions are the written ones of `tests/labelled`, of 10 to 45 minutes. CPU time of grading a session is set against
that of deciding all the interviewer's turns of it anew; the folder against the same work in one process. `--copies`
makes the folder larger.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from agent.drive import replay
from question_bank.load import load_bank
from rubric.printed_page import debrief_to_html
from rubric.score import score
from server.rescoring import rescore
from tests.labelled.written import FOLDER, names, read_written, recorded


def main() -> None:
    """Print percentiles in milliseconds of CPU time, ratios, and sessions a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=20)
    chosen = parser.parse_args()
    bank = load_bank()
    grading: list[float] = []
    deciding: list[float] = []
    page: list[float] = []
    for name in names():
        question = bank.get(read_written(name).question)
        log = recorded(name)
        envelopes = tuple(line.envelope for line in log)
        score(envelopes, question, transcript_sha256="0" * 64)  # what is kept for the question is made once
        start = time.process_time()
        debrief = score(envelopes, question, transcript_sha256="0" * 64)
        graded = time.process_time()
        replay(question, log)
        decided = time.process_time()
        debrief_to_html(debrief)
        grading.append(1000 * (graded - start))
        deciding.append(1000 * (decided - graded))
        page.append(1000 * (time.process_time() - decided))
    for what, times in (("grading", grading), ("deciding all turns", deciding), ("writing the page", page)):
        print(f"{what:20} n {len(times)}  " + "  ".join(f"p{p} {_at(times, p):.1f} ms" for p in (50, 90, 100)))
    print(f"grading / deciding all turns, sum: {sum(grading) / sum(deciding):.2f}")
    with tempfile.TemporaryDirectory() as folder:
        files = _copies(Path(folder), chosen.copies)
        alone, together = (_seconds(files, n) for n in (1, os.cpu_count() or 1))
        print(f"folder of {len(files)}: {len(files) / alone:.0f} a second in one process;")
        print(f"on {os.cpu_count()} cores {alone / together:.2f} times that, starting the processes included")


def _at(times: Sequence[float], percent: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def _copies(folder: Path, n_copies: int) -> list[Path]:
    files = []
    for name in names():
        for n in range(n_copies):
            files.append(folder / f"{name}-{n}.jsonl")
            shutil.copy(FOLDER / f"{name}.jsonl", files[-1])
    return files


def _seconds(files: Sequence[Path], n_processes: int) -> float:
    start = time.monotonic()
    assert all(not one.problem for one in rescore(files, kept_in=None, n_processes=n_processes))
    return time.monotonic() - start


if __name__ == "__main__":
    main()
