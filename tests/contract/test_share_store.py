"""What every store of links promises, run on each back-end."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from server.sharing.store import Share, ShareStore
from server.sharing.store_memory import MemoryShares
from server.sharing.store_sqlite import SqliteShares
from transcripts.store import StoreClosed

NOON = datetime(2026, 1, 2, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ShareStore]:
    store: ShareStore = MemoryShares() if request.param == "memory" else SqliteShares(tmp_path / "shares.sqlite3")
    yield store
    await store.close()


def make_share(share_id: str, session_id: str = "one", *, minute: int = 0, expires: bool = True) -> Share:
    made_at = NOON + timedelta(minutes=minute)
    return Share(
        share_id=share_id,
        session_id=session_id,
        question_id="kmeans-lloyd",
        label="Dr. é 🙂 'quoted'; --",
        may_comment=minute % 2 == 0,
        made_at=made_at,
        expires_at=made_at + timedelta(days=30) if expires else None,
        key_sha256="ab" * 32,
    )


@pytest.mark.parametrize("expires", [True, False])
async def test_what_was_added_is_found_as_it_was(store, expires):
    share = make_share("a", expires=expires)
    await store.add(share)
    assert await store.find(["a"]) == (share,)
    assert await store.of_session("one") == (share,)


async def test_only_what_is_asked_for_is_found_oldest_first(store):
    shares = {name: make_share(name, minute=minute) for name, minute in (("c", 1), ("a", 2), ("b", 0))}
    for share in shares.values():
        await store.add(share)
    assert await store.find(["a", "nothing", "b", "a"]) == (shares["b"], shares["a"])
    assert await store.find([]) == ()


async def test_links_are_listed_by_session_oldest_first(store):
    for share in (make_share("a", minute=3), make_share("b", "two"), make_share("c", minute=1)):
        await store.add(share)
    assert [share.share_id for share in await store.of_session("one")] == ["c", "a"]
    assert [share.share_id for share in await store.of_session("two")] == ["b"]
    assert await store.of_session("three") == ()


async def test_of_two_links_with_one_id_the_first_stays(store):
    await store.add(make_share("a"))
    with pytest.raises(ValueError, match="our mistake"):
        await store.add(make_share("a", "two"))
    assert await store.find(["a"]) == (make_share("a"),)


async def test_a_withdrawn_link_is_kept_and_stays_withdrawn(store):
    share, other = make_share("a"), make_share("b", minute=1)
    await store.add(share)
    await store.add(other)
    for _ in range(2):
        await store.withdraw("a")
        assert await store.find(["a", "b"]) == (msgspec.structs.replace(share, withdrawn=True), other)
    await store.withdraw("nothing")


async def test_a_closed_store_says_so(store):
    await store.close()
    await store.close()
    for use in (store.add(make_share("a")), store.find(["a"]), store.of_session("one"), store.withdraw("a")):
        with pytest.raises(StoreClosed):
            await use


@pytest.mark.parametrize(
    ("minutes", "withdrawn", "is_open"),
    [(0, False, True), (59, False, True), (60, False, False), (61, False, False), (0, True, False)],
)
def test_a_link_is_open_until_its_time_is_over_or_it_is_withdrawn(minutes, withdrawn, is_open):
    share = msgspec.structs.replace(make_share("a"), expires_at=NOON + timedelta(hours=1), withdrawn=withdrawn)
    assert share.is_open(NOON + timedelta(minutes=minutes)) is is_open
