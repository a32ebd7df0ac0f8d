"""The printed debrief says what the data says and lets no words become markup."""

import pytest

from rubric.markdown import debrief_to_markdown
from rubric.score import score
from transcripts.events import Act


def test_each_session_can_be_printed(question, write, cast):
    for name, play in cast.items():
        debrief = score(play(write()).log, question, transcript_sha256="x" * 64)
        text = debrief_to_markdown(debrief)
        assert text.startswith("# Debrief: k-means clustering")
        assert "## The five dimensions" in text
        assert "None" not in text.partition("## Your last code")[0], name
        assert text == debrief_to_markdown(debrief)


@pytest.mark.parametrize("heading", ["## Why", "## Practise next", "## Follow-ups", "## Checks", "## A model solution"])
def test_what_one_looks_for_is_there(question, write, cast, heading):
    text = debrief_to_markdown(score(cast["average"](write()).log, question, transcript_sha256="x"))
    assert heading in text


def test_words_do_not_become_markup(question, write, cast):
    script = write().opens()
    script.says("# Assume points <script>alert(1)</script> | *centroids* [x](y) because clusters", Act.THINKS_ALOUD)
    script.says("Because the centroids <b>move</b> the points change clusters", Act.THINKS_ALOUD)
    script.asks_for_plan().wait(900)
    text = debrief_to_markdown(score(script.ends().log, question, transcript_sha256="x"))
    assert "<script>" not in text
    assert "<b>" not in text
