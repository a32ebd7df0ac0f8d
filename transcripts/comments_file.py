"""Comments on one session as a file that a coach sends back: which session, how its log ends, and the comments.

Taking one in believes nothing: the session, the log's last hash, every comment's place, size and time are checked
before anything is stored. Who came by which link is never in the file.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from transcripts.comments import (
    LONGEST_AUTHOR,
    LONGEST_TEXT,
    MOST_COMMENTS,
    BadComment,
    Comment,
    tidy_author,
    tidy_text,
)
from transcripts.envelope import Head

SCHEMA = "urn:thinkaloud:comments:1"
MAX_FILE_BYTES = 32 * 2**20
COMMENT_ID_PATTERN = r"^[A-Za-z0-9_-]{8,64}\Z"

_SCHEMA_START = SCHEMA.rpartition(":")[0] + ":"


class CommentsFileError(Exception):
    """The file cannot be taken in. Nothing was stored."""


class NoCommentsFile(CommentsFileError):
    """It is not a file of comments, or a damaged one."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"This is no file of comments that can be read: {problem}. Export the comments again.")


class CommentsFileTooLarge(CommentsFileError):
    """It is larger than the comments on any session are."""

    def __init__(self) -> None:
        super().__init__(f"The file is too large: comments on one session take {MAX_FILE_BYTES // 2**20} MiB at most.")


class NewerCommentsFile(CommentsFileError):
    """A newer version wrote it."""

    def __init__(self, schema: str) -> None:
        super().__init__(f"A newer thinkaloud wrote these comments ({schema[:60]}). Update thinkaloud to read them.")


class CommentsOnOtherSession(CommentsFileError):
    """The comments are on another session than the one they were brought to."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"These comments are on another session, {session_id[:64]}. Open that one to take them in.")


class CommentsOnOtherLog(CommentsFileError):
    """The session is the right one, but its log was longer, shorter or different there."""

    def __init__(self) -> None:
        super().__init__(
            "These comments were made on another state of this session: its record ended differently there."
            " Send the session file again, and have the comments made on that."
        )


class CommentsFile(Struct, frozen=True, kw_only=True):
    """The file, as JSON."""

    schema: str
    session_id: str
    last_sha256: str
    """Hash of the log's last line."""
    comments: tuple["FiledComment", ...]


class FiledComment(Struct, frozen=True, kw_only=True):
    """A comment in the file."""

    comment_id: Annotated[str, Meta(pattern=COMMENT_ID_PATTERN)]
    seq: Annotated[int, Meta(ge=1)]
    author: Annotated[str, Meta(max_length=LONGEST_AUTHOR)]
    text: Annotated[str, Meta(max_length=LONGEST_TEXT)]
    made_at: str
    changed_at: str = ""


class _SchemaOnly(Struct):
    schema: str = ""


def stamp(moment: datetime) -> str:
    """Write a moment as comments carry it: ISO, UTC, milliseconds; so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def comments_to_file(head: Head, comments: Iterable[Comment]) -> bytes:
    """Write the file for the session of which this is the head."""
    filed = tuple(
        FiledComment(
            comment_id=comment.comment_id,
            seq=comment.seq,
            author=comment.author,
            text=comment.text,
            made_at=comment.made_at,
            changed_at=comment.changed_at,
        )
        for comment in comments
    )
    file = CommentsFile(schema=SCHEMA, session_id=head.session_id, last_sha256=head.sha256, comments=filed)
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def comments_from_file(content: bytes, head: Head, imported_at: str) -> tuple[Comment, ...]:
    """Read and check a file for the session of which this is the head. Raises CommentsFileError."""
    if len(content) > MAX_FILE_BYTES:
        raise CommentsFileTooLarge
    file = _decode(content)
    if file.session_id != head.session_id:
        raise CommentsOnOtherSession(file.session_id)
    if file.last_sha256 != head.sha256:
        raise CommentsOnOtherLog
    if len(file.comments) > MOST_COMMENTS:
        raise NoCommentsFile(f"it holds {len(file.comments):,} comments, and {MOST_COMMENTS:,} are the most")
    return _checked(file.comments, head, imported_at)


def _decode(content: bytes) -> CommentsFile:
    try:
        schema = msgspec.json.decode(content, type=_SchemaOnly).schema
        if schema.startswith(_SCHEMA_START) and schema != SCHEMA:
            raise NewerCommentsFile(schema)
        if schema != SCHEMA:
            raise NoCommentsFile(f'its "schema" is not {SCHEMA}')
        return msgspec.json.decode(content, type=CommentsFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoCommentsFile(" ".join(str(error).split()).rstrip(".")) from error


def _checked(filed: Sequence[FiledComment], head: Head, imported_at: str) -> tuple[Comment, ...]:
    comments = []
    for number, each in enumerate(filed, start=1):
        if each.seq > head.seq:
            raise NoCommentsFile(f"comment {number} is on line {each.seq} of {head.seq}")
        try:
            comments.append(
                Comment(
                    comment_id=each.comment_id,
                    session_id=head.session_id,
                    seq=each.seq,
                    author=tidy_author(each.author),
                    text=tidy_text(each.text),
                    made_at=stamp(_moment(each.made_at)),
                    changed_at=stamp(_moment(each.changed_at)) if each.changed_at else "",
                    imported_at=imported_at,
                )
            )
        except (ValueError, OverflowError) as error:
            raise NoCommentsFile(f"comment {number} has no time that can be read") from error
        except BadComment as error:
            raise NoCommentsFile(f"comment {number} lacks an author or a text, or has too long a one") from error
    return tuple(comments)


def _moment(iso: str) -> datetime:
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        raise ValueError(iso)
    return moment
