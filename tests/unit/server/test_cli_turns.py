import io

import pytest
from rich.console import Console

from server.cli_turns import prose


def shown(text: str) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(prose(text))
    return out.getvalue().strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words end in </w>, unknown ones are <unk>.", "Words end in </w>, unknown ones are <unk>."),
        ("From `<s>` to x < y and y > x.", "From <s> to x < y and y > x."),
        ("Plain words.", "Plain words."),
    ],
)
def test_what_looks_like_a_tag_is_text(text, expected):
    assert shown(text) == expected
