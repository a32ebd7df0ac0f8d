"""Comments in memory: for tests. Must not touch a disk."""

from collections.abc import Sequence

import msgspec

from transcripts.comments import MOST_COMMENTS, Comment, NoSuchComment, TooManyComments, check_session
from transcripts.store import StoreClosed


class MemoryComments:
    """Keeps the comments of each session by id. Implements `CommentStore`; gone when the process ends."""

    def __init__(self) -> None:
        self._sessions: dict[str, dict[str, Comment]] = {}
        self._closed = False

    async def read(self, session_id: str) -> tuple[Comment, ...]:
        """Give a session's comments by moment, then by time."""
        return tuple(sorted(self._of(session_id).values(), key=lambda comment: (comment.seq, comment.made_at)))

    async def add(self, session_id: str, comments: Sequence[Comment]) -> int:
        """Store those whose id the session does not have yet."""
        there = self._of(session_id)
        check_session(session_id, comments)
        new: dict[str, Comment] = {}
        for comment in comments:
            if comment.comment_id not in there:
                new.setdefault(comment.comment_id, comment)
        if new and len(there) + len(new) > MOST_COMMENTS:
            raise TooManyComments(len(there))
        self._sessions[session_id] = there | new
        return len(new)

    async def change(self, session_id: str, comment_id: str, text: str, changed_at: str) -> Comment:
        """Give a comment another text."""
        there = self._of(session_id)
        if comment_id not in there:
            raise NoSuchComment
        there[comment_id] = msgspec.structs.replace(there[comment_id], text=text, changed_at=changed_at)
        return there[comment_id]

    async def remove(self, session_id: str, comment_id: str) -> None:
        """Take a comment away."""
        if self._of(session_id).pop(comment_id, None) is None:
            raise NoSuchComment

    async def close(self) -> None:
        """Refuse further use."""
        self._closed = True

    def _of(self, session_id: str) -> dict[str, Comment]:
        if self._closed:
            raise StoreClosed
        return self._sessions.get(session_id, {})
