"""Which server has a data folder: the lock that one at a time holds, and the note where that one can be found.

The note holds the access token, so it is readable for its owner only. It is believed only while the lock is held: a
server that was killed leaves a note but no lock. Must not know what a server does.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from server.private_file import write_private
from server.settings import Settings
from transcripts.store import StoreFailed, Trouble


class RunningServer(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server of a data folder listens, and the token that it wants."""

    url: str
    token: str
    pid: int


class DataFolderInUse(Exception):
    """Another server works on the same data folder. `running` says where, when it has said so itself."""

    def __init__(self, folder: Path, running: RunningServer | None) -> None:
        where = f" ({running.url}, process {running.pid})" if running else ""
        super().__init__(
            f"Another thinkaloud server uses the data folder {folder}{where}. Stop it, or choose another data folder"
            " with THINKALOUD_DATA_FOLDER."
        )
        self.running = running


@contextlib.contextmanager
def locked_data_folder(settings: Settings) -> Iterator[None]:
    """Keep other servers off the data folder; the lock of a server that was killed goes with it.

    Raises DataFolderInUse, StoreFailed.
    """
    try:
        settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = settings.lock_path.open("a")
    except OSError as error:
        raise StoreFailed(Trouble.READ_ONLY, settings.data_folder, error.strerror or "") from error
    with lock:
        try:
            import fcntl
        except ImportError:
            # Where files cannot be locked like this, the store's own check of each append still stands.
            yield
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DataFolderInUse(settings.data_folder, _noted(settings.running_path)) from error
        except OSError as error:
            raise StoreFailed(Trouble.FAILED, settings.lock_path, error.strerror or "") from error
        yield


@contextlib.contextmanager
def noted(settings: Settings, *, url: str, token: str) -> Iterator[None]:
    """Leave a note where this server can be found, for as long as the context lasts. Call with the folder locked."""
    path = settings.running_path
    note = {"pid": os.getpid(), "token": token, "url": url}
    try:
        write_private(path, json.dumps(note))
    except OSError as error:
        raise StoreFailed(Trouble.READ_ONLY, path, error.strerror or "") from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _noted(path: Path) -> RunningServer | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=RunningServer)
    except (OSError, msgspec.DecodeError):
        return None
