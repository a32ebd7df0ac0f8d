import ast
import re
from pathlib import Path

import pytest

from agent import script
from agent.script import LINES, choose, fill, minutes_in_words
from agent.wordings import AGAIN, MAY_BE_SILENT, MAY_STAND_ALONE

PRAISE = re.compile(
    r"\b(great|excellent|perfect|well done|good job|awesome|amazing|brilliant|impressive|nice work)\b", re.IGNORECASE
)
AGENT = Path(script.__file__).parent


def test_every_move_has_three_or_more_wordings():
    assert {key: len(lines) for key, lines in LINES.items() if len(lines) < 3} == {}
    assert all(len(set(lines)) == len(lines) for lines in LINES.values())


@pytest.mark.parametrize("line", [line for lines in LINES.values() for line in lines])
def test_lines_are_short_plain_and_ask_one_thing(line):
    assert "!" not in line
    assert not PRAISE.search(line)
    assert line.count("?") <= 1
    assert all(len(sentence.split()) <= 22 for sentence in re.split(r"[.?;:]", line))


def test_wordings_of_one_thing_use_the_same_slots():
    for key, lines in LINES.items():
        assert len({frozenset(re.findall(r"\{(\w+)\}", line)) for line in lines}) == 1, key


def test_every_wording_is_used_and_every_used_wording_exists():
    used = {
        node.value
        for path in AGENT.glob("*.py")
        if path.name != "wordings.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    nudges = {key for key in LINES if key.startswith("nudge_")}
    in_practice = {key for key in LINES if key.removesuffix("_in_practice") in LINES}
    probes = {key for key in LINES if key.startswith("probe_")}
    assert {key.removesuffix("_in_practice") for key in in_practice - nudges - probes} - used == set()
    assert probes - used == set()
    assert len(nudges) == 5


def test_no_wording_comes_back_while_another_is_left():
    said = []
    for seq in range(12):
        line = choose("answer", seed=5, seq=seq, said=said)
        said.append(fill(line, {"text": "Some {braces} stay."}))
        assert len(set(said)) == min(seq + 1, len(LINES["answer"]))


@pytest.mark.parametrize("key", sorted(MAY_BE_SILENT))
def test_what_may_stay_unsaid_is_left_out_when_all_was_said(key):
    said = list(LINES[key])
    assert choose(key, seed=1, seq=1, said=said) == ""


@pytest.mark.parametrize("key", sorted(MAY_STAND_ALONE))
def test_a_text_stands_alone_when_all_leads_were_said(key):
    said = [fill(line, {"text": "x"}) for line in LINES[key]]
    assert choose(key, seed=1, seq=1, said=said) == "{text}"


@pytest.mark.parametrize("key", sorted(set(LINES) - MAY_BE_SILENT - MAY_STAND_ALONE))
def test_anything_else_is_said_as_a_repetition_and_never_in_the_same_words(key):
    said = []
    for seq in range(len(LINES[key]) * len(AGAIN)):
        line = choose(key, seed=3, seq=seq, said=said)
        assert line not in said
        said.append(line)
    assert any(said[-1].startswith(again) for again in AGAIN)


def test_a_wording_beside_another_text_counts_as_said():
    said = [f"{line} What else?" for line in LINES["acknowledge"][:-1]]
    assert choose("acknowledge", seed=1, seq=1, said=said) == LINES["acknowledge"][-1]


def test_braces_in_a_value_stay():
    assert fill("Sure. {text}", {"text": "a {text} b"}) == "Sure. a {text} b"


@pytest.mark.parametrize(
    ("ms", "words"), [(0, "1 minute"), (60_000, "1 minute"), (61_000, "2 minutes"), (600_000, "10 minutes")]
)
def test_minutes_are_rounded_up(ms, words):
    assert minutes_in_words(ms) == words
