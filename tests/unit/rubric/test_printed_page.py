"""The debrief as one HTML file: complete, harmless, and the same each time."""

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from rubric.markdown import debrief_to_markdown
from rubric.printed_page import debrief_to_html
from rubric.score import score
from tests.unit.rubric.personas import BANK, played

HOSTILE = (
    "</code></pre></details><script>alert(1)</script><img src=x onerror=alert(1)> ](javascript:alert(1)) ``` \u202e"
)
VOID = {"meta", "br", "hr", "img", "path", "rect", "circle"}


class Seen(HTMLParser):
    """Collects tags and attributes, and complains of tags that do not close what is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in {"href", "src"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def graded(question_id: str, name: str):
    return score(played(question_id, name), BANK[question_id], transcript_sha256="0" * 64)


@pytest.mark.parametrize("question_id", ["kmeans-lloyd", "churn-prediction", "debug-backprop-numpy"])
@pytest.mark.parametrize("name", ["strong", "hint_seeker", "weak", "nonsense", "abandoned", "injector"])
def test_a_page_is_whole_and_needs_nothing_else(question_id, name):
    debrief = graded(question_id, name)
    page = debrief_to_html(debrief)
    parser = seen(page)
    assert not parser.tags & {"script", "img", "iframe", "object", "link", "form", "base"}
    assert not {attribute for attribute in parser.attributes if attribute.startswith("on")}
    assert parser.addresses == []
    assert page.count('class="bar"') == 5
    assert page.count("<circle") == len(debrief.runs)
    assert debrief_to_html(graded(question_id, name)) == page
    for title in re.findall(r"^## (.*)$", debrief_to_markdown(debrief), re.MULTILINE):
        assert title in page


def test_what_candidates_wrote_is_text():
    debrief = graded("kmeans-lloyd", "average")
    said = replace(debrief.follow_ups[0], answer=HOSTILE)
    hostile = replace(
        debrief,
        session=replace(debrief.session, question_title=HOSTILE),
        follow_ups=(said, *debrief.follow_ups[1:]),
        last_code=f"# {HOSTILE}\nx = 1\n",
    )
    parser = seen(debrief_to_html(hostile))
    assert not parser.tags & {"script", "img"}
    assert parser.addresses == []


def test_the_difference_to_the_model_solution_is_shown_line_by_line():
    debrief = graded("kmeans-lloyd", "average")
    page = debrief_to_html(debrief)
    yours = {line for line in debrief.last_code.splitlines() if line.strip()} - {*debrief.reference.splitlines()}
    assert page.count('class="drop"') >= len(yours) > 0
    assert page.count('class="add"') > 0
    no_code = debrief_to_html(replace(debrief, last_code=""))
    assert 'class="drop"' not in no_code
