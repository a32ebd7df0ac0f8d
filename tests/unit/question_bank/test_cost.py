"""Claims about cost in people's words: read, told from other numbers, called wrong only when plainly wrong."""

import pytest

from question_bank.cost import find_claim, find_claims, parse, same_cost, write
from question_bank.load import load_bank
from question_bank.package import Complexity

CLUSTERS = Complexity(
    time="t*n*k*d", memory="n*k", legend={"t": "iterations", "n": "points", "k": "clusters", "d": "dimensions"}
)
WINDOWS = Complexity(
    time="n*k",
    memory="n + p",
    legend={
        "n": "places where the kernel is put, that is output rows times output columns",
        "k": "entries of the kernel, rows times columns",
        "p": "pixels of the image with its padding",
    },
)


def judged(text, complexity=CLUSTERS):
    return [(claim.what, write(claim.cost), claim.true) for claim in find_claims(text, complexity)]


@pytest.mark.parametrize(
    "text",
    [
        "O(n*k*d)",
        "O(nkd)",
        "O(N K D)",
        "o(n k d t)",
        "it is \\(O(n \\cdot k \\cdot d)\\)",
        "$O(nkd)$",
        "O(n\N{MIDDLE DOT}k\N{MIDDLE DOT}d)",
        "O(n \N{MULTIPLICATION SIGN} k \N{MULTIPLICATION SIGN} d)",
        "big O of n k d",
        "order of n times k times d",
        "O(n_points * n_clusters * d)",
        "O(iterations * n * k * d)",
        "O(i*n*k*d)",
        "O(2 n k d + k d)",
        "n times k times d per iteration",
        "number of points times number of clusters times the dimension",
        "it runs in n k d",
        "linear in n, k and d",
        "linear in the number of points",
        "O(k d) per point",
        "samples times centroids times features",
    ],
)
def test_a_right_claim_is_right_in_any_form(text):
    assert [claim.true for claim in find_claims(text, CLUSTERS)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The time is O(n).",
        "time complexity is O(n k)",
        "It is O(n^2 * d).",
        "O(n\N{SUPERSCRIPT TWO} k d) time",
        "big O of n squared",
        "it is quadratic in the number of points",
        "it's O(n log n)",
        "It is O(1).",
        "constant memory",
        "memory is O(n squared)",
        "the running time grows quadratically with the points",
    ],
)
def test_a_plainly_wrong_claim_is_wrong(text):
    assert [claim.true for claim in find_claims(text, CLUSTERS)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "makes a temporary of n times k times d numbers",
        "a loop over the clusters needs only the n times k table",
        "sends only the sums and counts per cluster, k times d numbers, which are added up",
        "With a tree it would be O(n log k).",
        "A naive version is O(n^2).",
        "If we used mini-batches it is O(b k d).",
        "memory is O(n*k*d)",
        "that is O(n*k)",
        "O(m log m)",
        "O(whatever)",
        "n squared",
        "an n by k by d array",
        "The inner loop is O(d).",
        "points times clusters",
    ],
)
def test_what_is_said_of_something_else_or_unclearly_is_not_held_against_anybody(text):
    assert {claim.true for claim in find_claims(text, CLUSTERS)} <= {None, True}
    assert not [claim for claim in find_claims(text, CLUSTERS) if claim.true is False]


@pytest.mark.parametrize(
    "text",
    ["I run it three times.", "five by five kernel", "order of the columns matters not", "I loop n times", "quadratic",
     "I pick a random n and k", "x times y", "", "(((", "O(", "O()", "n **", "O(n +", "log", "*" * 50,
     "o(" * 400, "a" * 999],
)  # fmt: skip
def test_what_is_no_claim_is_none_and_nothing_raises(text):
    assert find_claims(text, CLUSTERS) == () or find_claim(text, CLUSTERS).true is None
    parse(text, CLUSTERS.legend)


def test_time_and_memory_are_told_apart_by_the_words_beside_them():
    both = "Time is O(n*k*d) per iteration and memory is O(n*k)"
    assert judged(both) == [("time", "d*k*n", True), ("memory", "k*n", True)]
    assert judged("O(n^2) time, O(n k) memory") == [("time", "n**2", False), ("memory", "k*n", True)]
    assert judged("each iteration is O(n k d) and memory is O(n k)")[0] == ("time", "d*k*n", True)


def test_words_of_the_legend_stand_for_its_letters():
    assert judged("output positions times kernel entries", WINDOWS) == [("time", "k*n", True)]
    assert judged("memory is n plus p", WINDOWS) == [("memory", "n + p", True)]
    assert judged("memory is O(p)", WINDOWS) == [("memory", "p", None)]
    assert judged("O(H*W*kh*kw)", WINDOWS)[0][2] is None


def test_the_text_of_a_claim_is_an_exact_piece_of_what_was_said():
    for text in ("So, Time is \\(O(n \\cdot k)\\) I think", "well: N times K times D!", "it's linear in   the points"):
        for claim in find_claims(text, CLUSTERS):
            assert claim.text
            assert claim.text in text


def test_of_several_claims_in_a_sentence_a_true_one_comes_first():
    claim = find_claim("The temporary is n times k numbers, the time is O(n k d).", CLUSTERS)
    assert (claim.text, claim.true) == ("O(n k d)", True)


@pytest.mark.parametrize(
    ("claimed", "expected", "same"),
    [
        ("2*n^2*k^2", "n*n*k*k", True),
        ("n**2", "n*n*k*k", False),
        ("n squared times k squared", "n*n*k*k", True),
        ("n + n*k", "n*k", True),
        ("z", "n*k", None),
        ("", "n", None),
    ],
)
def test_written_costs_are_compared(claimed, expected, same):
    assert same_cost(claimed, expected, {"n": "side", "k": "kernel side"}) is same


@pytest.mark.parametrize("question", load_bank().all(), ids=lambda question: question.id)
def test_no_model_answer_of_a_package_makes_a_wrong_claim(question):
    answers = [one.model_answer for one in (*question.follow_ups, *question.triggers)]
    wrong = [claim.text for text in answers for claim in find_claims(text, question.complexity) if claim.true is False]
    assert wrong == []
    for cost in (question.complexity.time, question.complexity.memory):
        assert parse(cost, question.complexity.legend) is not None
