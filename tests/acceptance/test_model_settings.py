"""A language model that is set over REST on the real server: kept, in force, seen by the command line, never told."""

import json
import os
import subprocess
import sys
import urllib.error
from pathlib import Path

import pytest

from tests.acceptance.server_process import ROOT, ServerProcess
from tests.model_server import Reply, model_server, says

READING = '{"act": "asks_fact", "topics": ["ties"], "sure": true}'
KEY = "sk-very-secret-0123456789-wxyz"


def wanted(base_url: str, **changes: object) -> dict[str, object]:
    return {
        "name": "tiny", "base_url": base_url, "key": KEY, "seconds": 20, "calls": 10, "tokens": 1000, "cost": 0,
        "price_in": 0, "price_out": 0, "votes": 1, "phrases": False, **changes,
    }  # fmt: skip


def started_with(server: ServerProcess) -> dict[str, object] | None:
    session_id = server.new_session()
    return server.rest("GET", f"/api/sessions/{session_id}/log")["envelopes"][0]["event"]["model"]


def thinkaloud_model(data_folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "THINKALOUD_DATA_FOLDER": str(data_folder)}
    command = [sys.executable, "-m", "server.cli", "model"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_it_is_in_force_from_the_next_session_on_and_after_a_restart_and_the_command_line_tries_it(tmp_path):
    with model_server(lambda request: says(READING)) as model, ServerProcess(tmp_path) as server:
        assert started_with(server) is None
        trial = server.rest("POST", "/api/model/trial", wanted(model.base_url))
        assert (trial["works"], trial["answers"], trial["in_time"]) == (True, True, True)
        assert {request["_key"] for request in model.requests} == {f"Bearer {KEY}"}
        server.rest("PUT", "/api/model", wanted(model.base_url))
        assert started_with(server)["most_calls"] == 10
        server.kill()
        server.start()
        assert started_with(server)["name"] == "tiny"
        assert (tmp_path / "model.json").stat().st_mode & 0o777 == 0o600
        done = thinkaloud_model(tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert model.requests[-1]["_key"] == f"Bearer {KEY}"
        assert server.rest("DELETE", "/api/model")["name"] == ""
        assert started_with(server) is None
        assert "none is needed" in " ".join(thinkaloud_model(tmp_path).stderr.split())


@pytest.mark.parametrize("status", [401, 500])
def test_a_key_that_the_models_server_repeats_is_in_no_answer_and_no_line_of_the_server(tmp_path, status):
    repeated = json.dumps({"error": {"message": f"Wrong key {KEY}", "type": KEY, "code": KEY}}).encode()
    with model_server(lambda request: Reply(status=status, raw=repeated)) as model, ServerProcess(tmp_path) as server:
        answers = [server.rest("POST", "/api/model/trial", wanted(model.base_url))]
        answers.append(server.rest("PUT", "/api/model", wanted(model.base_url)))
        answers.append(server.rest("GET", "/api/model"))
        answers.append(server.rest("POST", "/api/model/trial"))
        with pytest.raises(urllib.error.HTTPError) as refused:
            server.rest("PUT", "/api/model", wanted(model.base_url, key=f"{KEY} {KEY}"))
        answers.append(refused.value.read().decode())
        done = thinkaloud_model(tmp_path)
        server.process.terminate()
        lines = server.process.stdout.read()
    assert KEY not in json.dumps(answers)
    assert KEY not in lines
    assert KEY not in done.stdout + done.stderr


def test_a_torn_file_is_said_at_the_start_and_the_server_serves_without_a_model(tmp_path):
    (tmp_path / "model.json").write_text(json.dumps(wanted("http://127.0.0.1:9/v1"))[:60])
    with ServerProcess(tmp_path) as server:
        shown = server.rest("GET", "/api/model")
        assert (shown["name"], "model.json" in shown["problem"]) == ("", True)
        assert started_with(server) is None
        server.process.terminate()
        assert "cannot be read and is not used" in server.process.stdout.read()
    done = thinkaloud_model(tmp_path)
    assert done.returncode != 0
    assert "cannot be read" in " ".join(done.stderr.split())
