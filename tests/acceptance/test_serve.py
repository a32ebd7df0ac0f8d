"""Starting and stopping the real server: the address, what keeps it from starting, and that nothing is left behind."""

import ast
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection

from server.serve import ServeError, served
from server.settings import load_settings
from server.wire import Appended
from tests.acceptance.server_process import ROOT, ServerProcess, receive
from transcripts.events import Event, RunRequested, SuiteRan


def refusal(**settings: str) -> str:
    """Try to start a server; give its complaint."""
    program = (
        "import sys\n"
        "from server.serve import ServeError, serve\n"
        "from server.settings import load_settings\n"
        "try:\n    serve(load_settings())\n"
        "except ServeError as error:\n    sys.exit(f'refused: {error}')\n"
    )
    environment = {**os.environ, **{f"THINKALOUD_{name.upper()}": value for name, value in settings.items()}}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done
    assert done.stderr.startswith("refused: "), done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr.strip()


def test_a_port_in_use_is_said_with_what_to_do(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        said = refusal(port=port, data_folder=str(tmp_path))
    assert f"Port {port} on 127.0.0.1 is in use" in said
    assert "THINKALOUD_PORT" in said


def test_a_data_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    said = refusal(port="0", data_folder=str(tmp_path / "file" / "data"))
    assert str(tmp_path / "file" / "data") in said
    assert "choose another data folder" in said


def test_a_data_folder_in_use_is_said(tmp_path):
    with ServerProcess(tmp_path):
        assert "Another thinkaloud server uses the data folder" in refusal(port="0", data_folder=str(tmp_path))


def test_a_file_that_is_no_log_is_said(tmp_path):
    (tmp_path / "sessions.sqlite3").write_text("my holiday pictures " * 100)
    said = refusal(port="0", data_folder=str(tmp_path))
    assert "not a thinkaloud file" in said


def test_a_host_that_is_none_is_said(tmp_path):
    assert "THINKALOUD_HOST" in refusal(host="no.such.host.invalid", port="0", data_folder=str(tmp_path))


def test_it_stops_when_told_and_starts_again_with_the_same_token(tmp_path):
    server = ServerProcess(tmp_path)
    token, session_id = server.token, server.new_session()
    assert server.stop() == 0
    server.start()
    try:
        assert server.token == token
        assert [row["id"] for row in server.rest("GET", "/api/sessions")] == [session_id]
    finally:
        server.kill()


async def test_a_killed_server_leaves_no_worker_behind(tmp_path):
    server = ServerProcess(tmp_path)
    session_id = server.new_session()
    async with server.socket(session_id) as connection:
        await connection.send('{"type":"hello"}')
        await connection.send('{"type":"request_run","intent_id":"r1","purpose":"run"}')
        await until(connection, RunRequested)
        workers = _descendants(server.process.pid)
        assert workers, "a run needs a worker"
        server.kill()
    assert left_after(20, workers) == []
    # The run that was cut off is taken up again by the next server.
    server.start()
    try:
        async with server.socket(session_id) as connection:
            await connection.send('{"type":"hello"}')
            ran = await until(connection, SuiteRan)
        assert ran.report.purpose == "run"
    finally:
        server.kill()


async def test_a_stopped_server_leaves_no_worker_and_no_spare_sandbox_behind(tmp_path):
    server = ServerProcess(tmp_path)
    session_id = server.new_session()
    async with server.socket(session_id) as connection:
        await connection.send('{"type":"hello"}')
        await connection.send('{"type":"request_run","intent_id":"r1","purpose":"run"}')
        await until(connection, SuiteRan)
    started = _descendants(server.process.pid)
    assert any(_name(pid) == "bwrap" for pid in started), "a spare waits for the next run"
    assert server.stop() == 0
    assert left_after(20, started) == []


def test_a_client_of_its_own_server_leaves_nothing_behind(tmp_path):
    """As `thinkaloud interview` does it: the server in the same process."""
    program = (
        "import asyncio, sys\n"
        "from server.client import SessionClient, create_session, starter_code\n"
        "from server.serve import served\n"
        "from server.settings import load_settings\n"
        "async def main():\n"
        "    async with served(load_settings(port=0)) as address:\n"
        "        session = await create_session(address, 'conv2d-naive')\n"
        "        starter = await starter_code(address, 'conv2d-naive')\n"
        "        async with SessionClient.open(address, session, starter) as client:\n"
        "            await client.run('run')\n"
        "            print('ran', flush=True)\n"
        "            await asyncio.to_thread(sys.stdin.readline)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "THINKALOUD_DATA_FOLDER": str(tmp_path)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "ran\n"
        started = _descendants(process.pid)
        assert started
        process.stdin.write("\n")
        process.stdin.close()
        assert process.wait(30) == 0
    assert left_after(20, started) == []
    assert sorted(path.name for path in tmp_path.glob("server*")) == ["server.lock"]


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


async def until(connection: ClientConnection, kind: type[Event]) -> Event:
    while True:
        message = await receive(connection)
        if isinstance(message, Appended) and isinstance(message.envelope.event, kind):
            return message.envelope.event


def left_after(seconds: float, pids: list[int]) -> list[int]:
    """Wait for processes to end; give those that did not."""
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def _descendants(pid: int) -> list[int]:
    found = []
    # A child belongs to the thread that started it.
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            found += [int(child), *_descendants(int(child))]
    return found


async def test_a_program_can_serve_itself(tmp_path):
    async with served(load_settings(port=0, data_folder=tmp_path)) as address, address.http() as http:
        assert (await http.get("/api/questions")).status_code == 200
        with pytest.raises(ServeError, match="is in use"):
            async with served(load_settings(port=int(address.url.rpartition(":")[2]), data_folder=tmp_path / "other")):
                pass


def test_starting_a_server_loads_no_scientific_library():
    program = "import sys, json, server.app, server.serve; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"sklearn", "pandas", "matplotlib", "scipy", "httpx", "typer", "rich"}
    assert heavy & set(json.loads(done.stdout)) == set()


def test_no_route_blocks_the_loop_with_a_sleep():
    """Whatever waits in the server waits for the loop."""
    for path in (ROOT / "server").rglob("*.py"):
        if path.name.startswith("cli"):
            continue
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        assert [ast.unparse(call) for call in calls if ast.unparse(call.func) == "time.sleep"] == [], path
