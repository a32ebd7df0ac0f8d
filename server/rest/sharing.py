"""Routes for showing a session to others: its links, and who somebody is who came by one."""

from fastapi import APIRouter, Request

from server.access import LOOPBACK_NAMES
from server.answers import Refusal
from server.listing import summary_of_log
from server.rest.shapes import LinkMade, LinkRow, LinkState, NewLink, Reach, SessionLinks, Shown, Visit
from server.sessions import NoSuchSession
from server.sharing.guests import Guests
from server.sharing.store import Share
from server.visitor import visitor_of
from server.wiring import Services


def sharing_routes(services: Services) -> APIRouter:
    """Make the routes `/api/sessions/{id}/shares` and `/api/visit`."""
    routes = APIRouter(prefix="/api")
    guests, store = services.guests, services.store
    reach: Reach = "machine" if services.settings.host in LOOPBACK_NAMES else "network"

    @routes.get("/visit")
    async def show_visit(request: Request) -> Visit:
        if not visitor_of(request).is_guest:
            return Visit(is_guest=False, shown=())
        return Visit(is_guest=True, shown=_shown(await guests.shown_to(request.cookies)))

    @routes.get("/sessions/{session_id}/shares")
    async def list_links(session_id: str) -> SessionLinks:
        if (await store.head(session_id)).seq == 0:
            raise NoSuchSession(session_id)
        links = await guests.links_to(session_id)
        return SessionLinks(
            reach=reach,
            names=services.settings.allowed_hosts,
            links=tuple(_row(guests, share) for share in reversed(links)),
        )

    @routes.post("/sessions/{session_id}/shares", status_code=201)
    async def make_link(session_id: str, new: NewLink) -> LinkMade:
        log = await store.read(session_id)
        if not log:
            raise NoSuchSession(session_id)
        session = summary_of_log(log)
        if session.ending is None:
            raise Refusal(409, "session_open", "The interview is still going on. It can be shared when it has ended.")
        share, secret = await guests.make_link(
            session_id,
            session.question_id,
            label=" ".join(new.label.split()),
            expires_in_days=new.expires_in_days,
            may_comment=new.may_comment,
        )
        return LinkMade(path=f"/shared/{secret}", link=_row(guests, share))

    @routes.delete("/sessions/{session_id}/shares/{share_id}", status_code=204)
    async def withdraw_link(session_id: str, share_id: str) -> None:
        if share_id not in {share.share_id for share in await guests.links_to(session_id)}:
            raise Refusal(404, "unknown_link", "This session has no such link.")
        await guests.withdraw(share_id)

    return routes


def _shown(shares: tuple[Share, ...]) -> tuple[Shown, ...]:
    """Name each session once, however many links lead to it."""
    may_comment: dict[str, bool] = {}
    for share in shares:
        may_comment[share.session_id] = may_comment.get(share.session_id, False) or share.may_comment
    return tuple(Shown(session_id=session_id, may_comment=may) for session_id, may in may_comment.items())


def _row(guests: Guests, share: Share) -> LinkRow:
    state: LinkState = "withdrawn" if share.withdrawn else "expired" if guests.has_expired(share) else "open"
    return LinkRow(
        id=share.share_id,
        label=share.label,
        made_at=share.made_at.isoformat(timespec="seconds"),
        expires_at=share.expires_at.isoformat(timespec="seconds") if share.expires_at is not None else None,
        may_comment=share.may_comment,
        state=state,
    )
