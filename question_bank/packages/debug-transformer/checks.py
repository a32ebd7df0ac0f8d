"""Checks of a mended GPT. The reference is a model in NumPy and float64 that goes row by row, place by place and head
by head, so it needs no mask, no transposing and no merging of axes.

Tolerances: the model runs in float32 with two or three layers and scores near one; rounding stays below 1e-5 there, and
5e-4 is allowed. Each fault moves scores by more than 1e-2.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    as_array,
    expect_close,
    expect_dtype_kind,
    expect_shape,
    expect_that,
    fail,
    np,
)

CLOSE = 5e-4
Weights = dict[str, Array]


def _sizes(n_tokens: int, context: int, width: int, n_heads: int, n_layers: int) -> dict[str, int]:
    return {"n_tokens": n_tokens, "context": context, "width": width, "n_heads": n_heads, "n_layers": n_layers}


SMALL = _sizes(9, 8, 12, 3, 2)


def _shapes(sizes: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    n, w = sizes["n_tokens"], sizes["width"]
    shapes: dict[str, tuple[int, ...]] = {"token.weight": (n, w), "position.weight": (sizes["context"], w)}
    for at in range(sizes["n_layers"]):
        parts: dict[str, tuple[int, ...]] = {
            "norm1.weight": (w,),
            "norm1.bias": (w,),
            "attention.qkv.weight": (3 * w, w),
            "attention.qkv.bias": (3 * w,),
            "attention.merge.weight": (w, w),
            "attention.merge.bias": (w,),
            "norm2.weight": (w,),
            "norm2.bias": (w,),
            "feed.0.weight": (4 * w, w),
            "feed.0.bias": (4 * w,),
            "feed.2.weight": (w, 4 * w),
            "feed.2.bias": (w,),
        }
        shapes |= {f"blocks.{at}.{name}": shape for name, shape in parts.items()}
    return shapes | {"norm.weight": (w,), "norm.bias": (w,), "head.weight": (n, w), "head.bias": (n,)}


def _weights(rng: np.random.Generator, sizes: Mapping[str, int]) -> Weights:
    """Draw weights large enough that attention is neither even nor all on one place."""
    drawn = {}
    for name, shape in _shapes(sizes).items():
        scale = 1.0 if len(shape) == 1 or "token" in name or "position" in name else 1.5 / shape[-1] ** 0.5
        drawn[name] = rng.normal(scale=scale, size=shape).astype(np.float32)
        if "norm" in name and name.endswith("weight"):
            drawn[name] += np.float32(1.0)
    return drawn


def _normalised(x: Array, weights: Weights, name: str) -> Array:
    centred = x - x.mean()
    return centred / np.sqrt((centred**2).mean() + 1e-5) * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _linear(x: Array, weights: Weights, name: str) -> Array:
    return np.asarray(weights[f"{name}.weight"].astype(np.float64) @ x + weights[f"{name}.bias"])


def _row(tokens: Array, weights: Weights, n_heads: int, n_layers: int) -> Array:
    """Scores at each place of one row."""
    places = [
        weights["token.weight"][t].astype(np.float64) + weights["position.weight"][at] for at, t in enumerate(tokens)
    ]
    for layer in range(n_layers):
        block = f"blocks.{layer}."
        parts = [
            np.split(_linear(_normalised(x, weights, block + "norm1"), weights, block + "attention.qkv"), 3)
            for x in places
        ]
        moved = []
        for at, x in enumerate(places):
            mixed = []
            for head in range(n_heads):
                queries, keys, values = (
                    [np.split(part[kind], n_heads)[head] for part in parts[: at + 1]] for kind in range(3)
                )
                scores = np.array([key @ queries[at] for key in keys]) / len(keys[0]) ** 0.5
                shares = np.exp(scores - scores.max())
                mixed.append(sum(share * value for share, value in zip(shares / shares.sum(), values, strict=True)))
            x = x + _linear(np.concatenate(mixed), weights, block + "attention.merge")
            inner = np.maximum(_linear(_normalised(x, weights, block + "norm2"), weights, block + "feed.0"), 0.0)
            moved.append(x + _linear(inner, weights, block + "feed.2"))
        places = moved
    return np.array([_linear(_normalised(x, weights, "norm"), weights, "head") for x in places])


def _reference(tokens: Array, weights: Weights, sizes: Mapping[str, int]) -> Array:
    return np.array([_row(row, weights, sizes["n_heads"], sizes["n_layers"]) for row in tokens])


def _tokens(rng: np.random.Generator, n_rows: int, length: int, n_tokens: int) -> Array:
    return rng.integers(0, n_tokens, size=(n_rows, length))


def _logits(candidate: Candidate, sizes: Mapping[str, int], weights: Weights, tokens: Array, given: str = "") -> Array:
    shape = (*tokens.shape, sizes["n_tokens"])
    got = candidate.call_named("logits", dict(sizes), weights, tokens)
    expect_shape(got, shape, what="the scores", given=given)
    return expect_dtype_kind(got, "f", what="the scores", given=given)


def _part(answer: object, name: str) -> object:
    if not isinstance(answer, Mapping) or name not in answer:
        fail("Nothing came out that could be looked at.")
    return answer[name]


# --- visible examples


def two_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    weights, tokens = _weights(rng, SMALL), np.array([[3, 1, 4, 1, 5], [2, 7, 1, 8, 2]])
    given = "a model with width 12, three heads and two layers; tokens [[3, 1, 4, 1, 5], [2, 7, 1, 8, 2]]"
    got = _logits(candidate, SMALL, weights, tokens, given)
    expect_close(got, _reference(tokens, weights, SMALL), rtol=CLOSE, atol=CLOSE, what="the scores", given=given)


def later_tokens_are_hidden(candidate: Candidate, rng: np.random.Generator) -> None:
    weights, tokens = _weights(rng, SMALL), _tokens(rng, 2, 6, 9)
    given = "two rows of six tokens, of which the last two are replaced"
    before = _logits(candidate, SMALL, weights, tokens, given)
    changed = tokens.copy()
    changed[:, 4:] = (changed[:, 4:] + 1) % 9
    after = _logits(candidate, SMALL, weights, changed, given)
    what = "the scores at the first four places"
    expect_close(after[:, :4], before[:, :4], rtol=CLOSE, atol=CLOSE, what=what, given=given)
    moved = np.abs(after[:, 4:] - before[:, 4:]).max()
    expect_that(moved > 0.01, "The replaced tokens have no effect on their own places either.", given=given)


# --- the model


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """All sizes differ, so no axis can stand for another."""
    for sizes, n_rows, length in (
        (_sizes(7, 9, 8, 2, 1), 3, 5),
        (_sizes(5, 6, 12, 4, 2), 2, 6),
        (_sizes(11, 5, 10, 5, 1), 4, 3),
        (_sizes(6, 7, 6, 3, 3), 1, 7),
    ):
        weights, tokens = _weights(rng, sizes), _tokens(rng, n_rows, length, sizes["n_tokens"])
        got = _logits(candidate, sizes, weights, tokens)
        expect_close(got, _reference(tokens, weights, sizes), rtol=CLOSE, atol=CLOSE, what="the scores")


def one_head(candidate: Candidate, rng: np.random.Generator) -> None:
    """With one head, and then with heads of width one."""
    for sizes in (_sizes(6, 6, 8, 1, 2), _sizes(6, 6, 4, 4, 1)):
        weights, tokens = _weights(rng, sizes), _tokens(rng, 2, 5, 6)
        got = _logits(candidate, sizes, weights, tokens)
        expect_close(got, _reference(tokens, weights, sizes), rtol=CLOSE, atol=CLOSE, what="the scores")


def rows_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    """A row gets the same scores alone as in a batch, at each place of the batch; there may be more rows than
    places."""
    weights, tokens = _weights(rng, SMALL), _tokens(rng, 12, 4, 9)
    together = _logits(candidate, SMALL, weights, tokens)
    for row in (0, 1, 11):
        alone = _logits(candidate, SMALL, weights, tokens[row : row + 1])
        expect_close(alone, together[row : row + 1], rtol=CLOSE, atol=CLOSE, what="the scores of a row alone")
    expect_close(together, _reference(tokens, weights, SMALL), rtol=CLOSE, atol=CLOSE, what="the scores of many rows")


def order_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    """A token scores differently at each place, and the order of earlier tokens matters: in one layer, through
    positions alone."""
    sizes = _sizes(9, 8, 12, 3, 1)
    weights = _weights(rng, sizes)
    same = _logits(candidate, sizes, weights, np.full((2, 5), 4))
    expect_that(np.abs(np.diff(same, axis=1)).max(axis=2).min() > 1e-3, "The place in the row makes no difference.")
    one = _logits(candidate, sizes, weights, np.array([[1, 2, 3, 5]]))[0, -1]
    other = _logits(candidate, sizes, weights, np.array([[2, 1, 3, 5]]))[0, -1]
    expect_that(np.abs(one - other).max() > 1e-3, "The order of the earlier tokens makes no difference.")


def one_token(candidate: Candidate, rng: np.random.Generator) -> None:
    weights, tokens = _weights(rng, SMALL), _tokens(rng, 3, 1, 9)
    got = _logits(candidate, SMALL, weights, tokens)
    expect_close(got, _reference(tokens, weights, SMALL), rtol=CLOSE, atol=CLOSE, what="the scores of single tokens")


def checkpoints_still_load(candidate: Candidate, rng: np.random.Generator) -> None:
    sizes = _sizes(7, 5, 8, 2, 2)
    found = candidate.call_named("parameters", sizes)
    if not isinstance(found, Mapping):
        fail("The model has no parameters that could be listed.")
    wanted = {name: list(shape) for name, shape in _shapes(sizes).items()}
    expect_that(dict(found) == wanted, "The names or shapes of the parameters are not those of the old checkpoints.")


# --- the loss


def loss_of_next_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Worked out from the scores that the model itself gives, so that only the loss is judged."""
    for n_rows, length in ((3, 6), (1, 8), (4, 2)):
        weights, tokens = _weights(rng, SMALL), _tokens(rng, n_rows, length, 9)
        answer = candidate.call_named("loss", dict(SMALL), weights, tokens)
        shape = (n_rows, length, 9)
        scores = expect_shape(_part(answer, "logits"), shape, what="the scores").astype(np.float64)[:, :-1]
        logs = scores - scores.max(axis=-1, keepdims=True)
        logs -= np.log(np.exp(logs).sum(axis=-1, keepdims=True))
        wanted = -np.take_along_axis(logs, tokens[:, 1:, None], axis=-1).mean()
        loss = as_array(_part(answer, "loss"), what="the loss")
        expect_that(loss.size == 1, "The loss is not a single number.")
        expect_close(loss.reshape(()), wanted, rtol=CLOSE, atol=CLOSE, what="the loss")


def loss_of_the_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """The loss of the whole, and a gradient that comes back."""
    weights, tokens = _weights(rng, SMALL), _tokens(rng, 3, 5, 9)
    answer = candidate.call_named("loss", dict(SMALL), weights, tokens)
    scores = _reference(tokens, weights, SMALL)[:, :-1]
    logs = scores - scores.max(axis=-1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=-1, keepdims=True))
    wanted = -np.take_along_axis(logs, tokens[:, 1:, None], axis=-1).mean()
    loss = as_array(_part(answer, "loss"), what="the loss")
    expect_that(loss.size == 1, "The loss is not a single number.")
    expect_close(loss.reshape(()), wanted, rtol=CLOSE, atol=CLOSE, what="the loss of the whole model")
    slope = _part(answer, "slope")
    expect_that(isinstance(slope, float) and slope > 0, "No gradient comes back through the loss.")


# --- generating and learning


def generates(candidate: Candidate, rng: np.random.Generator) -> None:
    """The most likely token each time, also beyond the context, of which the last tokens count then.

    Each token is judged by the reference's scores for what was generated before it; within 0.01 of the best is a tie.
    """
    sizes = _sizes(25, 5, 12, 3, 1)
    for n_new in (0, 1, 9, 9, 9):
        weights, tokens = _weights(rng, sizes), _tokens(rng, 4, 3, 25)
        got = candidate.call_named("continue_rows", dict(sizes), weights, tokens, n_new)
        got = expect_shape(got, (4, 3 + n_new), what="the generated rows")
        got = expect_dtype_kind(got, "iu", what="the generated rows")
        if not np.array_equal(got[:, :3], tokens) or (got < 0).any() or (got >= 25).any():
            fail("The generated rows do not begin with the given tokens, or hold numbers that are no tokens.")
        for length in range(3, 3 + n_new):
            scores = _reference(got[:, max(0, length - 5) : length], weights, sizes)[:, -1]
            chosen = np.take_along_axis(scores, got[:, length : length + 1], axis=-1)[:, 0]
            expect_that(chosen >= scores.max(axis=-1) - 0.01, "A generated token is not the most likely one.")


def overfits_one_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    """Four rows that begin differently can be learned by heart and are then generated from two tokens each."""
    tokens = np.array([[0, 3, 1, 4, 2, 5], [1, 0, 5, 5, 4, 3], [2, 2, 0, 1, 3, 0], [4, 1, 1, 2, 0, 3]])
    answer = candidate.call_named("overfit", _sizes(6, 8, 16, 2, 1), tokens, 120, 2)
    loss = as_array(_part(answer, "loss"), what="the loss")
    expect_that(
        loss.dtype.kind == "f" and loss.size == 1 and loss.max() < 0.3, "One small batch cannot be learned by heart."
    )
    rows = expect_shape(_part(answer, "rows"), tokens.shape, what="the generated rows")
    right = (rows == tokens).mean()
    expect_that(right >= 0.9, "Rows that were learned by heart are not generated again.")


def long_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """One pass for all 384 places; a pass for each place is far slower."""
    sizes = _sizes(20, 384, 48, 4, 2)
    weights, tokens = _weights(rng, sizes), _tokens(rng, 6, 384, 20)
    got = _logits(candidate, sizes, weights, tokens)
    wanted = _reference(tokens[:1, :12], weights, sizes)
    expect_close(got[:1, :12], wanted, rtol=CLOSE, atol=CLOSE, what="the first scores of long rows")
