"""Checks of a linear layer with a low-rank update against matrix products in NumPy and float64.

Tolerances: numbers near one, a dozen terms to a sum and scales of at most 16, in float32: rounding stays below 1e-5,
and 1e-4 is allowed, relative to larger numbers. Merging and unmerging rounds once each, which 1e-5 allows for. A wrong
scale or a missing part moves outputs by more than 1e-2.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    as_array,
    expect_close,
    expect_shape,
    expect_that,
    fail,
    np,
)

CLOSE = 1e-4
ROUNDED = 1e-5


class _Case:
    """A base layer, an update, and some input."""

    def __init__(
        self,
        rng: np.random.Generator,
        n_in: int,
        n_out: int,
        rank: int,
        leading: tuple[int, ...] = (5,),
        bias: bool = True,
        dtype: type = np.float32,
    ) -> None:
        def drawn(*shape: int) -> Array:
            return rng.normal(size=shape).astype(dtype)

        self.weight, self.bias = drawn(n_out, n_in), drawn(n_out) if bias else None
        self.a, self.b = drawn(rank, n_in), drawn(n_out, rank)
        self.x, self.slope = drawn(*leading, n_in), drawn(*leading, n_out)
        self.rank = rank

    @property
    def base(self) -> tuple[Array, Array | None]:
        return self.weight, self.bias

    def merged(self, alpha: float) -> Array:
        delta = self.b.astype(np.float64) @ self.a.astype(np.float64)
        return np.asarray(self.weight + alpha / self.rank * delta)

    def output(self, alpha: float | None) -> Array:
        """Output with the update, or of the base alone for None."""
        weight = self.weight.astype(np.float64) if alpha is None else self.merged(alpha)
        output = self.x.astype(np.float64) @ weight.T
        return np.asarray(output if self.bias is None else output + self.bias)


def _part(answer: object, name: str) -> object:
    if not isinstance(answer, Mapping) or name not in answer:
        fail("Nothing came out that could be looked at.")
    return answer[name]


def _expect_right(
    candidate: Candidate, case: _Case, options: Mapping[str, float], *, what: str, given: str = ""
) -> None:
    """Compare the output and all gradients."""
    alpha = options.get("alpha", 16.0)
    answer = candidate.call_named(
        "with_gradients", *case.base, {"rank": case.rank, **options}, case.a, case.b, case.x, case.slope
    )
    wanted = case.output(alpha)
    expect_close(
        _part(answer, "output"), wanted, rtol=CLOSE, atol=CLOSE, what=f"the output {what}".rstrip(), given=given
    )
    scale = alpha / case.rank
    rows = case.x.astype(np.float64).reshape(-1, case.x.shape[-1])
    slopes = case.slope.astype(np.float64).reshape(-1, case.slope.shape[-1])
    gradients = {
        "a": scale * (slopes @ case.b).T @ rows,
        "b": scale * slopes.T @ (rows @ case.a.T),
        "x": (slopes @ case.merged(alpha)).reshape(case.x.shape),
    }
    names = {"a": "lora_a", "b": "lora_b", "x": "the input"}
    for name, gradient in gradients.items():
        got = _part(answer, name)
        if got is None:
            fail(f"No gradient reaches {names[name]}.", given=given)
        text = f"the gradient of {names[name]} {what}".rstrip()
        expect_close(got, gradient, rtol=CLOSE, atol=CLOSE * 10, what=text, given=given)
    expect_that(
        _part(answer, "base_has_gradients") is False,
        "The wrapped layer gets gradients, so it is not frozen.",
        given=given,
    )
    expect_that(_part(answer, "unchanged") is True, "The input is changed in place.", given=given)


# --- visible examples


def unchanged_at_first(candidate: Candidate, rng: np.random.Generator) -> None:
    case = _Case(rng, 4, 3, 2)
    given = "a fresh layer around a linear layer from 4 to 3, rank=2"
    answer = candidate.call_named("fresh", *case.base, {"rank": 2}, case.x)
    expect_close(_part(answer, "output"), case.output(None), rtol=CLOSE, atol=CLOSE, what="the output", given=given)
    trained = {"lora_a": [2, 4], "lora_b": [3, 2]}
    expect_that(_part(answer, "trained") == trained, "What is trained is not `lora_a` and `lora_b` alone.", given=given)


def by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    """The update is [[2, 0], [0, 0]] times alpha over rank, which is three."""
    case = _Case(rng, 2, 2, 1, (1,))
    one = np.eye(2, dtype=np.float32)
    case.weight, case.bias = one, np.zeros(2, dtype=np.float32)
    case.a, case.b, case.x = one[:1], 2 * one[:, :1], np.array([[1.0, 5.0]], dtype=np.float32)
    given = "weight [[1, 0], [0, 1]], lora_a [[1, 0]], lora_b [[2], [0]], rank=1, alpha=3, x [[1, 5]]"
    _expect_right(candidate, case, {"alpha": 3.0}, what="", given=given)


# --- the update


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """All sizes differ, so no product can be turned round unnoticed; then all equal, so nothing raises."""
    for n_in, n_out, rank, alpha in ((6, 4, 2, 1.0), (3, 7, 4, 8.0), (5, 2, 1, 2.5), (3, 3, 3, 4.0), (2, 3, 6, 3.0)):
        _expect_right(candidate, _Case(rng, n_in, n_out, rank), {"alpha": alpha}, what="of an adapted layer")


def rank_and_alpha(candidate: Candidate, rng: np.random.Generator) -> None:
    """The same product with another alpha, and padded with zeros to a higher rank."""
    case = _Case(rng, 5, 4, 2)
    for alpha in (0.5, 2.0, 32.0):
        _expect_right(candidate, case, {"alpha": alpha}, what="for another alpha")
    for rank in (3, 8):
        case.a, case.b = (
            np.pad(case.a, ((0, rank - case.rank), (0, 0))),
            np.pad(case.b, ((0, 0), (0, rank - case.rank))),
        )
        case.rank = rank
        _expect_right(candidate, case, {"alpha": 6.0}, what="for another rank")


def default_alpha(candidate: Candidate, rng: np.random.Generator) -> None:
    for rank in (2, 4):
        _expect_right(candidate, _Case(rng, 4, 3, rank), {}, what="with the default alpha")


def without_bias(candidate: Candidate, rng: np.random.Generator) -> None:
    case = _Case(rng, 4, 3, 2, bias=False)
    _expect_right(candidate, case, {"alpha": 4.0}, what="without a bias")
    _expect_served(candidate, case, 4.0, ["merge", "unmerge"])


def leading_axes(candidate: Candidate, rng: np.random.Generator) -> None:
    for leading in ((), (1,), (2, 3), (2, 1, 3)):
        _expect_right(candidate, _Case(rng, 4, 3, 2, leading), {"alpha": 4.0}, what="with other leading axes")


def first_weights(candidate: Candidate, rng: np.random.Generator) -> None:
    """One factor is zero and the other is not, or nothing would ever be learned; it is drawn for each layer."""
    case = _Case(rng, 30, 20, 6)
    answer = candidate.call_named("fresh", *case.base, {"rank": 6}, case.x)
    a = expect_shape(_part(answer, "a"), (6, 30), what="lora_a")
    b = expect_shape(_part(answer, "b"), (20, 6), what="lora_b")
    expect_that(not b.any(), "`lora_b` is not zero at first.")
    # A draw of any sensible size; exact zeros come with probability zero.
    expect_that(
        np.count_nonzero(a) > 90 and np.isfinite(a).all(), "`lora_a` is zero at first, so nothing can be learned."
    )
    expect_that(1e-4 < a.std() < 10.0, "The first numbers of `lora_a` have an odd size.")
    expect_that(np.linalg.matrix_rank(a.astype(np.float64)) == 6, "The rows of `lora_a` depend on each other at first.")
    other = expect_shape(_part(answer, "other_a"), (6, 30), what="lora_a of another layer")
    expect_that(not np.array_equal(a, other), "Two layers begin with the same `lora_a`.")


def learns(candidate: Candidate, rng: np.random.Generator) -> None:
    """A target that differs from the base by a product of rank one; the base stays as it was."""
    case = _Case(rng, 5, 4, 1, (40,))
    target = case.output(2.0).astype(np.float32)
    answer = candidate.call_named("fine_tune", *case.base, {"rank": 2, "alpha": 2.0}, case.x, target, 150)
    losses = expect_shape(_part(answer, "losses"), (150,), what="the losses")
    expect_that(losses[-1] < 0.1 * losses[0], "Training the update does not bring the loss down.")
    expect_close(_part(answer, "weight"), case.weight, rtol=0, atol=0, what="the weight of the base after training")
    expect_close(_part(answer, "bias"), case.bias, rtol=0, atol=0, what="the bias of the base after training")


# --- merging


def _expect_served(candidate: Candidate, case: _Case, alpha: float, actions: list[str]) -> None:
    """After each action: the same output, the weight merged or not, and no more to train than before."""
    options = {"rank": case.rank, "alpha": alpha}
    found = candidate.call_named("serve", *case.base, options, case.a, case.b, case.x, actions)
    if not isinstance(found, list) or len(found) != len(actions):
        fail("The layer could not be merged and unmerged.")
    for action, state in zip(actions, found, strict=True):
        merged = action == "merge"
        word = "merging" if merged else "unmerging"
        expect_close(
            _part(state, "output"), case.output(alpha), rtol=CLOSE, atol=CLOSE, what=f"the output after {word}"
        )
        weight = case.merged(alpha) if merged else case.weight
        expect_close(
            _part(state, "weight"), weight, rtol=ROUNDED, atol=ROUNDED, what=f"the weight of the base after {word}"
        )
        base_output = case.output(alpha if merged else None)
        what = f"the output of the base alone after {word}"
        expect_close(_part(state, "base_output"), base_output, rtol=CLOSE, atol=CLOSE, what=what)
        if case.bias is not None:
            expect_close(_part(state, "bias"), case.bias, rtol=0, atol=0, what=f"the bias after {word}")
        trained = _part(state, "trained")
        expect_that(trained == ["lora_a", "lora_b"], f"After {word}, other parameters are trained than before.")
        expect_that(
            _part(state, "modes") == [True], f"After {word}, training and evaluation mode give different outputs."
        )


def merges(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_in, n_out, rank, alpha in ((5, 3, 2, 4.0), (4, 4, 1, 0.5), (3, 6, 4, 1.0)):
        _expect_served(candidate, _Case(rng, n_in, n_out, rank), alpha, ["merge"])


def unmerges(candidate: Candidate, rng: np.random.Generator) -> None:
    case = _Case(rng, 5, 3, 2)
    _expect_served(candidate, case, 4.0, ["merge", "unmerge", "merge", "unmerge"])


def merges_only_once(candidate: Candidate, rng: np.random.Generator) -> None:
    """Merging what is merged, and unmerging what is not, does nothing."""
    _expect_served(candidate, _Case(rng, 5, 3, 2), 4.0, ["merge", "merge", "unmerge", "unmerge", "merge"])
    _expect_served(candidate, _Case(rng, 4, 4, 2), 2.0, ["unmerge", "merge", "merge"])


def double_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    """The update has the type of the base, or the two cannot be added up."""
    case = _Case(rng, 4, 3, 2, dtype=np.float64)
    answer = candidate.call_named("fresh", *case.base, {"rank": 2}, case.x)
    for name in ("a", "b", "output"):
        part = as_array(_part(answer, name), what="a part of the layer")
        expect_that(
            part.dtype == np.float64, "Around a base in double precision, not everything is in double precision."
        )
    _expect_right(candidate, case, {"alpha": 4.0}, what="in double precision")
    _expect_served(candidate, case, 4.0, ["merge", "unmerge"])


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """A quarter of a million rows go through in a few products."""
    case = _Case(rng, 8, 8, 2, (500, 500))
    got = candidate.call_named("apply", *case.base, {"rank": 2, "alpha": 2.0}, case.a, case.b, case.x)
    expect_close(got, case.output(2.0), rtol=CLOSE, atol=CLOSE, what="the output for many rows")
