"""Who a request comes from: the owner of the server, or a guest to whom one session was shown. The door decides."""

from msgspec import Struct
from starlette.requests import HTTPConnection

SCOPE_KEY = "thinkaloud.visitor"
"""Where the door puts the visitor into the ASGI scope."""


class Visitor(Struct, frozen=True, kw_only=True):
    """Whoever came in. `share_id` is empty for the owner; for a guest it names the link by which they came."""

    share_id: str = ""

    @property
    def is_guest(self) -> bool:
        """Whether they came by a link that shows one session."""
        return self.share_id != ""


OWNER = Visitor()


def visitor_of(request: HTTPConnection) -> Visitor:
    """Give who sent the request; the owner where the door named nobody else."""
    found = request.scope.get(SCOPE_KEY, OWNER)
    assert isinstance(found, Visitor)
    return found
