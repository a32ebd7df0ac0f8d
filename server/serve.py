"""Runs the server: binds the port, opens the services, prints the address, and stops cleanly.

Whatever keeps it from starting is one `ServeError` with one line for the user.
"""

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import time
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import uvicorn
from starlette.types import ASGIApp

from server.app import create_app
from server.running import DataFolderInUse, RunningServer, locked_data_folder, noted
from server.settings import PREFIX, Settings
from server.socket import MAX_MESSAGE_BYTES
from server.surroundings import OF_THE_MACHINE, Surroundings
from server.wiring import NoQuestionFolder, open_services
from transcripts.store import StoreFailed

if TYPE_CHECKING:
    from server.client import ServerAddress

_STOP_SECONDS = 5
_BACKLOG = 2048
_APPEAR_SECONDS = 5.0
_LOOK_AGAIN_SECONDS = 0.1


class ServeError(Exception):
    """The server did not start. The message says what is wrong, where, and what to do."""


def _print_now(line: str) -> None:
    # Not held back when the output is a pipe: whoever reads it waits for the address.
    print(line, flush=True)  # noqa: T201


def serve(settings: Settings, *, open_browser: bool = False, announce: Callable[[str], None] = _print_now) -> None:
    """Serve until told to stop by Ctrl-C or SIGTERM. `announce` is given the lines for the user. Raises ServeError."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)

    async def until_stopped() -> None:
        async with _running(settings, takes_signals=True) as running:
            announce(f"thinkaloud is ready. Open {running.entry}")
            announce(f"Sessions are kept in {settings.data_folder}. Stop with Ctrl-C.")
            for problem in running.left_out:
                announce(f"Left out: {problem}")
            if running.model_problem:
                announce(running.model_problem)
            if open_browser:
                webbrowser.open(running.entry)
            await running.stopped

    new_loop = _uvicorn_config().get_loop_factory()
    with _saying(), locked_data_folder(settings), asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(until_stopped())


@contextlib.asynccontextmanager
async def served(settings: Settings, surroundings: Surroundings = OF_THE_MACHINE) -> "AsyncIterator[ServerAddress]":
    """Serve within this event loop for as long as the context lasts. Raises ServeError."""
    # Only who serves themselves speaks to the server as a client.
    from server.client import ServerAddress

    with _saying(), locked_data_folder(settings):
        async with _running(settings, surroundings, takes_signals=False) as running:
            yield ServerAddress(url=running.url, token=running.token)


@contextlib.asynccontextmanager
async def served_or_running(settings: Settings) -> "AsyncIterator[ServerAddress]":
    """Give the server that has the data folder already, or serve it. Raises ServeError."""
    from server.client import ServerAddress

    deadline = time.monotonic() + _APPEAR_SECONDS
    while True:
        try:
            async with served(settings) as address:
                yield address
                return
        except ServeError as error:
            if not isinstance(error.__cause__, DataFolderInUse):
                raise
            running = error.__cause__.running
            if running is not None and await _answers(running):
                break
            # It holds the lock but cannot be spoken with: just starting, or just stopping.
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
    yield ServerAddress(url=running.url, token=running.token)


async def _answers(running: RunningServer) -> bool:
    import httpx

    try:
        async with httpx.AsyncClient(timeout=_APPEAR_SECONDS, trust_env=False) as http:
            answer = await http.get(f"{running.url}/api/health")
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return answer.is_success


class _Running(NamedTuple):
    url: str
    token: str
    stopped: "asyncio.Task[None]"
    left_out: tuple[Exception, ...]
    model_problem: str

    @property
    def entry(self) -> str:
        """The address to open."""
        return f"{self.url}/?token={self.token}"


@contextlib.asynccontextmanager
async def _running(
    settings: Settings, surroundings: Surroundings = OF_THE_MACHINE, *, takes_signals: bool
) -> AsyncIterator[_Running]:
    """Bind, open, answer; and the other way round at the end. Raises ServeError, StoreFailed, NoQuestionFolder."""
    with bound_socket(settings.host, settings.port) as listening:
        port: int = listening.getsockname()[1]
        services = open_services(settings, port=port, surroundings=surroundings)
        try:
            url, token = _url(settings.host, port), services.access.token
            config = _uvicorn_config(create_app(services))
            server = _Server(config, takes_signals=takes_signals)
            stopped = asyncio.create_task(server.serve(sockets=[listening]), name="server")
            await server.answers.wait()
            try:
                with noted(settings, url=url, token=token):
                    yield _Running(url, token, stopped, services.bank.problems, services.model.problem)
            finally:
                server.should_exit = True
                await stopped
        finally:
            await services.close()


@contextlib.contextmanager
def _saying() -> Iterator[None]:
    """Turn what keeps a server from starting into ServeError."""
    try:
        yield
    except (DataFolderInUse, StoreFailed, NoQuestionFolder) as error:
        raise ServeError(str(error)) from error


def _url(host: str, port: int) -> str:
    """Give the address to open; a server that listens everywhere is shown as this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - shown, not bound to
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def bound_socket(host: str, port: int) -> socket.socket:
    """Take the port before anything is opened, so that a taken one is said at once. Raises ServeError."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ServeError(f"{host}: this is no address to listen on ({error.strerror}). Set {PREFIX}HOST.") from error
    try:
        # A server that was just killed leaves connections behind that would keep the port for a minute.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
    except OSError as error:
        listening.close()
        raise ServeError(_why_not_bound(host, port, error)) from error
    return listening


def _why_not_bound(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use, perhaps by another thinkaloud. Stop that program, or choose another"
            f" port with {PREFIX}PORT."
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} on {host} may not be used by this user. Choose one above 1023 with {PREFIX}PORT."
    return f"{host}:{port} cannot be listened on ({error.strerror}). Set {PREFIX}HOST and {PREFIX}PORT."


def _uvicorn_config(app: ASGIApp | None = None) -> uvicorn.Config:
    return uvicorn.Config(
        app=app or "",
        loop="auto",
        ws="websockets-sansio",
        ws_max_size=MAX_MESSAGE_BYTES,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        # Messages are small; compression would cost memory for each connection and invite compressed bombs.
        ws_per_message_deflate=False,
        # The address with the token would be in it.
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )


class _Server(uvicorn.Server):
    """Says when it answers, and ends quietly: uvicorn's own would raise the signal again after it has stopped."""

    def __init__(self, config: uvicorn.Config, *, takes_signals: bool) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()
        self._takes_signals = takes_signals

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets=sockets)
        finally:
            # Also when it failed: whoever waits then finds the server stopped, with the reason.
            self.answers.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        try:
            before = (
                {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
                if self._takes_signals
                else {}
            )
        except ValueError:
            # Signals arrive in the main thread only, and this is another.
            before = {}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
