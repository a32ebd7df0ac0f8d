"""Claims about cost are read and compared with the question's own."""

import pytest

from question_bank.package import Complexity
from rubric.cost_claims import find_claim, same_cost

COST = Complexity(
    time="t*n*k*d", memory="n*k", legend={"t": "iterations", "n": "points", "k": "clusters", "d": "dimensions"}
)


@pytest.mark.parametrize(
    ("said", "true"),
    [
        ("It is O(n*k*d) per iteration.", True),
        ("O(nkd) time", True),
        ("the time is O(k * n * d * t)", True),
        ("big O of n times k times d", True),
        ("points times clusters times dimensions", True),
        ("O(n k d + k d)", True),
        ("It is O(n) time.", False),
        ("O(n^2 * d)", False),
        ("that is O(n*k)", None),
        ("the time is O(n*k)", False),
        ("memory is O(n*k)", True),
        ("memory is O(n*k*d)", None),
        ("memory is O(n*n)", False),
        ("O(m log m)", None),
    ],
)
def test_claims(said, true):
    claim = find_claim(said, COST)
    assert claim is not None
    assert claim.true is true
    assert claim.text in said


@pytest.mark.parametrize("said", ["I run it three times.", "order of the columns matters not", "five by five kernel"])
def test_what_is_no_claim_is_not_held_against_anybody(said):
    claim = find_claim(said, COST)
    assert claim is None or claim.true is None


def test_powers_and_constants():
    legend = {"n": "side", "k": "kernel side"}
    assert same_cost("2*n^2*k^2", "n*n*k*k", legend) is True
    assert same_cost("n**2", "n*n*k*k", legend) is False
    assert same_cost("n squared times k squared", "n*n*k*k", legend) is True
