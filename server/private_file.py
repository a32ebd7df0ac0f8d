"""Writes files that hold a secret: readable for their owner only, and never there in part."""

import os
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Put a text in place of whatever the file held. Raises OSError, and then the file is as it was."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    try:
        # Made unreadable for others from the start, and put in place whole.
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        # What was written of a secret must not lie about.
        fresh.unlink(missing_ok=True)
        raise
