"""Says what is different in here where somebody's code fails because of it: a sentence that the error itself lacks.

Must not know how an error is shown, or whose test raised it.
"""

import errno
import sys
import traceback
from typing import Final

_LIBRARIES: Final = {
    "numpy": "NumPy",
    "scipy": "SciPy",
    "pandas": "pandas",
    "sklearn": "scikit-learn",
    "matplotlib": "matplotlib",
    "torch": "PyTorch",
}
"""Module to name. A profile's libraries are imported before a program is, so those that are there are known."""
_BY_NUMBER: Final = {
    errno.EROFS: "Only the working folder can be written to.",
    errno.ENOSPC: "The working folder is full.",
    errno.EFBIG: "The working folder does not take files of that size.",
    errno.EMFILE: "Too many files are open at once.",
}
_BY_NAME: Final = {
    ("socket", "gaierror"): "There is no network in here.",
    ("urllib.error", "URLError"): "There is no network in here.",
    ("bdb", "BdbQuit"): "There is no keyboard in here, so a debugger cannot be used; print what you want to see.",
}
_NO_KEYBOARD: Final = "There is no keyboard in here, so `input()` has nothing to read."
_NO_PROCESSES: Final = "No other process can be made in here; a plain loop or threads do the same work."
_NO_EVENT_LOOP: Final = "asyncio's event loop needs a socket, and there are none in here; call plain functions instead."
_ALONE: Final = "The file stands alone: there is no package around it."


def hint_on(error: BaseException) -> str:
    """Give a sentence for an error that comes from what is different in here; "" for any other."""
    by_name = _BY_NAME.get((type(error).__module__, type(error).__name__))
    if by_name:
        return by_name
    if isinstance(error, SystemExit):
        return f"The code asked to exit ({error.code!r}) before it was done."
    if isinstance(error, EOFError) and "reading a line" in str(error):
        return _NO_KEYBOARD
    if isinstance(error, ModuleNotFoundError):
        return _on_missing(error.name)
    if isinstance(error, ImportError) and "no known parent package" in str(error):
        return _ALONE
    if isinstance(error, FileNotFoundError) and comes_from(error, "multiprocessing"):
        return _NO_PROCESSES
    return _BY_NUMBER.get(error.errno or 0, "") if isinstance(error, OSError) else ""


def hint_on_refusal(error: OSError) -> str:
    """Give a sentence on what the system refused to do, where it was a library that asked for it; else ""."""
    return _NO_EVENT_LOOP if comes_from(error, "asyncio") else ""


def comes_from(error: BaseException, package: str) -> bool:
    """Say whether an error passed through a package of Python's own library."""
    part = f"/{package}/"
    return any(part in frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__))


def _on_missing(module: str | None) -> str:
    top = (module or "").partition(".")[0]
    if not top or top in sys.modules or top in sys.stdlib_module_names:
        return ""
    there = [name for library, name in _LIBRARIES.items() if library in sys.modules]
    return f"Installed in here are {', '.join(there)} and Python's own library." if there else ""
