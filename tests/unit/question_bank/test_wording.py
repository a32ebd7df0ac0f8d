import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.package import Point
from question_bank.wording import covered_points, find_phrase, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Um, it doesn't converge, you know.", "it does not converge"),
        ("It\u2019s n_iterations = 100", "it is n iterations 100"),
        ("k-means++ is O(n*k*d)", "k means plus plus is o n k d"),
        ("one of TWO groups, 0.5%", "1 of 2 groups 0.5 percent"),
        ("na\u00efve \uff11\uff12", "naive 12"),
        ("the points' mean and Lloyd's loop", "the points mean and lloyd loop"),
        ("", ""),
        ("\u2026!?", ""),
    ],
)
def test_normalised_form(text, expected):
    assert normalise(text) == expected


def test_a_quote_is_the_exact_piece_of_the_original():
    text = "Well, it's a  Local-Optimum \u2014 not more."
    quote = find_phrase([r"local optim\w+"], text)
    assert quote is not None
    assert quote.text == text[quote.start : quote.end] == "Local-Optimum"


@pytest.mark.parametrize(
    "text",
    [
        "It does not always find the global optimum.",
        "It never reaches a global optimum",
        "there's no global optimum here",
        "you can't guarantee the global optimum",
    ],
)
def test_what_is_denied_does_not_count(text):
    assert find_phrase(["global optimum"], text) is None


@pytest.mark.parametrize(
    "text",
    [
        "It is not only fast, it finds the global optimum.",
        "That is not a local one. It is the global optimum.",
        "It does not stop early but finds the global optimum",
        "No, global optimum it is",
        "not only the global optimum",
    ],
)
def test_a_negation_elsewhere_does_not_deny(text):
    assert find_phrase(["global optimum"], text) is not None


def test_a_negation_inside_the_phrase_belongs_to_it():
    assert find_phrase(["not the global"], "it is not the global one") is not None


def test_a_later_affirmed_place_is_found_after_a_denied_one():
    text = "It's not k-means there. I'd take k-means here."
    quote = find_phrase(["k means"], text)
    assert quote is not None
    assert quote.start == text.rindex("k-means")


def test_digits_and_number_words_are_the_same():
    assert find_phrase(["two clusters"], "2 clusters") is not None
    assert find_phrase(["2 clusters"], "two clusters") is not None


def test_points_come_with_their_quotes():
    points = (Point(id="a", says="", phrases=("mean",)), Point(id="b", says="", phrases=("median",)))
    covered = covered_points("Take the mean, not the median.", points)
    assert list(covered) == ["a"]
    assert covered["a"].text == "mean"


def test_patterns_that_are_invalid_or_empty_find_nothing():
    assert find_phrase(["(", "x*", ""], "some words (") is None


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_and_any_word_are_safe_and_quotes_are_exact(text, word):
    normalise(text)
    quote = find_phrase([re.escape(normalise(word)) or "a", r"\w+"], text)
    if quote:
        assert quote.text == text[quote.start : quote.end]
        assert quote.text


@given(st.text(alphabet="abz \n'.,-_0123456789+%\u2019\u00e9\u00df\u0130", max_size=60))
def test_normalising_gives_single_spaces_and_no_capitals(text):
    form = normalise(text)
    assert form == " ".join(form.split())
    assert form == form.lower()


@pytest.mark.parametrize("phrase", ["decreases the inertia", r"\bthe inertia", "(?:the )?inertia"])
@pytest.mark.parametrize("text", ["It decreases the inertia.", "It decreases inertia."])
def test_an_article_may_go_unsaid(phrase, text):
    assert find_phrase([phrase], text) is not None


@pytest.mark.parametrize(("phrase", "text"), [("breathe in", "brea in"), ("an? inertia", "inertia")])
def test_what_only_looks_like_an_article_stays(phrase, text):
    assert find_phrase([phrase], text) is None
