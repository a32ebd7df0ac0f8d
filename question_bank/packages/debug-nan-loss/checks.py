"""Checks of a mended loss: value and both gradients against formulas in NumPy and float64, which look at places that
count and at nothing else.

Tolerances: numbers are near one and in float32, so rounding stays below 1e-5; 1e-4 is allowed, relative to large
losses. Where a deviation is zero, a small number under the root is fine: up to 1e-6, which moves the loss by 1e-4, so
5e-4 there. Constants in these states are halves and quarters, whose means are exact.
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
AT_ZERO = 5e-4
Batch = tuple[Array, Array, Array, Array]


def _batch(rng: np.random.Generator, b: int, t: int, k: int, d: int, dtype: type = np.float32) -> Batch:
    """Draw logits, targets, a mask and states; each row has at least two places, at the start, in the middle or
    apart."""
    mask = rng.random((b, t)) < 0.6
    mask[:, 0] = mask[:, t // 2] = True
    logits, states = rng.normal(size=(b, t, k)).astype(dtype), rng.normal(size=(b, t, d)).astype(dtype)
    return logits, rng.integers(0, k, size=(b, t)), mask, states


def _reference(logits: Array, targets: Array, mask: Array, states: Array, weight: float) -> tuple[float, Array, Array]:
    """Loss and gradients, place by place."""
    total, n_rows = 0.0, len(mask)
    logits_slope, states_slope = np.zeros(logits.shape), np.zeros(states.shape)
    for row in range(n_rows):
        places = np.flatnonzero(mask[row])
        if not len(places):
            continue
        for place in places:
            scores = logits[row, place].astype(np.float64)
            scores = scores - scores.max()
            log_sum = np.log(np.exp(scores).sum())
            target = targets[row, place]
            total += (log_sum - scores[target]) / len(places)
            logits_slope[row, place] = np.exp(scores - log_sum) / len(places)
            logits_slope[row, place, target] -= 1 / len(places)
        kept = states[row, places].astype(np.float64)
        centred = kept - kept.mean(axis=0)
        deviation = np.sqrt((centred**2).mean(axis=0))
        total += weight * deviation.mean()
        safe = np.where(deviation > 0, deviation, 1.0)
        states_slope[row, places] = weight * centred / (len(places) * safe * len(deviation))
    return total / n_rows, logits_slope / n_rows, states_slope / n_rows


def _expect_right(
    candidate: Candidate,
    batch: Batch,
    *,
    case: str,
    given: str = "",
    atol: float = CLOSE,
    options: Mapping[str, float] | None = None,
) -> None:
    """Compare loss and gradients with the reference; what is padding must have a gradient of exactly zero."""
    chosen = {} if options is None else options
    answer = candidate.call_named("loss_and_gradients", *batch, **chosen)
    if not isinstance(answer, Mapping) or not {"loss", "logits", "states"} <= set(answer):
        fail("Nothing came out that could be looked at.", given=given)
    loss = as_array(answer["loss"], what="the loss", given=given)
    if loss.dtype.kind != "f" or loss.size != 1:
        fail("The loss should be a single floating-point number.", given=given)
    wanted, logits_slope, states_slope = _reference(*batch, chosen.get("weight", 0.1))
    name = f"the loss {case}"
    expect_close(loss.reshape(()), wanted, rtol=CLOSE, atol=atol, what=name, given=given)
    for part, slope in (("logits", logits_slope), ("states", states_slope)):
        what = f"the gradient for the {part} {case}"
        got = expect_shape(answer[part], slope.shape, what=what, given=given)
        if not np.isfinite(got).all():
            fail(f"{what[:1].upper()}{what[1:]} holds NaN or infinity.", given=given)
        expect_close(got, slope, rtol=CLOSE, atol=CLOSE, what=what, given=given)
        expect_that(not got[~batch[2]].any(), f"{what[:1].upper()}{what[1:]} is not zero at padding.", given=given)


def _with_padding(batch: Batch, *garbage: float) -> Batch:
    """Put garbage into the padded places of logits and states."""
    logits, targets, mask, states = batch
    logits, states = logits.copy(), states.copy()
    for at, place in enumerate(np.argwhere(~mask)):
        logits[tuple(place)] = states[tuple(place)] = garbage[at % len(garbage)]
    return logits, targets, mask, states


# --- visible examples


def clean_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((2, 4, 3, 5), (3, 6, 2, 1)):
        given = "a batch of {} rows and {} places, {} classes, {} features, ordinary numbers everywhere".format(*shape)
        _expect_right(candidate, _batch(rng, *shape), case="of a clean batch", given=given)


def infinite_padding(candidate: Candidate, rng: np.random.Generator) -> None:
    batch = _with_padding(_batch(rng, 3, 5, 4, 2), np.inf, -np.inf)
    given = "a clean batch, but for infinite numbers in padded places"
    _expect_right(candidate, batch, case="with infinite padding", given=given)


# --- where NaN comes from


def padding_of_nan(candidate: Candidate, rng: np.random.Generator) -> None:
    for garbage in ((np.nan,), (np.nan, np.inf, 1e38), (-3e38, 1e30)):
        batch = _with_padding(_batch(rng, 3, 6, 4, 3), *garbage)
        _expect_right(candidate, batch, case="with arbitrary padding")


def confident_mistakes(candidate: Candidate, rng: np.random.Generator) -> None:
    """The right class has a probability that underflows; its loss is an ordinary number, and its gradient is minus
    one."""
    for gap in (120.0, 900.0, 2e4):
        logits, targets, mask, states = _batch(rng, 2, 4, 3, 2)
        for row in range(2):
            logits[row, 0, targets[row, 0]] -= gap
        logits[1, 2, (targets[1, 2] + 1) % 3] += gap
        _expect_right(candidate, (logits, targets, mask, states), case="with confident mistakes")


def confident_and_right(candidate: Candidate, rng: np.random.Generator) -> None:
    """The loss of a place is zero there, and nothing overflows."""
    for gap in (120.0, 2e4):
        logits, targets, mask, states = _batch(rng, 2, 4, 3, 2)
        np.put_along_axis(logits, targets[..., None], np.float32(gap), axis=-1)
        _expect_right(candidate, (logits, targets, mask, states), case="of certain and right predictions")


def ruled_out_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    """Minus infinity for a class that is not the target."""
    logits, targets, mask, states = _batch(rng, 3, 4, 4, 2)
    np.put_along_axis(logits, ((targets + 1) % 4)[..., None], np.float32(-np.inf), axis=-1)
    _expect_right(candidate, (logits, targets, mask, states), case="where classes are ruled out")


def constant_states(candidate: Candidate, rng: np.random.Generator) -> None:
    """No spread at all, in a row or in a feature: zero, and no slope."""
    logits, targets, mask, states = _batch(rng, 3, 4, 3, 3)
    states[0] = 0.5
    states[1, :, 1] = -0.25
    _expect_right(candidate, (logits, targets, mask, states), case="with constant states", atol=AT_ZERO)
    states[:] = 0.0
    _expect_right(candidate, (logits, targets, mask, states), case="with states of zero", atol=AT_ZERO)


def one_place(candidate: Candidate, rng: np.random.Generator) -> None:
    """A row of which one place counts has no spread; its states are padding but for that place."""
    logits, targets, mask, states = _batch(rng, 3, 4, 3, 2)
    mask[1] = [False, False, True, False]
    batch = logits, targets, mask, states
    _expect_right(candidate, batch, case="with a row of one place", atol=AT_ZERO)
    _expect_right(candidate, _with_padding(batch, np.nan), case="with a row of one place", atol=AT_ZERO)


def empty_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """A row without any place adds nothing, and the mean is still over all rows."""
    logits, targets, mask, states = _batch(rng, 4, 5, 3, 2)
    mask[2] = False
    batch = logits, targets, mask, states
    _expect_right(candidate, batch, case="with an empty row", atol=AT_ZERO)
    _expect_right(candidate, _with_padding(batch, np.nan, np.inf), case="with an empty row of garbage", atol=AT_ZERO)
    mask[:] = False
    _expect_right(candidate, batch, case="where all rows are empty", atol=AT_ZERO)


def all_at_once(candidate: Candidate, rng: np.random.Generator) -> None:
    logits, targets, mask, states = _batch(rng, 5, 6, 4, 3)
    mask[1], mask[3] = False, [True, False, False, False, False, False]
    logits[0, 0, targets[0, 0]] -= 500.0
    states[2] = 0.5
    batch = _with_padding((logits, targets, mask, states), np.nan, np.inf, -np.inf)
    _expect_right(candidate, batch, case="with everything at once", atol=AT_ZERO, options={"weight": 0.2})


# --- what was right


def weights_of_the_spread(candidate: Candidate, rng: np.random.Generator) -> None:
    for weight in (0.0, 1.0, 2.5):
        batch = _batch(rng, 3, 5, 3, 4)
        _expect_right(candidate, batch, case="with another weight", options={"weight": weight})


def double_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    batch = _batch(rng, 2, 5, 3, 4, np.float64)
    _expect_right(candidate, batch, case="in double precision")
    _expect_right(candidate, _with_padding(batch, np.nan), case="in double precision")


def large_states(candidate: Candidate, rng: np.random.Generator) -> None:
    """A spread of one around a thousand: a mean of squares minus a squared mean would lose it. Eighths are exact."""
    logits, targets, mask, states = _batch(rng, 3, 6, 3, 2)
    states = np.round(states * 8) / np.float32(8) + np.float32(4096)
    # Sums of a few such numbers are exact; the mean is rounded to 2e-4, which moves a spread of one by less than 1e-3.
    batch = logits, targets, mask, states.astype(np.float32)
    _expect_right(candidate, batch, case="with states far from zero", atol=1e-3)


def tensors_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    batch = _with_padding(_batch(rng, 3, 5, 3, 2), np.inf)
    answer = candidate.call_named("loss_and_gradients", *batch)
    loss = as_array(answer["loss"] if isinstance(answer, Mapping) else None, what="the loss")
    expect_that(loss.dtype.kind == "f" and np.isfinite(loss), "The loss is not finite.")
    expect_that(answer.get("unchanged") is True, "The tensors that were passed in are changed in place.")


def long_batches(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two hundred thousand places; one by one they take many seconds."""
    batch = _batch(rng, 200, 1000, 3, 2)
    answer = candidate.call_named("loss_and_gradients", *batch)
    loss = as_array(answer["loss"] if isinstance(answer, Mapping) else None, what="the loss")
    expect_that(loss.dtype.kind == "f" and loss.size == 1, "The loss should be a single floating-point number.")
    scores = batch[0].astype(np.float64)
    logs = scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))
    losses = -np.take_along_axis(logs, batch[1][..., None], axis=-1)[..., 0]
    counts = batch[2].sum(axis=1)
    kept = batch[2][..., None]
    means = (batch[3] * kept).sum(axis=1) / counts[:, None]
    deviation = np.sqrt((((batch[3] - means[:, None]) ** 2) * kept).sum(axis=1) / counts[:, None])
    wanted = ((losses * batch[2]).sum(axis=1) / counts + 0.1 * deviation.mean(axis=1)).mean()
    expect_close(loss.reshape(()), wanted, rtol=CLOSE, atol=CLOSE, what="the loss of long rows")
