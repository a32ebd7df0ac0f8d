"""Plays a scenario through the websocket, as any client would, with the pauses cut short.

The server and the candidate share a `HurriedLoop`. Runs are real and take the time that they take.
"""

import asyncio
from typing import assert_never

from question_bank.package import Question
from server.client import SessionClient
from server.simulate.candidate import AskHint, Deed, Edit, End, MoveOn, Part, Run, Say, begin, deed_of, take_in
from server.simulate.hurried_loop import HurriedLoop
from server.simulate.scenario import Scenario

_STEP_SECONDS = 1.0
"""Time is put forward in steps of this, between which whatever became due happens."""
_BREATH_SECONDS = 0.002
"""For messages to arrive between two steps."""


async def play(client: SessionClient, scenario: Scenario, question: Question, *, seed: int) -> None:
    """Play a session that has just begun to its end. Raises ScenarioError, ClientError."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, HurriedLoop), "pauses are cut short by the loop"
    began_ms = loop.now_ms() - (client.welcome.now_ms if client.welcome is not None else 0)
    part, n_taken = begin(scenario, question, seed), 0
    while not client.ended:
        part, n_taken = _caught_up(part, client, n_taken)
        deed = deed_of(part)
        due_ms = None if deed is None else began_ms + deed.due_ms
        while client.last_seq == n_taken and (due_ms is None or loop.now_ms() < due_ms):
            await _let_time_pass(loop, due_ms)
        if deed is not None and client.last_seq == n_taken:
            await _do(client, deed)


def _caught_up(part: Part, client: SessionClient, n_taken: int) -> tuple[Part, int]:
    for envelope in client.log[n_taken:]:
        part = take_in(part, envelope)
    return part, client.last_seq


async def _let_time_pass(loop: HurriedLoop, until_ms: int | None) -> None:
    left = _STEP_SECONDS if until_ms is None else (until_ms - loop.now_ms()) / 1000
    loop.put_forward(min(_STEP_SECONDS, left))
    await asyncio.sleep(_BREATH_SECONDS)


async def _do(client: SessionClient, deed: Deed) -> None:
    match deed:
        case Say(text=text):
            await client.say(text)
        case Edit(code=code):
            await client.write(code)
        case Run(purpose=purpose):
            await client.run(purpose)
        case AskHint():
            await client.hint()
        case MoveOn():
            await client.move_on()
        case End():
            await client.end()
        case _:
            assert_never(deed)
