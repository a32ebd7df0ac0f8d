"""Measures the interviewer with simulated candidates and writes what came out to a page of the docs.

    python scripts/interviewer_quality.py             three questions of each kind, as the tests do, and the page
    python scripts/interviewer_quality.py --each 9    more of them
    python scripts/interviewer_quality.py --replays 1000    only replays so many sessions, on all questions in turn

Takes about a quarter of a second of a processor for each session.
"""

import argparse
import sys
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from agent.drive import replay  # noqa: E402
from question_bank.load import load_bank  # noqa: E402
from question_bank.package import Question  # noqa: E402
from server.simulate.in_memory import play  # noqa: E402
from server.simulate.scenario import persona, persona_ids  # noqa: E402
from server.simulate.survey import (  # noqa: E402
    Survey,
    sittings,
    some_of_each_kind,
    survey_of,
    table_by_check,
    table_by_persona,
)
from transcripts.chain import verify_chain  # noqa: E402

PAGE = ROOT / "docs" / "interviewer-quality.md"
_TEXT = """\
# The interviewer by its checklist

{n_sessions} sessions: {n_personas} simulated candidates on {n_questions} questions, each session with a seed of its
own. In each, {n_checks} yes-or-no questions about the interviewer are answered by a program from the log; what a
candidate meant is known from the scenario, so the interviewer is not measured by its own understanding. The candidates
are by the same hands as the rules: people will find more. Written by `python scripts/interviewer_quality.py`.

Of the answers that apply, **{share:.1%}** are yes. Places where a secret got out: **{n_leaks}**. Sessions whose turns
come out the same when every decision is made again: **{n_same} of {n_sessions}**.

## By candidate

{by_persona}

## By question of the checklist

{by_check}

## Every no

{faults}
Questions: {questions}.
"""


def main(words: list[str]) -> int:
    """Measure; give the exit code: 1 when a secret got out or a session did not replay."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=3, help="Questions of each kind. Default: 3.")
    parser.add_argument("--replays", type=int, default=0, help="Only replay so many sessions; write nothing.")
    given = parser.parse_args(words)
    bank = tuple(load_bank().all())
    return _replays(bank, given.replays) if given.replays else _survey(some_of_each_kind(bank, given.each))


def _survey(questions: tuple[Question, ...]) -> int:
    survey = survey_of(tuple(sittings([persona(name) for name in persona_ids()], questions)))
    PAGE.write_text(_page(survey, questions), encoding="utf-8")
    print(f"{survey.n_sessions} sessions, share of yes {survey.share:.4f}, {len(survey.leaks)} leaks")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 1 if survey.leaks else 0


def _page(survey: Survey, questions: tuple[Question, ...]) -> str:
    faults = "".join(
        f"- {sitting}: `{check}`, events {', '.join(map(str, seqs))}\n" for check, sitting, seqs in survey.faults
    )
    return _TEXT.format(
        n_sessions=survey.n_sessions,
        n_personas=len(survey.by_persona),
        n_questions=len(questions),
        n_checks=len(survey.by_check),
        share=survey.share,
        n_leaks=len(survey.leaks),
        n_same=survey.by_check["would_decide_the_same"]["yes"],
        by_persona=table_by_persona(survey),
        by_check=table_by_check(survey),
        faults=faults or "None.\n",
        questions=", ".join(question.id for question in questions),
    )


def _replays(bank: tuple[Question, ...], n_wanted: int) -> int:
    """Play so many sessions, each with a seed of its own, and make every decision in them again."""
    begun = time.monotonic()
    n_events = n_different = 0
    pairs = ((question, name) for _ in range(n_wanted) for question in bank for name in persona_ids())
    for seed, (question, name) in enumerate(islice(pairs, n_wanted), start=1):
        log = play(persona(name), question, seed=seed)
        verify_chain(log)
        n_events += len(log)
        divergences = replay(question, log)
        if divergences:
            n_different += 1
            print(f"differs: {name} on {question.id}, seed {seed}: {divergences[0]}")
    seconds = time.monotonic() - begun
    print(f"{n_wanted} sessions, {n_events} events, {n_different} replayed differently, {seconds:.0f} s")
    return 1 if n_different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
