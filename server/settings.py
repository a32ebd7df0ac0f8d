"""Every setting with its default and what it does: the only reader of the environment.

Each can be given as an environment variable, `THINKALOUD_` and the name in capitals. Must not open anything.
"""

import ipaddress
import os
import re
import shlex
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "THINKALOUD_"


def _split(names: object) -> object:
    return tuple(name.strip() for name in names.split(",") if name.strip()) if isinstance(names, str) else names


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]

# Those of the language model stand alone: the page may set them too, and must be held to the same.
_KEY = re.compile(r"[!-~]{0,500}")


def _address(text: str) -> str:
    """Give an address of a model's server as it is kept. It is shown, so no password may be in it."""
    if not text:
        return text
    try:
        parts = urlsplit(text)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or not re.fullmatch(r"[!-~]+", text):
        raise ValueError("it is no address; one looks like http://127.0.0.1:11434/v1")
    if "@" in parts.netloc:
        raise ValueError("it must hold no user and no password; a key has a place of its own")
    if parts.query or parts.fragment:
        raise ValueError("it must end before any ? or #")
    return text.rstrip("/")


def _key(secret: SecretStr) -> SecretStr:
    key = secret.get_secret_value().strip()
    if not _KEY.fullmatch(key):
        raise ValueError("it must be at most 500 letters, digits and signs without spaces")
    return SecretStr(key)


ModelName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e]*$"),
    Field(description="Name of a language model that helps the interviewer; empty: no model."),
]
ModelAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=500),
    AfterValidator(_address),
    Field(
        description="Address of an OpenAI-compatible server (vLLM, Ollama, llama.cpp, ...), such as"
        " http://127.0.0.1:11434/v1; empty: OpenAI."
    ),
]
ModelKey = Annotated[
    SecretStr,
    AfterValidator(_key),
    Field(description="Key for the model's server; empty: that of OPENAI_API_KEY, or none is needed."),
]
ModelSeconds = Annotated[
    float, Field(gt=0, le=60, description="A model that has not answered after this long is not waited for.")
]
ModelCalls = Annotated[int, Field(ge=1, le=100_000, description="Calls to the model that a session may make.")]
ModelTokens = Annotated[int, Field(ge=1, le=1_000_000_000, description="Tokens, in and out, that a session may use.")]
ModelCost = Annotated[
    float, Field(ge=0, le=1_000_000, description="Money that a session may cost, by the prices; 0 is no limit.")
]
ModelPriceIn = Annotated[
    float, Field(ge=0, le=1_000_000, description="Price of a million tokens that the model reads.")
]
ModelPriceOut = Annotated[
    float, Field(ge=0, le=1_000_000, description="Price of a million tokens that the model writes.")
]
ModelVotes = Annotated[
    int,
    Field(ge=1, le=9, description="Votes of the model on the points of an answer to a follow-up, for the debrief."),
]
ModelPhrases = Annotated[bool, Field(description="Let the model also put turns that are decided into other words.")]


class SettingsError(Exception):
    """A setting that cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"The setting {name} ({PREFIX}{name.upper()}) cannot be used: {problem}.")
        self.name = name


class Settings(BaseSettings):
    """Settings of a server and of the command line."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

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
    model: ModelName = ""
    model_base_url: ModelAddress = ""
    model_api_key: ModelKey = SecretStr("")
    model_seconds: ModelSeconds = 2.0
    model_calls: ModelCalls = 80
    model_tokens: ModelTokens = 100_000
    model_cost: ModelCost = 0.0
    model_price_in: ModelPriceIn = 0.0
    model_price_out: ModelPriceOut = 0.0
    model_votes: ModelVotes = 3
    model_phrases: ModelPhrases = False
    model_settings_on_page: bool = Field(
        False,  # noqa: FBT003 - pydantic's first argument is the default
        description="Let whoever has the access token set the language model on the page, also where the server can be"
        " reached from other machines. Where it cannot, the page may always set it.",
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
    def comments_path(self) -> Path:
        """The file that holds the comments on sessions."""
        return self.data_folder / "comments.sqlite3"

    @property
    def shares_path(self) -> Path:
        """The file that keeps the links by which sessions are shown to others."""
        return self.data_folder / "shares.sqlite3"

    @property
    def token_path(self) -> Path:
        """The file that holds the access token."""
        return self.data_folder / "access-token"

    @property
    def kept_model_path(self) -> Path:
        """The file that keeps the language model that was set on the page."""
        return self.data_folder / "model.json"

    @property
    def is_for_this_machine_alone(self) -> bool:
        """Whether the server listens on loopback and is not put behind a proxy under other names."""
        origins = [urlsplit(origin).hostname or origin for origin in self.allowed_origins]
        return all(is_loopback(name) for name in (self.host, *self.allowed_hosts, *origins))

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


def is_loopback(host: str) -> bool:
    """Whether a name or an address of a machine can only be this machine itself."""
    host = host.lower().strip("[]")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def openai_key_is_set() -> bool:
    """Whether OpenAI's own variable holds a key, which its library takes when it is given none."""
    return bool(os.environ.get("OPENAI_API_KEY"))


def editor_command() -> tuple[str, ...]:
    """Give the words that start the user's editor, from VISUAL or EDITOR as other programs read them."""
    return tuple(shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"))


def words_of(problem: str) -> str:
    """Give what pydantic says of a value without its own opening, which says nothing to a user."""
    return problem.removeprefix("Value error, ")


def load_settings(**given: object) -> Settings:
    """Read the environment; what is given by name stands before it, except None. Raises SettingsError."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(str(first["loc"][0]) if first["loc"] else "", words_of(first["msg"])) from error
