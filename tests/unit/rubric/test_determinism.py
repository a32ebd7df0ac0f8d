"""The same log gives the same bytes in another process with another hash seed."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import conftest, msgspec
from question_bank.package import Question
from rubric.debrief import debrief_to_json
from rubric.score import score
question = msgspec.convert(conftest.QUESTION, Question)
digest = hashlib.sha256()
for play in conftest.CAST.values():
    digest.update(debrief_to_json(score(play(conftest.Script(question)).log, question, transcript_sha256="x")))
print(digest.hexdigest())
"""


def digest(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(HERE.parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(HERE)], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_hash_seeds_change_nothing():
    assert digest("1") == digest("2") == digest("3")
