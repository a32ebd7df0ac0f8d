"""Who may enter: token, cookie, host and origin."""

import pytest
from starlette.datastructures import Headers

from server.access import Access, token_kept_in
from transcripts.store import StoreFailed

TOKEN = "t" * 20


def make_access(host: str = "127.0.0.1", **more: tuple[str, ...]) -> Access:
    return Access(TOKEN, host=host, port=8765, **more)


@pytest.mark.parametrize(
    ("headers", "enters"),
    [
        ({"Authorization": f"Bearer {TOKEN}"}, True),
        ({"authorization": f"bearer {TOKEN}"}, True),
        ({"Authorization": f"Bearer {TOKEN}x"}, False),
        ({"Authorization": "Bearer "}, False),
        ({"Authorization": f"Basic {TOKEN}"}, False),
        ({"Authorization": TOKEN}, False),
        ({"Authorization": "Bearer éé"}, False),
        ({}, False),
    ],
)
def test_scripts_enter_with_the_token(headers, enters):
    assert make_access().may_enter(Headers(headers), {}) is enters


def test_the_cookie_opens_and_does_not_hold_the_token():
    access = make_access()
    assert TOKEN not in access.cookie_value
    assert access.may_enter(Headers({}), {access.cookie_name: access.cookie_value})
    assert not access.may_enter(Headers({}), {access.cookie_name: TOKEN})
    assert not access.may_enter(Headers({}), {"thinkaloud-1": access.cookie_value})
    assert not access.may_enter(Headers({}), {access.cookie_name: ""})


@pytest.mark.parametrize(
    ("bound", "called", "ours"),
    [
        ("127.0.0.1", "127.0.0.1:8765", True),
        ("127.0.0.1", "localhost:8765", True),
        ("127.0.0.1", "LOCALHOST", True),
        ("127.0.0.1", "[::1]:8765", True),
        ("127.0.0.1", "evil.example:8765", False),
        ("127.0.0.1", "127.0.0.1.evil.example", False),
        ("127.0.0.1", "localhost.evil.example", False),
        ("127.0.0.1", "evil.example@127.0.0.1", True),
        ("127.0.0.1", "127.0.0.1@evil.example", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[::1", False),
        ("192.168.1.5", "192.168.1.5:8765", True),
        ("192.168.1.5", "evil.example", False),
        ("0.0.0.0", "anything.example", True),
    ],
)
def test_only_our_own_names_are_answered_to(bound, called, ours):
    assert make_access(bound).is_our_host(Headers({"Host": called})) is ours


def test_further_names_are_allowed_by_setting():
    access = make_access("0.0.0.0", allowed_hosts=("Interview.example",))
    assert access.is_our_host(Headers({"Host": "interview.example:80"}))
    assert not access.is_our_host(Headers({"Host": "other.example"}))


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        ("http://127.0.0.1:8765", True),
        ("HTTP://127.0.0.1:8765", True),
        ("http://127.0.0.1:3000", False),
        ("http://localhost:8765", False),
        ("https://evil.example", False),
        ("null", False),
        ("", False),
        ("file://", False),
        ("https://dev.example", True),
    ],
)
def test_only_pages_of_ours_may_connect(origin, ours):
    access = make_access(allowed_origins=("https://dev.example/",))
    assert access.is_our_origin(Headers({"Host": "127.0.0.1:8765", "Origin": origin})) is ours


def test_without_an_origin_only_the_bearer_passes():
    access = make_access()
    assert not access.is_our_origin(Headers({"Host": "127.0.0.1:8765"}))
    assert access.is_our_origin(Headers({"Host": "127.0.0.1:8765", "Authorization": f"Bearer {TOKEN}"}))


def test_an_empty_host_matches_no_empty_origin():
    assert not make_access().is_our_origin(Headers({"Origin": "null"}))


def test_the_token_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    path = tmp_path / "data" / "access-token"
    token = token_kept_in(path)
    assert len(token) >= 32
    assert token_kept_in(path) == token
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "short", "\n"])
def test_a_token_that_is_none_is_made_anew(tmp_path, content):
    path = tmp_path / "access-token"
    path.write_text(content)
    token = token_kept_in(path)
    assert len(token) >= 32
    assert token_kept_in(path) == token


def test_a_token_that_cannot_be_kept_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFailed, match="cannot be written"):
        token_kept_in(tmp_path / "file" / "access-token")
