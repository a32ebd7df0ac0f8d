"""Checks of multi-head attention: a float64 reference out here, with the weights that the driver drew for the module.

Nobody is told how to store the weights, so the reference is worked out for each reading of the parameters that makes
sense: separate or fused layers, matrices used from the left or the right, one matrix a head. Names that speak of
queries, keys, values or the output are taken at their word; for others every assignment is tried. One reading has to
explain all outputs of a module. That a wrong layer fits some reading by chance is out of the question: outputs hold
dozens of numbers.

Tolerances: everything runs in float32, where sums of 64 products of numbers near one are right to 1e-5; 2e-4 of the
largest output is allowed. Mistakes move outputs by more than 1e-2. With scores in the hundreds, float32 leaves
errors of 1e-4 in an exponent at most, and 1e-2 is allowed.
"""

import itertools
import re
import time
from collections.abc import Iterator

from question_bank.checking import (
    Array,
    Candidate,
    TooSlow,
    as_array,
    describe,
    expect_close,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

SINGLE = 2e-4
COARSE = 1e-2
ROLES = "qkvo"
_ROLE = re.compile(
    r"(?:w|b|to|fc|lin|linear|proj)?"
    r"(?:(?P<fused>qkv|qvk|kqv|kvq|vqk|vkq|kv|vk)"
    r"|(?P<q>q|query|queries)|(?P<k>k|key|keys)|(?P<v>v|val|value|values)|(?P<o>o|out|output))"
    r"(?:s|w|proj|projection|projections|lin|linear|fc|layer|mat|matrix)?"
)

# A reading of the weights: for queries, keys and values (d_model, heads, width) and a bias (heads, width); for the
# output (heads, width, d_model) and a bias (d_model,).
Reading = dict[str, tuple[Array, Array]]


def _attend(reading: Reading, x: Array, mask: Array | None) -> Array:
    heads = {}
    for role in "qkv":
        matrix, bias = reading[role]
        d_model, n_heads, width = matrix.shape
        heads[role] = (x @ matrix.reshape(d_model, -1)).reshape(*x.shape[:2], n_heads, width) + bias
        heads[role] = heads[role].transpose(0, 2, 1, 3)
    scores = heads["q"] @ heads["k"].swapaxes(-1, -2) / np.sqrt(heads["q"].shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = weights / weights.sum(axis=-1, keepdims=True) @ heads["v"]
    matrix, bias = reading["o"]
    merged = mixed.transpose(0, 2, 1, 3).reshape(*x.shape[:2], -1)
    return np.asarray(merged @ matrix.reshape(-1, matrix.shape[-1]) + bias)


# --- finding the roles of the weights


class _Bundle:
    """Weights that belong together: the readings of them for each choice of roles that they may have."""

    def __init__(self, name: str, n_roles: int) -> None:
        self.name, self.n_roles = name, n_roles
        self.bias: Array | None = None

    @property
    def allowed(self) -> list[tuple[str, ...]]:
        words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", self.name)
        found = next((hit for word in reversed(words) if (hit := _ROLE.fullmatch(word.lower()))), None)
        everything = list(itertools.permutations("qkv" if self.n_roles > 1 else ROLES, self.n_roles))
        if found is None or (len(found["fused"] or "q") != self.n_roles):
            return everything
        return [tuple(found["fused"])] if found["fused"] else [(str(found.lastgroup),)]

    def readings(self, roles: tuple[str, ...], d_model: int, n_heads: int) -> Iterator[Reading]:
        raise NotImplementedError


class _Whole(_Bundle):
    """One tensor that holds one, two or three whole projections."""

    def __init__(self, name: str, n_roles: int, tensor: Array, *, is_linear: bool) -> None:
        super().__init__(name, n_roles)
        self.tensor, self.is_linear = tensor, is_linear

    def readings(self, roles: tuple[str, ...], d_model: int, n_heads: int) -> Iterator[Reading]:
        width = d_model // n_heads
        if self.n_roles == 1:
            bias = np.zeros(d_model) if self.bias is None else self.bias
            if bias.size != d_model:
                return
            shape = (n_heads, width, d_model) if roles == ("o",) else (d_model, n_heads, width)
            for matrix in self._turned(shape, d_model, 1):
                yield {roles[0]: (matrix, bias if roles == ("o",) else bias.reshape(n_heads, width))}
            return
        sizes = {"role": self.n_roles, "head": n_heads, "width": width}
        for order in itertools.permutations(sizes):
            shape = tuple(sizes[axis] for axis in order)
            places = [order.index(axis) for axis in ("role", "head", "width")]
            bias = np.zeros(d_model * self.n_roles) if self.bias is None else self.bias
            if bias.size != d_model * self.n_roles:
                return
            biases = bias.reshape(shape).transpose(places)
            for matrix in self._turned((d_model, *shape), d_model, self.n_roles):
                parts = matrix.transpose(1 + places[0], 0, 1 + places[1], 1 + places[2])
                yield {role: (parts[at], biases[at]) for at, role in enumerate(roles)}

    def _turned(self, shape: tuple[int, ...], d_model: int, n_roles: int) -> Iterator[Array]:
        """Give the tensor in a shape, in every way in which it can be meant."""
        tensor = self.tensor
        if tensor.ndim == 2:
            if self.is_linear or tensor.shape[1] != d_model * n_roles:
                yield tensor.T.reshape(shape)
                return
            yield tensor.reshape(shape)
            if tensor.shape[0] == tensor.shape[1]:
                yield tensor.T.reshape(shape)
            return
        for axes in itertools.permutations(range(tensor.ndim)):
            turned = tensor.transpose(axes)
            if turned.shape == shape:
                yield turned
            elif turned.shape[0] == d_model and turned.ndim == 3:
                yield turned.reshape(shape)


class _PerHead(_Bundle):
    """One small matrix for each head."""

    def __init__(self, name: str, n_roles: int, pieces: list[Array], *, is_linear: bool) -> None:
        super().__init__(name, n_roles)
        self.pieces, self.is_linear = pieces, is_linear

    def readings(self, roles: tuple[str, ...], d_model: int, n_heads: int) -> Iterator[Reading]:
        width = d_model // n_heads
        stacked = np.stack(self.pieces)
        if roles == ("o",):
            if stacked.shape[1] == d_model:
                stacked = stacked.swapaxes(1, 2)
            bias = np.zeros(d_model) if self.bias is None else self.bias.reshape(n_heads, -1).sum(axis=0)
            if bias.size == d_model:
                yield {"o": (stacked, bias)}
            return
        if stacked.shape[1] != d_model:
            stacked = stacked.swapaxes(1, 2)
        bias = np.zeros((n_heads, width * self.n_roles)) if self.bias is None else self.bias.reshape(n_heads, -1)
        if bias.shape[1] != width * self.n_roles:
            return
        if self.n_roles == 1:
            yield {roles[0]: (stacked.transpose(1, 0, 2), bias)}
            return
        for shape, at in (((self.n_roles, width), 2), ((width, self.n_roles), 3)):
            parts, biases = stacked.reshape(n_heads, d_model, *shape), bias.reshape(n_heads, *shape)
            yield {
                role: (np.take(parts, place, at).transpose(1, 0, 2), np.take(biases, place, at - 1))
                for place, role in enumerate(roles)
            }


def _bundles(weights: list[tuple[str, bool, Array]], d_model: int, n_heads: int) -> list[_Bundle] | None:
    """Sort the parameters into bundles. None when one of them is no part of a multi-head layer."""
    whole = {k * d_model * d_model: k for k in (1, 2, 3)}
    pieces = {k * d_model * d_model // n_heads: k for k in (1, 2, 3)} if n_heads > 1 else {}
    found: list[_Bundle] = []
    groups: dict[str, list[tuple[bool, Array]]] = {}
    vectors: list[tuple[str, Array]] = []
    for name, is_linear, value in weights:
        tensor = value.astype(np.float64)
        tensor = tensor.squeeze() if tensor.ndim > 2 else tensor
        if tensor.ndim < 2 or 1 in tensor.shape:
            vectors.append((name, tensor))
        elif tensor.size in whole:
            found.append(_Whole(name, whole[tensor.size], tensor, is_linear=is_linear))
        elif tensor.size in pieces:
            groups.setdefault(re.sub(r"\.\d+\b", "", name), []).append((is_linear, tensor))
        else:
            return None
    for name, parts in groups.items():
        if len(parts) != n_heads or len({part.shape for _, part in parts}) != 1:
            return None
        n_roles = pieces[parts[0][1].size]
        found.append(_PerHead(name, n_roles, [part for _, part in parts], is_linear=parts[0][0]))
    return found if _gave_biases(found, vectors) else None


def _gave_biases(bundles: list[_Bundle], vectors: list[tuple[str, Array]]) -> bool:
    """Give each bias to its matrix: of the same layer, of the same role by name, or else in the order of both."""
    per_head = {bundle.name.rpartition(".")[0] for bundle in bundles if isinstance(bundle, _PerHead)}
    biases: dict[str, list[Array]] = {}
    for name, vector in vectors:
        plain = re.sub(r"\.\d+\b", "", name)
        biases.setdefault(plain if plain.rpartition(".")[0] in per_head else name, []).append(vector.reshape(-1))
    for name, parts in biases.items():
        layer = name.rpartition(".")[0]
        free = [bundle for bundle in bundles if bundle.bias is None]
        same = [bundle for bundle in free if layer and bundle.name.rpartition(".")[0] == layer]
        if len(same) != 1:
            own = _Bundle(name, 1).allowed
            same = [bundle for bundle in free if len(own) == 1 and bundle.allowed == own] or free
        if not same:
            return False
        same[0].bias = np.concatenate(parts)
    return True


def _all_readings(weights: list[tuple[str, bool, Array]], d_model: int, n_heads: int) -> Iterator[Reading]:
    bundles = _bundles(weights, d_model, n_heads)
    if bundles is None or sum(bundle.n_roles for bundle in bundles) != len(ROLES):
        return
    choices = [bundle.allowed for bundle in bundles]
    fitting = [chosen for chosen in itertools.product(*choices) if len(set(sum(chosen, ()))) == len(ROLES)]
    if not fitting:
        free = [itertools.permutations(ROLES, bundle.n_roles) for bundle in bundles]
        fitting = [chosen for chosen in itertools.product(*free) if len(set(sum(chosen, ()))) == len(ROLES)]
    for chosen in fitting:
        parts = [bundle.readings(roles, d_model, n_heads) for bundle, roles in zip(bundles, chosen, strict=True)]
        for combined in itertools.product(*parts):
            yield {role: found for part in combined for role, found in part.items()}


# --- calling and comparing


def _weights_of(answer: dict[str, object]) -> list[tuple[str, bool, Array]]:
    if answer["ready_made"]:
        fail("The layer uses nn.MultiheadAttention, which was to be built by hand.")
    weights = [(str(name), bool(linear), as_array(value)) for name, linear, value in answer["weights"]]  # type: ignore[attr-defined]
    if not weights:
        fail("The module has no parameters, so nothing in it could be trained.")
    return weights


def _is_close(got: object, wanted: Array, tolerance: float) -> bool:
    array = as_array(got)
    size = max(1.0, float(np.abs(wanted).max()))
    return array.shape == wanted.shape and bool(np.all(np.abs(array - wanted) <= tolerance * size))


def _expect_right(
    candidate: Candidate,
    rng: np.random.Generator,
    inputs: list[Array],
    n_heads: int,
    *,
    case: str,
    masks: list[Array | None] | None = None,
    tolerance: float = SINGLE,
    given: str = "",
) -> tuple[list[Array], Reading]:
    """Demand that one reading of the weights explains all outputs."""
    d_model = inputs[0].shape[-1]
    inputs = [x.astype(np.float32) for x in inputs]
    masks = masks or [None] * len(inputs)
    seed = int(rng.integers(2**31))
    answer = candidate.call_named("attend", d_model, n_heads, inputs, masks, seed)
    weights = _weights_of(answer)
    outputs = []
    for got, x in zip(answer["outputs"], inputs, strict=True):
        if isinstance(got, tuple):
            fail("The layer returns a tuple, where one tensor was agreed on.", given=given, got=describe(got))
        outputs.append(expect_shape(got, x.shape, what=f"the output {case}", given=given))
        if not np.isfinite(outputs[-1].astype(float)).all():
            fail(f"The output {case} holds NaN or infinity.", given=given, got=describe(got))
    for reading in _all_readings(weights, d_model, n_heads):
        right = (
            _is_close(got, _attend(reading, x.astype(float), mask), tolerance)
            for got, x, mask in zip(outputs, inputs, masks, strict=True)
        )
        if all(right):
            break
    else:
        n_projections = sum(value.size for _, _, value in weights if value.ndim > 1) / d_model**2
        hint = "" if round(n_projections, 3) == len(ROLES) else " Its weights are not those of four projections."
        fail(f"The output {case} is not what attention with the weights of this layer gives.{hint}", given=given)
    return outputs, reading


def _tokens(rng: np.random.Generator, batch: int, n: int, d_model: int) -> Array:
    """Draw tokens that make the weights neither even nor all on one key: scores have a spread of about two."""
    return rng.normal(scale=1.5, size=(batch, n, d_model))


# --- visible examples


def keeps_the_shape(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "d_model = 8, n_heads = 4, x of shape (2, 3, 8)"
    x = _tokens(rng, 2, 3, 8).astype(np.float32)
    answer = candidate.call_named("attend_once", 8, 4, x, None, 1)
    _weights_of(answer)
    got = expect_shape(answer["outputs"][0], (2, 3, 8), what="the output", given=given)
    expect_that(np.ptp(got) > 0, "The output is the same number everywhere.", given=given, got=got)


def one_token(candidate: Candidate, rng: np.random.Generator) -> None:
    """A token that is alone looks at itself, so only the value and output projections count."""
    given = "d_model = 8, n_heads = 4, one token: its value, sent through the output projection, is the answer"
    _expect_right(candidate, rng, [_tokens(rng, 2, 1, 8)], 4, case="for a single token", given=given)


def four_tokens_four_heads(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "d_model = 8, n_heads = 4, x of shape (1, 5, 8)"
    _expect_right(candidate, rng, [_tokens(rng, 1, 5, 8)], 4, case="for one short sequence", given=given)


# --- the rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """Batch, length, heads and widths all differ, so none can stand for another."""
    for batch, n, d_model, n_heads in ((2, 7, 20, 4), (3, 2, 30, 5), (1, 6, 28, 4)):
        _expect_right(candidate, rng, [_tokens(rng, batch, n, d_model)], n_heads, case="for several sequences")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Batch, length, heads and width of a head are the same: mixed-up axes raise nothing here."""
    _expect_right(candidate, rng, [_tokens(rng, 4, 4, 16)], 4, case="where all sides are equal")


def one_head(candidate: Candidate, rng: np.random.Generator) -> None:
    _expect_right(candidate, rng, [_tokens(rng, 2, 5, 6)], 1, case="for one head")


def several_lengths(candidate: Candidate, rng: np.random.Generator) -> None:
    """One module meets inputs of several sizes, the first of them twice, and keeps nothing between them."""
    inputs = [_tokens(rng, 2, 5, 12), _tokens(rng, 1, 9, 12), _tokens(rng, 3, 2, 12)]
    inputs.append(inputs[0])
    _expect_right(candidate, rng, inputs, 4, case="where one module meets several lengths")


def sequences_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    """No sequence of a batch sees another: each alone gets what it gets among the others."""
    batch = _tokens(rng, 4, 3, 12)
    inputs = [batch, *(batch[at : at + 1] for at in range(4))]
    outputs, _ = _expect_right(candidate, rng, inputs, 4, case="for sequences alone and in a batch")
    size = float(np.abs(outputs[0]).max())
    for at in range(4):
        what = "the output for a sequence alone"
        expect_close(outputs[1 + at], outputs[0][at : at + 1], rtol=0, atol=SINGLE * size, what=what)


def order_of_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Tokens in another order give the same outputs in that order."""
    x = _tokens(rng, 2, 6, 20)
    turn = np.array([3, 0, 5, 1, 4, 2])
    outputs, _ = _expect_right(candidate, rng, [x, x[:, turn]], 4, case="for tokens in another order")
    size = float(np.abs(outputs[0]).max())
    what = "the output for tokens in another order"
    expect_close(outputs[1], outputs[0][:, turn], rtol=0, atol=SINGLE * size, what=what)


# --- the mask


def mask_as_agreed(candidate: Candidate, rng: np.random.Generator) -> None:
    """Masks without symmetry; each query may look at itself at least. Full and missing masks are the same.

    The missing one comes right after another, so a mask that is kept from call to call shows.
    """
    for batch, n, d_model, n_heads in ((2, 7, 20, 4), (3, 4, 30, 5)):
        x = _tokens(rng, batch, n, d_model)
        mask = (rng.random((n, n)) < 0.45) | np.eye(n, dtype=bool)
        mask[0, -1], mask[-1, 0] = True, False
        masks = [mask, None, np.ones((n, n), dtype=bool), np.eye(n, dtype=bool)]
        _expect_right(candidate, rng, [x] * 4, n_heads, masks=masks, case="with a mask")


def causal_mask(candidate: Candidate, rng: np.random.Generator) -> None:
    """With a lower triangle a later token changes nothing before it."""
    x = _tokens(rng, 2, 6, 20)
    changed = x.copy()
    changed[:, 4:] = _tokens(rng, 2, 2, 20)
    masks: list[Array | None] = [np.tri(6, dtype=bool)] * 2
    outputs, _ = _expect_right(candidate, rng, [x, changed], 4, masks=masks, case="with a causal mask")
    size = float(np.abs(outputs[0]).max())
    what = "the output before a changed token"
    expect_close(outputs[1][:, :4], outputs[0][:, :4], rtol=0, atol=SINGLE * size, what=what)


# --- numbers, training, contract


def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Scores in the hundreds and thousands, of both signs: exponentials overflow in float32 beyond 88."""
    for size in (25.0, 60.0):
        x = size * _tokens(rng, 2, 6, 20) / 1.5
        masks = [None, np.tri(6, dtype=bool)]
        _expect_right(candidate, rng, [x, x], 4, masks=masks, tolerance=COARSE, case="for tokens with large numbers")


def gradients_reach_all_weights(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _tokens(rng, 2, 5, 12).astype(np.float32)
    _weights_of(candidate.call_named("attend_once", 12, 4, x, None, 5))
    found = candidate.call_named("gradients", 12, 4, x, 5)
    expect_that(len(found) > 1, "The module has no weight matrix.")
    for name, size in found:
        where = "the input" if name == "the input" else "one of the weight matrices"
        # Gradients are near ten here; below a millionth nothing is left but rounding.
        expect_that(np.isfinite(size) and size > 1e-6, f"No gradient reaches {where}, so it cannot be trained.")


def input_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    x, mask = _tokens(rng, 2, 5, 12).astype(np.float32), np.tri(5, dtype=bool)
    answer = candidate.call_named("attend_once", 12, 4, x, mask, 6)
    expect_unchanged(candidate, ("d_model", "n_heads", "x", "mask"))
    expect_shape(answer["outputs"][0], (2, 5, 12), what="the output")


def heads_must_fit(candidate: Candidate, rng: np.random.Generator) -> None:
    """A width that the heads cannot share is refused, when building or at the latest when used."""
    for d_model, n_heads in ((10, 4), (7, 2)):
        x = _tokens(rng, 2, 3, d_model).astype(np.float32)
        if not candidate.call_named("is_refused", d_model, n_heads, x):
            fail("A width that is no multiple of the number of heads is taken without an error.")
    # Refusing everything is no answer.
    _expect_right(candidate, rng, [_tokens(rng, 2, 3, 8)], 4, case="for a width that fits")


def many_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Four sequences of 128 tokens: half a million pairs over all heads, some milliseconds for matrix products."""
    inputs = [_tokens(rng, 1, 3, 64), _tokens(rng, 4, 128, 64)]
    _, reading = _expect_right(candidate, rng, inputs, 8, case="for many tokens")
    spent, begun = candidate.cpu_ms, time.thread_time()
    _attend(reading, inputs[-1], None)
    reference_ms = (time.thread_time() - begun) * 1000
    # The floor is sixty times what matrix products take, and a third of what a loop over pairs takes.
    if spent > max(1500.0, 25 * reference_ms):
        raise TooSlow("Four sequences of 128 tokens take far longer than a plain vectorised solution.")
