"""What a reference took is measured once and kept, so that limits stay what they were."""

import json
import threading

import msgspec
import pytest

from server import calibrations
from server.calibrations import Calibrations
from server.judge import ProcessJudge


class NamedSandbox:
    name = "named"

    def __init__(self, environment: str = "e") -> None:
        self.environment_sha256 = environment


@pytest.fixture
def measured(monkeypatch):
    """Every measurement that is made; the machine takes three seconds for any reference."""
    calls = []

    def measure(question, folder, sandbox):
        calls.append((question.id, sandbox.environment_sha256))
        return 3000

    monkeypatch.setattr(calibrations, "measure_reference", measure)
    return calls


def fit(path, question, sandbox=None):
    return Calibrations(path).fit(question, path.parent, sandbox or NamedSandbox()).limits


def test_a_reference_is_measured_once_for_all_processes(tmp_path, question, measured):
    path = tmp_path / "data" / "calibrations.json"
    first = fit(path, question)
    assert first.cpu_seconds >= 15
    assert fit(path, question) == first
    assert len(measured) == 1


def test_another_environment_or_version_of_the_question_is_measured_anew(tmp_path, question, measured):
    path = tmp_path / "calibrations.json"
    changed = msgspec.structs.replace(question, sha256="f" * 64)
    for one, sandbox in ((question, NamedSandbox()), (question, NamedSandbox("other")), (changed, NamedSandbox())):
        fit(path, one, sandbox)
    assert len(measured) == 3
    kept = json.loads(path.read_text())
    # The old version of the question is not asked for again; the other environment may be.
    assert len(kept) == 2
    assert not any(question.sha256 in key and key.endswith(" e") for key in kept)


def test_processes_that_start_together_measure_once(tmp_path, question, measured, monkeypatch):
    path = tmp_path / "calibrations.json"
    quick = calibrations.measure_reference
    both_started = threading.Barrier(2, timeout=20)

    def fit_with_the_other() -> None:
        both_started.wait()
        fit(path, question)

    monkeypatch.setattr(
        calibrations, "measure_reference", lambda *given: (threading.Event().wait(0.2), quick(*given))[1]
    )
    threads = [threading.Thread(target=fit_with_the_other) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(measured) == 1


def test_what_could_not_be_measured_leaves_the_declared_limits_and_is_not_kept(tmp_path, question, monkeypatch):
    path = tmp_path / "calibrations.json"
    monkeypatch.setattr(calibrations, "measure_reference", lambda *_: None)
    assert fit(path, question) == question.limits
    assert not path.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": "soon"}', '{"a": -1}', '{"a": true}', "\x00"])
def test_a_spoiled_file_is_measured_over(tmp_path, question, measured, content):
    path = tmp_path / "calibrations.json"
    path.write_text(content)
    fit(path, question)
    assert list(json.loads(path.read_text()).values()) == [3000]


def test_a_folder_that_cannot_be_written_costs_a_measurement_for_each_process_and_no_run(tmp_path, question, measured):
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "calibrations.json"
    assert fit(path, question) == fit(path, question)
    assert len(measured) == 2


@pytest.mark.sandbox
async def test_the_judge_states_the_limits_that_it_used(tmp_path, bank, question):
    path = tmp_path / "calibrations.json"
    source = question.sources[next(part.path for part in question.submissions if part.expect == "passed")]
    judge = ProcessJudge(bank, n_workers=1, calibrations=path)
    try:
        judge.warm(question)
        report, _ = await judge.run(question, source, "submit")
        [(key, reference_cpu_ms)] = json.loads(path.read_text()).items()
        assert question.sha256 in key
        assert report.environment_sha256 in key
        assert report.limits.cpu_seconds >= max(question.limits.cpu_seconds, 5 * reference_cpu_ms / 1000)
        assert report.environment.startswith("Python 3.")
        # A machine on which the same took very long.
        path.write_text(json.dumps({key: 100_000}))
        again, _ = await judge.run(question, source, "submit")
        assert again.limits == report.limits, "within one process nothing changes"
    finally:
        await judge.close()
    slow = ProcessJudge(bank, n_workers=1, calibrations=path)
    try:
        report, _ = await slow.run(question, source, "submit")
        assert report.limits.cpu_seconds >= 500
    finally:
        await slow.close()
