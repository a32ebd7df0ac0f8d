"""Checks of a pre-norm encoder block: a float64 reference out here, with the weights that the driver drew for the
block.

Nobody is told how to store the weights, so the reference is worked out for each reading of the parameters that makes
sense. Layer norms are modules that hold vectors alone, or four bare vectors with names that norms have; the
feed-forward network is known by its width, which no other layer has. What is left belongs to attention: separate or
fused layers, matrices used from the left or the right, one matrix a head. Names that speak of queries, keys, values or
the output are taken at their word; for others every assignment is tried. One reading has to explain all outputs of a
block.

Tolerances: everything runs in float32, where sums over some tens of numbers near one are right to 1e-5; 3e-4 of the
largest output is allowed. Mistakes move outputs by more than 1e-2. Shares of dropped entries are compared within
five standard deviations or more, and the driver seeds them, so that they do not change from run to run.
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

SINGLE = 3e-4
EPSILON = 1e-5
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


def _attend(reading: Reading, x: Array, padding: Array | None) -> Array:
    heads = {}
    for role in "qkv":
        matrix, bias = reading[role]
        d_model, n_heads, width = matrix.shape
        heads[role] = (x @ matrix.reshape(d_model, -1)).reshape(*x.shape[:2], n_heads, width) + bias
        heads[role] = heads[role].transpose(0, 2, 1, 3)
    scores = heads["q"] @ heads["k"].swapaxes(-1, -2) / np.sqrt(heads["q"].shape[-1])
    if padding is not None:
        scores = np.where(padding[:, None, None, :], -np.inf, scores)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = weights / weights.sum(axis=-1, keepdims=True) @ heads["v"]
    matrix, bias = reading["o"]
    merged = mixed.transpose(0, 2, 1, 3).reshape(*x.shape[:2], -1)
    return np.asarray(merged @ matrix.reshape(-1, matrix.shape[-1]) + bias)


# --- finding the roles of the weights of attention


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


def _attention_readings(weights: list[tuple[str, bool, Array]], d_model: int, n_heads: int) -> Iterator[Reading]:
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


# --- the block


Vectors = tuple[Array, Array]
Block = tuple[Reading, Vectors, Vectors, Array, Array, Array, Array]
"""Attention, gain and shift of both norms, and matrix and bias of both layers of the feed-forward network."""


def _normed(x: Array, norm: Vectors) -> Array:
    spread = np.sqrt(x.var(axis=-1, keepdims=True) + EPSILON)
    return np.asarray((x - x.mean(axis=-1, keepdims=True)) / spread * norm[0] + norm[1])


def _encode(block: Block, x: Array, padding: Array | None) -> Array:
    attention, first, second, w_in, b_in, w_out, b_out = block
    x = x + _attend(attention, _normed(x, first), padding)
    hidden = np.maximum(_normed(x, second) @ w_in + b_in, 0.0)
    return np.asarray(x + hidden @ w_out + b_out)


def _all_blocks(weights: list[tuple[str, str, Array]], sizes: tuple[int, int, int]) -> Iterator[Block]:
    d_model, n_heads, d_ff = sizes
    layers: dict[str, list[tuple[str, str, Array]]] = {}
    for name, kind, value in weights:
        tensor = value.astype(np.float64)
        tensor = tensor.squeeze() if tensor.ndim > 2 else tensor
        layers.setdefault(name.rpartition(".")[0], []).append((name, kind, tensor))
    norms, attention, shifts = [], [], []
    bare: list[tuple[str, Array]] = []
    wide: list[tuple[bool, Array]] = []
    b_in = np.zeros(d_ff)
    for parts in layers.values():
        vectors = [part for part in parts if _is_bare_norm(part, d_model)]
        if len(vectors) == 4:
            bare = [(name, tensor) for name, _, tensor in vectors]
            parts = [part for part in parts if not _is_bare_norm(part, d_model)]
            if not parts:
                continue
        rest = [part for part in parts if d_ff not in part[2].shape]
        only_vectors = all(tensor.shape == (d_model,) for _, _, tensor in rest)
        if len(rest) == len(parts) <= 2 and only_vectors:
            norms.append([(kind, tensor) for _, kind, tensor in parts])
        elif len(rest) < len(parts) and only_vectors:
            shifts += [tensor for _, _, tensor in rest]
        else:
            attention += [(name, kind == "linear", tensor) for name, kind, tensor in rest]
        for _, kind, tensor in parts:
            if tensor.shape == (d_ff,):
                b_in = tensor
            elif d_ff in tensor.shape:
                wide.append((kind == "linear", tensor))
    if len(norms) != (0 if bare else 2) or len(wide) != 2 or len(shifts) > 1:
        return
    b_out = shifts[0] if shifts else np.zeros(d_model)
    readings = list(_attention_readings(attention, d_model, n_heads))
    pairs = list(_bare_norms(bare) if bare else _norms(norms, d_model))
    for w_in, w_out in _in_and_out(wide, d_ff):
        for (one, other), reading in itertools.product(pairs, readings):
            yield reading, one, other, w_in, b_in, w_out, b_out


def _in_and_out(wide: list[tuple[bool, Array]], d_ff: int) -> Iterator[tuple[Array, Array]]:
    """Tell the two layers of the feed-forward network apart: by the shape of a linear layer, raw ones in both ways."""
    for (is_linear, w_in), (_, w_out) in itertools.permutations(wide):
        if not is_linear or w_in.shape[0] == d_ff:
            yield (w_in.T if w_in.shape[0] == d_ff else w_in), (w_out.T if w_out.shape[1] == d_ff else w_out)


_NORM_WORD = re.compile(r"gain|gamma|scale|shift|beta|norm|ln", re.IGNORECASE)
_SHIFT_WORD = re.compile(r"shift|beta|bias|(?<![a-z])b(?![a-z])", re.IGNORECASE)


def _is_bare_norm(part: tuple[str, str, Array], d_model: int) -> bool:
    name, kind, tensor = part
    return kind == "raw" and tensor.shape == (d_model,) and bool(_NORM_WORD.search(name.rpartition(".")[2]))


def _bare_norms(vectors: list[tuple[str, Array]]) -> Iterator[tuple[Vectors, Vectors]]:
    """Give gain and shift of both norms, told apart by their names as far as these go, else in every way."""
    shifts = {name for name, _ in vectors if _SHIFT_WORD.search(name.rpartition(".")[2])}
    for first, first_shift, second, second_shift in itertools.permutations(vectors):
        if len(shifts) != 2 or shifts == {first_shift[0], second_shift[0]}:
            yield (first[1], first_shift[1]), (second[1], second_shift[1])


def _norms(norms: list[list[tuple[str, Array]]], d_model: int) -> Iterator[tuple[Vectors, Vectors]]:
    for first, second in itertools.permutations(norms):
        yield from itertools.product(_vectors(first, d_model), _vectors(second, d_model))


def _vectors(parts: list[tuple[str, Array]], d_model: int) -> Iterator[Vectors]:
    """Give gain and shift of a norm; one that is not of PyTorch may hold them in either order."""
    vectors = [tensor for _, tensor in parts]
    yield vectors[0], vectors[1] if len(vectors) > 1 else np.zeros(d_model)
    if len(vectors) > 1 and parts[0][0] != "norm":
        yield vectors[1], vectors[0]


# --- calling and comparing


def _weights_of(answer: dict[str, object]) -> list[tuple[str, str, Array]]:
    if answer["ready_made"]:
        fail("The block uses PyTorch's ready-made encoder layer, which was to be built by hand.")
    weights = [(str(name), str(kind), as_array(value)) for name, kind, value in answer["weights"]]  # type: ignore[attr-defined]
    if not weights:
        fail("The module has no parameters, so nothing in it could be trained.")
    return weights


def _is_close(got: Array, wanted: Array, padding: Array | None) -> bool:
    """Compare outputs of real tokens; what stands at padded places means nothing."""
    size = max(1.0, float(np.abs(wanted).max()))
    wrong = np.abs(got - wanted) > SINGLE * size
    return not bool((wrong if padding is None else wrong[~padding]).any())


def _expect_right(
    candidate: Candidate,
    rng: np.random.Generator,
    inputs: list[Array],
    n_heads: int,
    d_ff: int,
    *,
    case: str,
    paddings: list[Array | None] | None = None,
    given: str = "",
) -> tuple[list[Array], Block]:
    """Demand that one reading of the weights explains all outputs."""
    sizes = (inputs[0].shape[-1], n_heads, d_ff)
    inputs = [x.astype(np.float32) for x in inputs]
    paddings = paddings or [None] * len(inputs)
    answer = candidate.call_named("encode", sizes, inputs, paddings, int(rng.integers(2**31)))
    weights = _weights_of(answer)
    outputs = []
    for got, x, padding in zip(answer["outputs"], inputs, paddings, strict=True):
        if isinstance(got, tuple):
            fail("The block returns a tuple, where one tensor was agreed on.", given=given, got=describe(got))
        array = expect_shape(got, x.shape, what=f"the output {case}", given=given).astype(float)
        if not np.isfinite(array if padding is None else array[~padding]).all():
            fail(f"The output {case} holds NaN or infinity.", given=given, got=describe(got))
        outputs.append(array)
    for block in _all_blocks(weights, sizes):
        right = (
            _is_close(got, _encode(block, x.astype(float), padding), padding)
            for got, x, padding in zip(outputs, inputs, paddings, strict=True)
        )
        if all(right):
            break
    else:
        fail(f"The output {case} is not what a pre-norm block with these weights gives.", given=given)
    return outputs, block


def _tokens(rng: np.random.Generator, batch: int, n: int, d_model: int) -> Array:
    """Draw tokens whose mean is not zero and whose spread is not one, so that a norm matters."""
    return rng.normal(loc=0.7, scale=1.8, size=(batch, n, d_model)).astype(np.float32)


# --- visible examples


def keeps_the_shape(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "d_model = 8, n_heads = 4, d_ff = 20, x of shape (2, 3, 8)"
    answer = candidate.call_named("encode_once", (8, 4, 20), _tokens(rng, 2, 3, 8), None, 1)
    _weights_of(answer)
    got = expect_shape(answer["outputs"][0], (2, 3, 8), what="the output", given=given)
    expect_that(np.ptp(got) > 0, "The output is the same number everywhere.", given=given, got=got)


def one_short_text(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "d_model = 8, n_heads = 4, d_ff = 20, one text of four tokens, not in training"
    _expect_right(candidate, rng, [_tokens(rng, 1, 4, 8)], 4, 20, case="for one short text", given=given)


# --- the rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """Batch, length, heads and widths all differ; the feed-forward network is wider, narrower and of odd width."""
    for batch, n, d_model, n_heads, d_ff in ((2, 7, 20, 4, 33), (3, 2, 30, 5, 14), (1, 6, 28, 4, 112)):
        _expect_right(candidate, rng, [_tokens(rng, batch, n, d_model)], n_heads, d_ff, case="for several texts")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Batch, length, heads and width of a head are the same: mixed-up axes raise nothing here."""
    _expect_right(candidate, rng, [_tokens(rng, 4, 4, 16)], 4, 24, case="where all sides are equal")


def stream_passes_by(candidate: Candidate, rng: np.random.Generator) -> None:
    """Tokens a hundred times larger: the norms take that out of both parts, and the way around keeps it."""
    for size in (100.0, 0.01):
        x = size * _tokens(rng, 2, 4, 12)
        _expect_right(candidate, rng, [x], 4, 31, case="for tokens of another size")


def one_token(candidate: Candidate, rng: np.random.Generator) -> None:
    _expect_right(candidate, rng, [_tokens(rng, 2, 1, 12)], 4, 31, case="for a single token")
    _expect_right(candidate, rng, [_tokens(rng, 2, 5, 6)], 1, 13, case="for one head")


def equal_entries(candidate: Candidate, rng: np.random.Generator) -> None:
    """A token whose entries are all equal has no spread to divide by."""
    x = _tokens(rng, 1, 4, 12)
    x[0, 1], x[0, 2] = 2.0, 0.0
    _expect_right(candidate, rng, [x], 4, 31, case="for a token whose entries are equal")


def several_lengths(candidate: Candidate, rng: np.random.Generator) -> None:
    """One block meets inputs of several sizes, the first of them twice, and keeps nothing between them."""
    inputs = [_tokens(rng, 2, 5, 12), _tokens(rng, 1, 9, 12), _tokens(rng, 3, 2, 12)]
    inputs.append(inputs[0])
    _expect_right(candidate, rng, inputs, 4, 31, case="where one block meets several lengths")


def texts_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    """No text of a batch sees another, and shuffled tokens give shuffled outputs."""
    batch = _tokens(rng, 3, 4, 12)
    turn = np.array([2, 0, 3, 1])
    inputs = [batch, *(batch[at : at + 1] for at in range(3)), batch[:, turn]]
    outputs, _ = _expect_right(candidate, rng, inputs, 4, 31, case="for texts alone and in a batch")
    size = float(np.abs(outputs[0]).max())
    for at in range(3):
        what = "the output for a text alone"
        expect_close(outputs[1 + at], outputs[0][at : at + 1], rtol=0, atol=SINGLE * size, what=what)
    what = "the output for tokens in another order"
    expect_close(outputs[-1], outputs[0][:, turn], rtol=0, atol=SINGLE * size, what=what)


# --- padding


def padding_as_agreed(candidate: Candidate, rng: np.random.Generator) -> None:
    """Padding at the end, at the start, in the middle, and none; each text keeps a real token."""
    for batch, n, d_model, n_heads in ((3, 6, 20, 4), (4, 4, 16, 4)):
        x = _tokens(rng, batch, n, d_model)
        padding = np.zeros((batch, n), dtype=bool)
        padding[0, -2:] = padding[1, :1] = padding[2, 1] = True
        paddings = [padding, None, np.zeros((batch, n), dtype=bool)]
        _expect_right(candidate, rng, [x] * 3, n_heads, 33, paddings=paddings, case="with padding")


def padding_changes_nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    """What stands at padded places does not matter to the real tokens, nor how much padding there is."""
    x = _tokens(rng, 2, 6, 12)
    other = x.copy()
    other[:, 4:] = 5.0 * _tokens(rng, 2, 2, 12)
    padding = np.zeros((2, 6), dtype=bool)
    padding[:, 4:] = True
    inputs, paddings = [x, other, np.ascontiguousarray(x[:, :4])], [padding, padding, None]
    outputs, _ = _expect_right(candidate, rng, inputs, 4, 31, paddings=paddings, case="with padding")
    size = float(np.abs(outputs[2]).max())
    for found in outputs[:2]:
        what = "the output of real tokens beside padding"
        expect_close(found[:, :4], outputs[2], rtol=0, atol=SINGLE * size, what=what)
    # So much padding that even a little weight on each of its places adds up.
    long = _tokens(rng, 2, 300, 12)
    padding = np.ones((2, 300), dtype=bool)
    padding[:, [40, 200]] = False
    _expect_right(candidate, rng, [x, long], 4, 31, paddings=[None, padding], case="with much padding")


# --- training


def all_dropped(candidate: Candidate, rng: np.random.Generator) -> None:
    """With a dropout of one nothing is left of both parts, and the tokens pass by untouched."""
    x = _tokens(rng, 2, 5, 12)
    _expect_right(candidate, rng, [x], 4, 31, case="for several texts, not in training")
    got = expect_shape(candidate.call_named("train_once", (12, 4, 31), x, 1.0, 3), x.shape, what="the output")
    expect_close(got, x, rtol=0, atol=1e-6, what="the output in training with a dropout of one")


def share_of_dropped(candidate: Candidate, rng: np.random.Generator) -> None:
    """An entry is as it came where both parts dropped it: the square of the dropout, for the default too.

    Of 24,000 entries 6,000 are expected for a half, with a standard deviation of 67, and 240 for a tenth, with 15.4;
    six of these are allowed. Rounding of float32 leaves an untouched entry exactly as it was.
    """
    x = _tokens(rng, 20, 30, 40)
    _expect_right(candidate, rng, [x[:1, :3]], 4, 31, case="for several texts, not in training")
    for dropout, share in ((0.5, 0.25), (None, 0.01)):
        got = expect_shape(candidate.call_named("train_once", (40, 4, 31), x, dropout, 4), x.shape, what="the output")
        n_same, n = int((got == x).sum()), x.size
        allowed = 6 * (n * share * (1 - share)) ** 0.5
        if abs(n_same - n * share) > allowed:
            words = "with the default dropout" if dropout is None else "with a dropout of a half"
            fail(f"In training {words}, the share of entries that both parts leave alone is not what it should be.")


def nothing_dropped_in_use(candidate: Candidate, rng: np.random.Generator) -> None:
    """Outside training two calls agree, whatever the dropout."""
    x = _tokens(rng, 2, 5, 12)
    answer = candidate.call_named("encode_twice", (12, 4, 31), x, 0.5, 5)
    if not isinstance(answer, (list, tuple)) or len(answer) != 2:
        fail("The outputs cannot be read.", got=describe(answer))
    first = expect_shape(answer[0], x.shape, what="the output")
    expect_close(answer[1], first, rtol=0, atol=1e-6, what="the output of a second call, not in training")


def gradients_reach_all_weights(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _tokens(rng, 2, 5, 12)
    _weights_of(candidate.call_named("encode_once", (12, 4, 31), x, None, 6))
    found = candidate.call_named("gradients", (12, 4, 31), x, 6)
    expect_that(len(found) > 1, "The module has no weight matrix.")
    for name, size in found:
        where = "the input" if name == "the input" else "one of the weight matrices"
        # Gradients are near ten here; below a millionth nothing is left but rounding.
        expect_that(np.isfinite(size) and size > 1e-6, f"No gradient reaches {where}, so it cannot be trained.")


def input_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    x, padding = _tokens(rng, 2, 5, 12), np.zeros((2, 5), dtype=bool)
    padding[0, 4] = True
    answer = candidate.call_named("encode_once", (12, 4, 31), x, padding, 7)
    expect_unchanged(candidate, ("sizes", "x", "padding", "seed"))
    expect_shape(answer["outputs"][0], x.shape, what="the output")


# --- cost


def many_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Four texts of 128 tokens: half a million pairs over all heads, some milliseconds for matrix products."""
    inputs = [_tokens(rng, 1, 3, 64), _tokens(rng, 4, 128, 64)]
    _, block = _expect_right(candidate, rng, inputs, 8, 100, case="for many tokens")
    spent, begun = candidate.cpu_ms, time.thread_time()
    _encode(block, inputs[-1], None)
    reference_ms = (time.thread_time() - begun) * 1000
    # The floor is fifty times what matrix products take, and a third of what a loop over pairs takes.
    if spent > max(1500.0, 25 * reference_ms):
        raise TooSlow("Four texts of 128 tokens take far longer than a plain vectorised solution.")
