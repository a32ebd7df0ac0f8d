"""Making, changing and removing comments on behalf of whoever asks. Must not know how they ask.

The owner of the server may remove any comment; its words are changed only by whoever wrote it here: the owner, or those
who came by the same link. What was taken in from a file is its author's, and nobody changes it.
"""

import uuid

from server.answers import Refusal
from server.clock import UtcNow, utc_now
from server.rest.shapes import CommentRow, CommentsTakenIn, NewComment
from server.sessions import NoSuchSession, SessionRegistry
from server.visitor import Visitor
from transcripts.comments import Comment, CommentStore, NoSuchComment, tidy_author, tidy_text
from transcripts.comments_file import comments_from_file, comments_to_file, stamp
from transcripts.envelope import Head
from transcripts.store import EventStore


class Commenting:
    """What one may do with the comments of a session. All raise NoSuchSession, StoreError."""

    def __init__(
        self, store: EventStore, comments: CommentStore, registry: SessionRegistry, now: UtcNow = utc_now
    ) -> None:
        self._store = store
        self._comments = comments
        self._registry = registry
        self._now = now

    async def rows(self, session_id: str, visitor: Visitor) -> list[CommentRow]:
        """List the comments by moment, then by time, with what the visitor may do with each."""
        await self._head(session_id)
        return [_row(comment, visitor) for comment in await self._comments.read(session_id)]

    async def make(self, session_id: str, new: NewComment, visitor: Visitor) -> CommentRow:
        """Store a comment, once. Raises Refusal, BadComment, TooManyComments."""
        head = await self._ended_head(session_id)
        if new.seq > head.seq:
            message = f"The session has {head.seq:,} events, and none with the number {new.seq:,}. Reload the page."
            raise Refusal(422, "no_such_moment", message)
        comment = Comment(
            comment_id=new.comment_id or uuid.uuid4().hex,
            session_id=session_id,
            seq=new.seq,
            author=tidy_author(new.author),
            text=tidy_text(new.text),
            made_at=stamp(self._now()),
            share_id=visitor.share_id,
        )
        if await self._comments.add(session_id, (comment,)):
            return _row(comment, visitor)
        # Sent again, since the first answer was lost; what was typed since then counts.
        return await self.change(session_id, comment.comment_id, comment.text, visitor)

    async def change(self, session_id: str, comment_id: str, text: str, visitor: Visitor) -> CommentRow:
        """Give a comment another text. Raises Refusal, BadComment, NoSuchComment."""
        await self._ended_head(session_id)
        text = tidy_text(text)
        comment = await self._comment(session_id, comment_id)
        if not _may_change(comment, visitor):
            raise Refusal(403, "not_yours", "Somebody else wrote this comment, so only they can change its words.")
        if comment.text != text:
            comment = await self._comments.change(session_id, comment_id, text, stamp(self._now()))
        return _row(comment, visitor)

    async def remove(self, session_id: str, comment_id: str, visitor: Visitor) -> None:
        """Take a comment away. Raises Refusal, NoSuchComment."""
        await self._ended_head(session_id)
        if not _may_remove(await self._comment(session_id, comment_id), visitor):
            message = "Somebody else wrote this comment, so only they and the owner of the server can remove it."
            raise Refusal(403, "not_yours", message)
        await self._comments.remove(session_id, comment_id)

    async def export(self, session_id: str) -> bytes:
        """Write all comments as a file."""
        return comments_to_file(await self._head(session_id), await self._comments.read(session_id))

    async def take_in(self, session_id: str, content: bytes) -> CommentsTakenIn:
        """Take in a file of comments, each once. Raises Refusal, CommentsFileError, TooManyComments."""
        found = comments_from_file(content, await self._ended_head(session_id), stamp(self._now()))
        n_new = await self._comments.add(session_id, found)
        return CommentsTakenIn(n_new=n_new, n_known=len(found) - n_new)

    async def _head(self, session_id: str) -> Head:
        head = await self._store.head(session_id)
        if not head.seq:
            raise NoSuchSession(session_id)
        return head

    async def _ended_head(self, session_id: str) -> Head:
        head = await self._head(session_id)
        if self._registry.is_watched(session_id):
            message = "The interview is still going on. Comments can be made when it has ended."
            raise Refusal(409, "session_open", message)
        return head

    async def _comment(self, session_id: str, comment_id: str) -> Comment:
        for comment in await self._comments.read(session_id):
            if comment.comment_id == comment_id:
                return comment
        raise NoSuchComment


def _may_change(comment: Comment, visitor: Visitor) -> bool:
    return not comment.imported_at and comment.share_id == visitor.share_id


def _may_remove(comment: Comment, visitor: Visitor) -> bool:
    return not visitor.is_guest or _may_change(comment, visitor)


def _row(comment: Comment, visitor: Visitor) -> CommentRow:
    return CommentRow(
        comment_id=comment.comment_id,
        seq=comment.seq,
        author=comment.author,
        text=comment.text,
        made_at=comment.made_at,
        changed_at=comment.changed_at,
        is_imported=comment.imported_at != "",
        may_change=_may_change(comment, visitor),
        may_remove=_may_remove(comment, visitor),
    )
