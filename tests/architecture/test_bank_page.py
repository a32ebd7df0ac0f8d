"""What the README and the reference say of the bank is what the bank holds."""

import re
from collections import Counter
from pathlib import Path

import pytest

from question_bank.load import builtin_folder, load_bank
from scripts.bank_page import questions_markdown, with_figures

ROOT = Path(__file__).parents[2]
TOTALS = {
    "questions": 2, "checks": 30, "accepted": 5, "accepted_passed": 5, "wrong": 20, "slow": 2, "rejected": 22,
    "trivial": 16, "trivial_rejected": 16, "mutants": 50, "equivalent": 4, "survived": 1,
}  # fmt: skip


def test_the_readme_counts_the_bank_as_it_is():
    questions = load_bank(builtin_folder()).all()
    folders = Counter(item.path.split("/")[0] for question in questions for item in question.submissions)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    figures = re.search(r"<!-- figures of the bank -->\n(.*?)\n<!-- end -->", readme, re.DOTALL)
    assert figures
    for count, what in (
        (len(questions), "questions"),
        (sum(len(question.checks) for question in questions), "checks"),
        (folders["accepted"], "right solutions"),
        (folders["wrong"] + folders["slow"], "wrong or slow"),
    ):
        assert f"{count:,} {what}" in figures[1] or f"{count} {what}" in figures[1], (count, what)


def test_figures_are_written_where_the_readme_has_its_place():
    readme = "before\n<!-- figures of the bank -->\nold\n<!-- end -->\nafter"
    words = with_figures(readme, TOTALS)
    assert "2 questions, 30 checks" in words
    assert "45 of 46" in words
    assert "old" not in words
    with pytest.raises(ValueError, match="no single place"):
        with_figures("nothing", TOTALS)


def test_every_question_is_on_the_page():
    questions = load_bank(builtin_folder()).all()
    page = questions_markdown(questions)
    assert all(f"`{question.id}`" in page for question in questions)
