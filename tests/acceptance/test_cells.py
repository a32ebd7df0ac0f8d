"""Notebook cells over a real socket, in a real sandbox: run, stop, restart, kill and resume, and out as a notebook."""

import asyncio
import json
import urllib.error
from pathlib import Path

import nbformat
import pytest

from agent.drive import replay
from question_bank.load import load_bank
from runner.report import Verdict
from server.client import ServerAddress, SessionClient, create_session, starter_code
from tests.acceptance.server_process import ServerProcess
from tests.acceptance.test_command_line import thinkaloud
from transcripts.archive import log_from_archive
from transcripts.events import CellRan, CellRequested, CellsEnded, SessionResumed

pytestmark = pytest.mark.sandbox
QUESTION_ID = "churn-prediction"
LOAD, ADD, SLEEP, LIST = 0, 1, 2, 3
CODE = """\
# %% load
import time
import pandas as pd
customers = pd.read_csv("customers.csv")
n = 1
customers.head(3)
# %%
n += 1
n
# %%
time.sleep(60)
# %%
import os
sorted(os.listdir(".")), os.path.exists("/work")
"""


async def stop(client: SessionClient, requested_seq: int) -> CellRan:
    await client.stop(requested_seq)
    return await client.until_event(CellRan, after_seq=requested_seq)


async def use_cells(server: ServerProcess) -> tuple[str, int]:
    """Run, stop, restart, and be killed in the middle of a cell; give the session and the number of that request."""
    address = ServerAddress(url=server.url, token=server.token)
    session_id = await create_session(address, QUESTION_ID, 30)
    async with SessionClient.open(address, session_id, await starter_code(address, QUESTION_ID)) as client:
        await client.write(CODE)
        loaded = (await client.run_cell(LOAD)).report
        assert (loaded.verdict, len(loaded.tables), loaded.tables[0].n_rows) == (Verdict.PASSED, 1, 3)
        assert [(await client.run_cell(ADD)).report.result for _ in range(2)] == ["2", "3"]
        only_what_is_given = (await client.run_cell(LIST)).report.result
        assert only_what_is_given == "(['customers.csv'], False)"
        requested = await client.request_cell(SLEEP)
        await asyncio.sleep(0.5)
        stopped = (await stop(client, requested)).report
        assert (stopped.interrupted, stopped.state_lost, stopped.error_line) == (True, False, 11)
        assert (await client.run_cell(ADD)).report.result == "4"
        assert (await client.restart_cells()).why == "restarted"
        assert "NameError" in (await client.run_cell(ADD)).report.error
        await client.run_cell(LOAD)
        requested = await client.request_cell(SLEEP)
        await asyncio.sleep(0.3)
        server.kill()
    return session_id, requested


async def go_on(server: ServerProcess, session_id: str, requested: int) -> None:
    address = ServerAddress(url=server.url, token=server.token)
    async with SessionClient.open(address, session_id, await starter_code(address, QUESTION_ID)) as client:
        await client.until_event(CellRan, after_seq=requested)
        resumed, ended, ran = [line.event for line in client.log if line.seq > requested][:3]
        assert isinstance(resumed, SessionResumed)
        assert ended == CellsEnded(why="server_restarted")
        assert (ran.requested_seq, ran.report.verdict, ran.report.state_lost) == (requested, Verdict.RUNNER_FAULT, True)
        assert "NameError" in (await client.run_cell(ADD)).report.error
        assert (await client.run_cell(LOAD)).report.verdict is Verdict.PASSED
        assert (await client.run_cell(ADD)).report.result == "2"
        await client.end()


def test_cells_from_the_first_to_a_kill_and_after(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        session_id, requested = asyncio.run(use_cells(server))
        server.start()
        asyncio.run(go_on(server, session_id, requested))
        exported = server.rest("GET", f"/api/sessions/{session_id}/notebook.ipynb")
        log = log_from_archive(server.rest("GET", f"/api/sessions/{session_id}/export"))
        assert replay(load_bank().get(QUESTION_ID), log) == ()
        assert server.stop() == 0
    notebook = nbformat.reads(exported.decode(), as_version=4)
    nbformat.validate(notebook)
    load, add, sleep, _ = notebook.cells[-4:]
    assert load.metadata["title"] == "load"
    assert "text/html" in load.outputs[0].data
    assert add.outputs[0].data["text/plain"] == "2"
    assert sleep.outputs[0].output_type == "error"
    said = thinkaloud("sessions", "notebook", session_id, "--output", "out.ipynb", data_folder=tmp_path, cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "out.ipynb").read_bytes() == exported


def test_when_notebooks_are_few_the_longest_idle_one_makes_room(tmp_path: Path) -> None:
    async def take_turns(server: ServerProcess) -> None:
        address = ServerAddress(url=server.url, token=server.token)
        starter = await starter_code(address, QUESTION_ID)
        ids = [await create_session(address, QUESTION_ID, 30) for _ in range(2)]
        async with (
            SessionClient.open(address, ids[0], starter) as first,
            SessionClient.open(address, ids[1], starter) as second,
        ):
            for client in (first, second):
                await client.write("x = 1\n# %%\nx\n")
            await first.run_cell(0)
            await second.run_cell(0)
            assert (await first.until_event(CellsEnded)).why == "crowded"
            assert "NameError" in (await first.run_cell(1)).report.error
            assert (await second.until_event(CellsEnded)).why == "crowded"
            assert not any(isinstance(line.event, CellsEnded) for line in first.log[-2:])

    with ServerProcess(tmp_path, notebooks="1") as server:
        asyncio.run(take_turns(server))


def test_an_idle_notebook_is_ended_and_said_so(tmp_path: Path) -> None:
    async def be_idle(server: ServerProcess) -> None:
        address = ServerAddress(url=server.url, token=server.token)
        starter = await starter_code(address, QUESTION_ID)
        session_id = await create_session(address, QUESTION_ID, 30)
        async with SessionClient.open(address, session_id, starter) as client:
            await client.write("x = 1\n# %%\nx\n")
            await client.run_cell(0)
            assert (await client.until_event(CellsEnded)).why == "idle"
            assert "NameError" in (await client.run_cell(1)).report.error

    with ServerProcess(tmp_path, notebook_idle_seconds="0.5") as server:
        asyncio.run(be_idle(server))


def test_a_notebook_file_is_taken_in_as_percent_text_or_refused_in_one_line(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "metadata": {}, "source": "%matplotlib inline\nx = 1", "outputs": []}]
    with ServerProcess(tmp_path) as server:
        given = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
        assert server.rest("POST", "/api/notebook/percent", given) == b"# %%\n# %matplotlib inline\nx = 1\n"
        with pytest.raises(urllib.error.HTTPError) as refused:
            server.rest("POST", "/api/notebook/percent", {"nbformat": 4, "cells": "none"})
        with refused.value as answer:
            assert (answer.code, json.loads(answer.read())["error"]["code"]) == (422, "bad_notebook")
        with pytest.raises(urllib.error.HTTPError) as unknown:
            server.rest("GET", "/api/sessions/nobody/notebook.ipynb")
        with unknown.value as answer:
            assert answer.code == 404


def test_the_terminal_lists_runs_and_restarts_cells(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    source = tmp_path / "eda.ipynb"
    made = nbformat.v4.new_notebook()
    made.cells = [nbformat.v4.new_code_cell("x = 20 + 1"), nbformat.v4.new_code_cell("print('seen', x * 2)\n1 / 0")]
    source.write_text(nbformat.writes(made))
    talk = "/cells\n/cell 99\n/cell 2\n/cell 3\n/restart\n/cell 3\n/quit\n"
    said = thinkaloud(
        "interview", QUESTION_ID, "--notebook", str(source), data_folder=tmp_path / "data", stdin=talk, cwd=work
    )
    assert said.returncode == 0, said.stderr
    assert "x = 20 + 1" in said.stdout
    assert "Name a cell by its number, 1 to 3" in said.stdout
    assert "seen 42" in said.stdout
    assert "ZeroDivisionError" in said.stdout
    assert "its variables are gone" in said.stdout
    assert "NameError" in said.stdout


def test_a_session_that_ran_no_cell_has_no_word_of_them(tmp_path: Path) -> None:
    async def come_and_go(server: ServerProcess) -> None:
        address = ServerAddress(url=server.url, token=server.token)
        starter = await starter_code(address, QUESTION_ID)
        session_id = await create_session(address, QUESTION_ID, 30)
        for _ in range(2):
            async with SessionClient.open(address, session_id, starter) as client:
                assert not any(isinstance(line.event, CellsEnded | CellRequested) for line in client.log)
            server.kill()
            server.start()

    with ServerProcess(tmp_path) as server:
        asyncio.run(come_and_go(server))
