"""Every setting with its default and what it does: the only reader of the environment.

Each can be given as an environment variable, `THINKALOUD_` and the name in capitals. Must not open anything.
"""

import os
import shlex
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "THINKALOUD_"


def _split(names: object) -> object:
    return tuple(name.strip() for name in names.split(",") if name.strip()) if isinstance(names, str) else names


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class SettingsError(Exception):
    """A setting that cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"The setting {name} ({PREFIX}{name.upper()}) cannot be used: {problem}.")
        self.name = name


class Settings(BaseSettings):
    """Settings of a server and of the command line."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True, env_ignore_empty=True)

    data_folder: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("thinkaloud", appauthor=False),
        description="Folder that holds the sessions and the access token.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on; by default only this machine can connect.")
    port: int = Field(8765, ge=0, le=65535, description="Port to listen on; 0 takes any free one.")
    token: str = Field(
        "",
        pattern=r"^([A-Za-z0-9_-]{16,256})?$",
        description="Access token, 16 or more of A-Z a-z 0-9 - _; by default one is made and kept in the data folder.",
    )
    question_folder: Path | None = Field(
        None, description="Folder of question packages to serve in place of the builtin ones."
    )
    runner: Literal["auto", "warm-fork", "bubblewrap", "gvisor", "unwalled"] = Field(
        "auto",
        description="Which sandbox runs code; `auto` takes the fastest whose walls this machine can build. `gvisor`, a"
        " second kernel, is meant for servers that strangers use.",
    )
    allow_unsafe_runner: bool = Field(
        False,  # noqa: FBT003 - pydantic's first argument is the default
        description="Run code without a sandbox where this machine cannot give one. Only for code that you trust.",
    )
    run_workers: int = Field(2, ge=1, le=64, description="How many runs of code may go at the same time.")
    runs_waiting: int = Field(
        100, ge=1, le=10_000, description="How many runs may wait for their turn; one more is refused."
    )
    say_waiting_after_seconds: float = Field(
        2.0, gt=0, description="A run that has waited for this long is noted, and the interviewer says so."
    )
    notebooks: int = Field(
        4,
        ge=1,
        le=256,
        description="How many notebooks may be there at the same time; when one more is wanted, the one that was idle"
        " for longest is ended.",
    )
    notebook_idle_seconds: float = Field(
        900.0, gt=0, description="A notebook in which nobody ran a cell for this long is ended."
    )
    park_after_seconds: float = Field(
        60.0, gt=0, description="A session that nobody is connected to for this long is put away; its clock stops."
    )
    allowed_hosts: Names = Field(
        (), description="Further host names under which the page may be opened, separated by commas."
    )
    allowed_origins: Names = Field(
        (), description="Further origins, such as https://example.org, that may use the server, separated by commas."
    )
    model: str = Field(
        "", max_length=200, description="Name of a language model that helps the interviewer; empty: no model."
    )
    model_base_url: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="Address of an OpenAI-compatible server (vLLM, Ollama, llama.cpp, ...), such as"
        " http://127.0.0.1:11434/v1; empty: OpenAI.",
    )
    model_api_key: SecretStr = Field(
        SecretStr(""), description="Key for the model's server; empty: that of OPENAI_API_KEY, or none is needed."
    )
    model_seconds: float = Field(
        2.0, gt=0, le=60, description="A model that has not answered after this long is not waited for."
    )
    model_calls: int = Field(80, ge=1, description="Calls to the model that a session may make.")
    model_tokens: int = Field(100_000, ge=1, description="Tokens, in and out, that a session may use.")
    model_cost: float = Field(0.0, ge=0, description="Money that a session may cost, by the prices; 0 is no limit.")
    model_price_in: float = Field(0.0, ge=0, description="Price of a million tokens that the model reads.")
    model_price_out: float = Field(0.0, ge=0, description="Price of a million tokens that the model writes.")
    model_votes: int = Field(
        3, ge=1, le=9, description="Votes of the model on the points of an answer to a follow-up, for the debrief."
    )
    model_phrases: bool = Field(
        False,  # noqa: FBT003 - pydantic's first argument is the default
        description="Let the model also put turns that are decided into other words.",
    )
    crash_at: str = Field(
        "",
        pattern=r"^((before_commit|after_commit_before_accept)(:[1-9][0-9]*)?)?$",
        description="For tests: kill the process when it reaches this point, optionally the n-th time (point:n).",
    )

    @property
    def log_path(self) -> Path:
        """The file that holds all sessions."""
        return self.data_folder / "sessions.sqlite3"

    @property
    def shares_path(self) -> Path:
        """The file that keeps the links by which sessions are shown to others."""
        return self.data_folder / "shares.sqlite3"

    @property
    def token_path(self) -> Path:
        """The file that holds the access token."""
        return self.data_folder / "access-token"

    @property
    def calibrations_path(self) -> Path:
        """The file that keeps how fast this machine is."""
        return self.data_folder / "calibrations.json"

    @property
    def lock_path(self) -> Path:
        """The file that one server at a time keeps locked."""
        return self.data_folder / "server.lock"

    @property
    def running_path(self) -> Path:
        """The file that says where the server that holds the lock can be found."""
        return self.data_folder / "server.json"


def editor_command() -> tuple[str, ...]:
    """Give the words that start the user's editor, from VISUAL or EDITOR as other programs read them."""
    return tuple(shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"))


def load_settings(**given: object) -> Settings:
    """Read the environment; what is given by name stands before it, except None. Raises SettingsError."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(str(first["loc"][0]) if first["loc"] else "", first["msg"]) from error
