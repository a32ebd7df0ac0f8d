"""Settings come from defaults, the environment and the command line, in that order."""

from pathlib import Path

import pytest

from server.settings import PREFIX, Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


def test_defaults_serve_this_machine_only():
    settings = load_settings()
    assert (settings.host, settings.port, settings.allow_unsafe_runner) == ("127.0.0.1", 8765, False)
    assert settings.data_folder.is_absolute()


def test_the_environment_stands_before_defaults_and_what_is_given_before_both(monkeypatch, tmp_path):
    monkeypatch.setenv("THINKALOUD_PORT", "9000")
    monkeypatch.setenv("THINKALOUD_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("THINKALOUD_ALLOWED_HOSTS", "a.example, b.example")
    assert load_settings().port == 9000
    assert load_settings(port=0, host=None).port == 0
    assert load_settings().log_path == tmp_path / "sessions.sqlite3"
    assert load_settings().allowed_hosts == ("a.example", "b.example")


def test_an_empty_variable_is_as_none(monkeypatch):
    monkeypatch.setenv("THINKALOUD_PORT", "")
    assert load_settings().port == 8765


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "many"), ("PORT", "70000"), ("TOKEN", "short"), ("TOKEN", "a b" * 10), ("RUN_WORKERS", "0"),
     ("CRASH_AT", "somewhere"), ("ALLOW_UNSAFE_RUNNER", "perhaps"), ("PARK_AFTER_SECONDS", "0")],
)  # fmt: skip
def test_a_bad_setting_is_named_in_one_line(monkeypatch, name, value):
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError, match=PREFIX + name) as caught:
        load_settings()
    assert "\n" not in str(caught.value)


def test_every_setting_says_what_it_does():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_paths_lie_in_the_data_folder():
    settings = load_settings(data_folder=Path("/somewhere"))
    assert {settings.log_path.parent, settings.token_path.parent, settings.lock_path.parent} == {Path("/somewhere")}
