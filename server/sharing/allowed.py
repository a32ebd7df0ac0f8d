"""What a guest may ask for: the one list. What is not on it is refused, also a route that is made after it.

Paths are compared piece by piece with those of the list, as text, so there is nothing to be tricked by dots, slashes,
case or escapes: whatever a path is that is not on the list, it is not on the list. Must not know who asks.
"""

from typing import NamedTuple

from server.sharing.store import Share

_NO_NAMES = frozenset({"", ".", ".."})


class Allowed(NamedTuple):
    """A route that guests may use. A piece in braces is an id: of the shown session or its question, else any name."""

    method: str
    path: str
    comments: bool = False
    """Whether it writes comments, which not every link allows."""


ALLOWED = (
    Allowed("GET", "/api/visit"),
    Allowed("GET", "/api/grading"),
    Allowed("GET", "/api/questions/{question_id}"),
    Allowed("GET", "/api/questions/{question_id}/files/{name}"),
    Allowed("GET", "/api/sessions/{session_id}"),
    Allowed("GET", "/api/sessions/{session_id}/log"),
    Allowed("GET", "/api/sessions/{session_id}/export"),
    Allowed("GET", "/api/sessions/{session_id}/notebook.ipynb"),
    Allowed("GET", "/api/sessions/{session_id}/debrief"),
    Allowed("GET", "/api/sessions/{session_id}/debrief.html"),
    Allowed("GET", "/api/sessions/{session_id}/debrief.md"),
    Allowed("GET", "/api/sessions/{session_id}/comments"),
    Allowed("GET", "/api/sessions/{session_id}/comments/export"),
    Allowed("POST", "/api/sessions/{session_id}/comments", comments=True),
    Allowed("PATCH", "/api/sessions/{session_id}/comments/{comment_id}", comments=True),
    Allowed("DELETE", "/api/sessions/{session_id}/comments/{comment_id}", comments=True),
)


def allowed_by(share: Share, method: str, path: str) -> Allowed | None:
    """Find the route of the list that a request asks for, when it is about what the link shows; else None."""
    pieces = path.split("/")
    return next((each for each in ALLOWED if each.method == method and _fits(share, each.path, pieces)), None)


def _fits(share: Share, template: str, pieces: list[str]) -> bool:
    wanted = template.split("/")
    return len(wanted) == len(pieces) and all(_fits_piece(share, *pair) for pair in zip(wanted, pieces, strict=True))


def _fits_piece(share: Share, wanted: str, piece: str) -> bool:
    match wanted:
        case "{session_id}":
            return piece == share.session_id
        case "{question_id}":
            return piece == share.question_id
        case _ if wanted.startswith("{"):
            return piece not in _NO_NAMES
        case _:
            return piece == wanted
