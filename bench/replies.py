"""How long the interviewer takes to answer words, from the appended event to the appended answer, without a model.

Through the real store (SQLite, durable), the real session actor and the real socket on loopback; every question's own
ways to ask are asked. Beside it the same answers computed without store and socket, and the ratio of both. `--seconds`
bounds how long it asks.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from agent.drive import advance
from agent.machine import begin
from question_bank.load import load_bank
from question_bank.package import Question
from server.client import ServerAddress, SessionClient, create_session
from server.serve import served
from server.settings import Settings
from transcripts.envelope import Envelope, Head
from transcripts.events import CandidateSaid, InterviewerSaid, SessionStarted

LONGEST_SECONDS = 2.0


def main() -> None:
    """Print percentiles in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--questions", type=int, default=12)
    chosen = parser.parse_args()
    bank = load_bank().all()
    questions = list(bank[:: max(1, len(bank) // chosen.questions)])
    alone = sorted(one for question in questions for one in pure(question))
    whole = sorted(asyncio.run(asked(questions, chosen.seconds)))
    for name, times in (("interviewer alone", alone), ("stored and sent", whole)):
        print(f"{name:18} n {len(times):5}  " + "  ".join(f"p{p} {at(times, p):.1f} ms" for p in (50, 90, 99, 100)))
    print(f"stored and sent / interviewer alone, p50: {at(whole, 50) / at(alone, 50):.1f}")


def at(times: list[float], percent: int) -> float:
    """Give a percentile."""
    return times[min(len(times) - 1, len(times) * percent // 100)]


def pure(question: Question) -> list[float]:
    """Time the decisions alone, in milliseconds."""
    state, head, times = begin(question), Head(session_id="bench"), list[float]()
    started = SessionStarted(
        question_id=question.id, question_title=question.title, question_sha256="", kind=question.kind,
        length_minutes=60, seed=1, started_at="2026-01-01T00:00:00Z", product_version="0",
    )  # fmt: skip
    done = advance(state, head, started, actor="server", at_ms=0)
    for n, words in enumerate(asks(question)):
        event = CandidateSaid(text=words)
        began = time.perf_counter()
        done = advance(done.state, done.head, event, actor="candidate", at_ms=1000 * n)
        times.append(1000 * (time.perf_counter() - began))
    return times


async def asked(questions: list[Question], seconds: float) -> list[float]:
    """Time the answers over the socket by the log's own order: from `candidate_said` to the turn that answers it."""
    times, until = list[float](), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        async with served(Settings(data_folder=Path(folder), port=0)) as address:
            for question in questions:
                times += await asked_one(address, question, until)
    return times


async def asked_one(address: ServerAddress, question: Question, until: float) -> list[float]:
    """Ask one question's facts in an interview of its own."""
    times = list[float]()
    session_id = await create_session(address, question.id, 60)
    async with SessionClient.open(address, session_id, question.starter) as client:
        await client.until(lambda: client.log)
        for words in asks(question):
            if time.monotonic() > until:
                break
            began = time.perf_counter()
            seq = await client.say(words)
            try:
                async with asyncio.timeout(LONGEST_SECONDS):
                    await client.until(lambda at=seq: any(answers(one, at) for one in client.log))
            except TimeoutError:
                # To some words the interviewer has nothing to say; that is for the tests to judge.
                continue
            times.append(1000 * (time.perf_counter() - began))
    return times


def asks(question: Question) -> list[str]:
    """List all ways in which a question's facts are asked for, the first of each fact first."""
    longest = max(len(fact.asks) for fact in question.facts)
    return [fact.asks[n] for n in range(longest) for fact in question.facts if n < len(fact.asks)]


def answers(envelope: Envelope, seq: int) -> bool:
    """Say whether a line is a turn after the words at `seq`."""
    return envelope.seq > seq and isinstance(envelope.event, InterviewerSaid)


if __name__ == "__main__":
    main()
