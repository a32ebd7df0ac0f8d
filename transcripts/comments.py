"""What people wrote beside moments of a session, what every back-end for it promises, and what can go wrong.

Comments are no part of the log: the log never changes, comments come later, are reworded and removed. Must not know
who may do so.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

MOST_COMMENTS = 1000
"""In one session."""
LONGEST_AUTHOR = 60
LONGEST_TEXT = 4000


class Comment(Struct, frozen=True, kw_only=True):
    """What somebody wrote about a moment. Times are ISO, in UTC."""

    comment_id: str
    session_id: str
    seq: int
    """The moment: a line of the session's log, counted from 1."""
    author: str
    """The name as they typed it."""
    text: str
    """Plain text, lines parted by `\\n`."""
    made_at: str
    changed_at: str = ""
    """When its text was last changed; empty when it never was."""
    share_id: str = ""
    """The link by which its author came; empty: the owner of the server."""
    imported_at: str = ""
    """When it was taken in from a file; empty: it was written here."""


class CommentError(Exception):
    """Base of what is wrong with a comment. Nothing was stored."""


class NoSuchComment(CommentError):
    """The comment is not there, or not any more."""

    def __init__(self) -> None:
        super().__init__("This comment is not there any more. Reload the page to see those that are.")


class TooManyComments(CommentError):
    """The session has as many comments as one may have."""

    def __init__(self, n_there: int) -> None:
        super().__init__(
            f"A session can have {MOST_COMMENTS:,} comments, and this one has {n_there:,}. Remove some first."
        )


class BadComment(CommentError):
    """What was typed cannot be a comment."""


class CommentStore(Protocol):
    """A back-end. Used from one event loop; never blocks it. What it acknowledged is durable."""

    async def read(self, session_id: str) -> tuple[Comment, ...]:
        """Give a session's comments by moment, then by time. Raises StoreFailed, StoreClosed."""
        ...

    async def add(self, session_id: str, comments: Sequence[Comment]) -> int:
        """Store those whose id the session does not have yet, all or none; say how many these were.

        All must be of the session (ValueError when not). Raises TooManyComments, StoreFailed, StoreClosed.
        """
        ...

    async def change(self, session_id: str, comment_id: str, text: str, changed_at: str) -> Comment:
        """Give a comment another text. Raises NoSuchComment, StoreFailed, StoreClosed."""
        ...

    async def remove(self, session_id: str, comment_id: str) -> None:
        """Take a comment away. Raises NoSuchComment, StoreFailed, StoreClosed."""
        ...

    async def close(self) -> None:
        """Finish what was asked for and let go of the file. Safe to call twice."""
        ...


def check_session(session_id: str, comments: Sequence[Comment]) -> None:
    """Raise ValueError unless all comments are of the session."""
    for comment in comments:
        if comment.session_id != session_id:
            raise ValueError(f"a comment on {comment.session_id} cannot stand at {session_id}: our mistake")


def tidy_author(typed: str) -> str:
    """Make one line of a typed name. Raises BadComment when it is empty, too long or no text."""
    author = " ".join(typed.split())
    _check_encodes(author)
    if not author:
        raise BadComment("A comment needs the name of its author. Type any name.")
    if len(author) > LONGEST_AUTHOR:
        raise BadComment(f"A name can have {LONGEST_AUTHOR} characters; this one has {len(author):,}. Shorten it.")
    return author


def tidy_text(typed: str) -> str:
    """Make the lines of a typed text end in one way. Raises BadComment when it is empty, too long or no text."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    _check_encodes(text)
    if not text:
        raise BadComment("The comment is empty. Type what you want to say.")
    if len(text) > LONGEST_TEXT:
        message = f"A comment can have {LONGEST_TEXT:,} characters; this one has {len(text):,}. Shorten or split it."
        raise BadComment(message)
    return text


def _check_encodes(text: str) -> None:
    # JSON can spell half of a character, which no file can hold.
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadComment("The comment holds a broken character. Delete it and type it again.") from error
