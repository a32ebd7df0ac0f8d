"""The composition root: from settings to everything that a server is made of. The only place that picks back-ends."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from question_bank.load import Bank, load_bank
from runner.sandbox import Sandbox
from server.access import Access, token_kept_in
from server.crash_point import crash_point
from server.judge import Judge, ProcessJudge
from server.model.chat_model import ChatModel
from server.model.chat_model_langchain import LangchainChatModel
from server.model_choice import ModelChoice
from server.notebooks import Notebooks, ProcessNotebooks
from server.sandbox_choice import Choice, choose_sandbox
from server.sessions import SessionRegistry
from server.settings import Settings
from server.sharing.guests import Guests
from server.sharing.store_sqlite import SqliteShares
from server.surroundings import OF_THE_MACHINE, Surroundings
from transcripts.comments import CommentStore
from transcripts.comments_sqlite import SqliteComments
from transcripts.store import EventStore
from transcripts.store_sqlite import SqliteStore


class NoQuestionFolder(Exception):
    """The folder of question packages that was asked for is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not a folder of question packages. Name another, or leave it out.")


class Services(Struct, frozen=True, kw_only=True):
    """What the routes work with. `close` lets go of all of it."""

    settings: Settings
    access: Access
    bank: Bank
    store: EventStore
    comments: CommentStore
    guests: Guests
    judge: Judge
    notebooks: Notebooks
    model: ModelChoice
    registry: SessionRegistry

    async def close(self) -> None:
        """Stop the sessions, then the runs, then the stores. Safe to call twice."""
        await self.registry.close()
        await self.judge.close()
        await self.notebooks.close()
        await self.model.close()
        await self.comments.close()
        await self.guests.close()
        await self.store.close()


def open_services(settings: Settings, *, port: int, surroundings: Surroundings = OF_THE_MACHINE) -> Services:
    """Open everything. Call inside a running loop. Raises StoreFailed, NoQuestionFolder."""
    token = settings.token or token_kept_in(settings.token_path)
    access = Access(
        token,
        host=settings.host,
        port=port,
        allowed_hosts=settings.allowed_hosts,
        allowed_origins=settings.allowed_origins,
    )
    bank = open_bank(settings)
    store = _sqlite_store(settings)
    guests = Guests(SqliteShares(settings.shares_path), cookie_prefix=f"{access.cookie_name}-shared-")
    judge = ProcessJudge(
        bank,
        n_workers=settings.run_workers,
        most_waiting=settings.runs_waiting,
        choice=choice_of(settings),
        calibrations=settings.calibrations_path,
    )
    notebooks = ProcessNotebooks(
        bank,
        n_most=settings.notebooks,
        idle_seconds=settings.notebook_idle_seconds,
        choice=choice_of(settings),
    )
    model = ModelChoice(settings, make_model)
    registry = SessionRegistry(
        bank,
        store,
        judge,
        notebooks,
        models=model.lender,
        park_after_seconds=settings.park_after_seconds,
        say_waiting_after_seconds=settings.say_waiting_after_seconds,
        monotonic=surroundings.monotonic,
        new_seed=surroundings.new_seed,
    )
    return Services(
        settings=settings,
        access=access,
        bank=bank,
        store=store,
        comments=open_comments(settings),
        guests=guests,
        judge=judge,
        notebooks=notebooks,
        model=model,
        registry=registry,
    )


def open_bank(settings: Settings, folder: Path | None = None) -> Bank:
    """Load the questions of a folder, by default that of the settings, else the builtin ones. Raises NoQuestionFolder.

    A package that cannot be read is left out; the bank's `problems` say which and why.
    """
    folder = folder or settings.question_folder
    if folder is not None and not folder.is_dir():
        raise NoQuestionFolder(folder)
    return load_bank(folder)


async def open_store(settings: Settings) -> EventStore:
    """Open the log of the data folder. Raises StoreFailed."""
    return await asyncio.to_thread(_sqlite_store, settings)


def open_comments(settings: Settings) -> CommentStore:
    """Give the comments of the data folder; their file is opened when they are first asked for."""
    return SqliteComments(settings.comments_path)


def choice_of(settings: Settings) -> Choice:
    """Give the sandbox that the settings ask for, as those who make it are told."""
    return Choice(settings.runner, settings.allow_unsafe_runner)


def make_model(settings: Settings) -> ChatModel | None:
    """Make the language model that the settings name, if they name one. Nothing is imported or reached yet."""
    if not settings.model:
        return None
    key = settings.model_api_key.get_secret_value()
    return LangchainChatModel(settings.model, base_url=settings.model_base_url, api_key=key)


@contextlib.contextmanager
def make_sandbox(settings: Settings) -> Iterator[Sandbox]:
    """Give the sandbox that the settings ask for, as long as the context lasts."""
    with choose_sandbox(choice_of(settings)) as sandbox:
        yield sandbox


def _sqlite_store(settings: Settings) -> SqliteStore:
    return SqliteStore(settings.log_path, reached=crash_point(settings.crash_at))
