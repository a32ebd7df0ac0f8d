"""Checks of label alignment: everything is a whole number, so answers are compared exactly.

The tokeniser of driver.py is worked out again here: lower case, each punctuation mark apart, then the longest piece of
the vocabulary that fits, and the unknown token for a part of which some rest fits nothing. The ids are those of the
vocabulary that is passed in, behind the padding, the unknown token and the special ones; padding may come last.
"""

import string

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    TooSlow,
    expect_close,
    expect_dtype_kind,
    expect_equal,
    expect_shape,
    expect_that,
    fail,
    np,
)

PIECES = [
    "play",
    "##ing",
    "##ed",
    "new",
    "##s",
    "york",
    "the",
    "in",
    "u",
    "s",
    ".",
    "-",
    "ann",
    "##a",
    "##lise",
    "a",
    "##b",
    "##c",
]
WORDS = [
    "Playing",
    "news",
    "the",
    "U.S.",
    "Annalise",
    "york",
    "zzz",
    "Anna",
    "in",
    "new-york",
    "played",
    "abc",
    "a",
    "qqq",
]
NAMES = ("input_ids", "attention_mask", "labels")
IGNORED = -100


def _pieces_of(word: str, pieces: list[str]) -> list[str]:
    apart = "".join(f" {sign} " if sign in string.punctuation else sign for sign in word.lower())
    found: list[str] = []
    for part in apart.replace("\u200b", "").split():
        cut: list[str] = []
        rest = part
        while rest:
            fits = (n for n in range(len(rest), 0, -1) if ("##" if cut else "") + rest[:n] in pieces)
            n = next(fits, 0)
            if not n:
                cut = ["[UNK]"]
                break
            cut.append(("##" if cut else "") + rest[:n])
            rest = rest[n:]
        found += cut
    return found


def _reference(
    words, labels, max_length=128, specials=("[CLS]", "[SEP]"), side="right", padding_last=False, pieces=PIECES
):
    names = ["[UNK]", *specials, *pieces]
    names = [*names, "[PAD]"] if padding_last else ["[PAD]", *names]
    ids = {name: place for place, name in enumerate(names)}
    rows = []
    for sentence, names in zip(words, labels, strict=True):
        tokens, marks = [], []
        for word, label in zip(sentence, names, strict=True):
            cut = _pieces_of(word, pieces)
            tokens += [ids[piece] for piece in cut]
            marks += [label, *[IGNORED] * (len(cut) - 1)] if cut else []
        tokens, marks = tokens[: max_length - len(specials)], marks[: max_length - len(specials)]
        if specials:
            tokens, marks = [ids[specials[0]], *tokens, ids[specials[1]]], [IGNORED, *marks, IGNORED]
        rows.append((tokens, marks))
    width = max(len(tokens) for tokens, _ in rows)
    out = {name: [] for name in NAMES}
    for tokens, marks in rows:
        gap = width - len(tokens)
        fillers = (ids["[PAD]"], 0, IGNORED)
        for name, row, filler in zip(NAMES, (tokens, [1] * len(tokens), marks), fillers, strict=True):
            out[name].append([filler] * gap + row if side == "left" else row + [filler] * gap)
    return {name: np.array(value, dtype=np.int64) for name, value in out.items()}


def _parts(answer: object, *, case: str = "", given: str = "") -> dict[str, Array]:
    if not isinstance(answer, Mapping):
        fail(f"The batch{case} should be a dictionary of tensors.", given=given)
    missing = [name for name in NAMES if name not in answer]
    if missing:
        fail(f"The batch{case} lacks {' and '.join(missing)}.", given=given)
    return {name: answer[name] for name in NAMES}


def _expect_right(candidate: Candidate, words, labels, *, case: str = "", given: str = "", **options) -> None:
    got = _parts(candidate.call(PIECES, words, labels, **options), case=case, given=given)
    expected = _reference(words, labels, **options)
    for name in NAMES:
        array = expect_shape(got[name], expected[name].shape, what=f"{name}{case}", given=given)
        expect_dtype_kind(array, "iu" if name != "attention_mask" else "iub", what=f"{name}{case}", given=given)
        expect_equal(array.astype(np.int64), expected[name], what=f"{name}{case}", given=given)


def _sentences(rng: np.random.Generator, *lengths: int) -> tuple[list[list[str]], list[list[int]]]:
    """Draw sentences; labels are distinct enough for any shift to show."""
    words = [[WORDS[int(at)] for at in rng.integers(len(WORDS), size=n)] for n in lengths]
    return words, [[int(label) for label in rng.integers(1, 50, size=n)] for n in lengths]


# --- visible -----------------------------------------------------------------------------------------------------


def whole_words(candidate: Candidate, rng: np.random.Generator) -> None:
    words, labels = [["the", "york"], ["in", "the"]], [[3, 4], [5, 6]]
    given = f"words {words}, each one piece, labels {labels}"
    _expect_right(candidate, words, labels, given=given)


def a_word_in_two_pieces(candidate: Candidate, rng: np.random.Generator) -> None:
    words, labels = [["Anna", "in", "york"]], [[1, 0, 2]]
    given = f"words {words}, of which Anna becomes ann + ##a, labels {labels}"
    _expect_right(candidate, words, labels, given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for lengths in ((4, 7, 2), (1, 9), (6,), (5, 5, 5, 5)):
        _expect_right(candidate, *_sentences(rng, *lengths))
    _expect_right(candidate, [WORDS], [list(range(10, 10 + len(WORDS)))], case=" of a long sentence")


def several_pieces(candidate: Candidate, rng: np.random.Generator) -> None:
    """Pieces without a mark of their own belong to the word as well: u . s . is one word, and so is new - york."""
    case = " where words have many pieces"
    _expect_right(candidate, [["U.S.", "new-york", "Annalise"]], [[7, 8, 9]], case=case)
    _expect_right(candidate, [["Annalise", "Annalise"], ["a", "U.S."]], [[3, 4], [5, 0]], case=case)


def equal_words_side_by_side(candidate: Candidate, rng: np.random.Generator) -> None:
    words = [["the", "the", "Anna", "Anna"], ["new", "new", "a"]]
    _expect_right(candidate, words, [[1, 2, 3, 4], [5, 5, 0]], case=" where a word is repeated")


def unknown_words(candidate: Candidate, rng: np.random.Generator) -> None:
    """An unknown word is a word, and its label counts."""
    words, labels = [["zzz", "Anna", "qqq"], ["zzz-zzz", "in"]], [[1, 2, 3], [4, 5]]
    _expect_right(candidate, words, labels, case=" with unknown words")


def words_without_pieces(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing is left of some words; their labels go with them, and those behind stay with their words."""
    case = " where nothing is left of a word"
    _expect_right(candidate, [["Anna", "", "york", "in"], ["\u200b", "the"]], [[1, 2, 3, 4], [5, 6]], case=case)
    _expect_right(candidate, [["the", "\u200b"], ["in", "Anna", "a"]], [[8, 9], [1, 2, 3]], case=case)


def truncated(candidate: Candidate, rng: np.random.Generator) -> None:
    """The limit counts tokens, special ones too; it may fall inside a word."""
    case = " of truncated sentences"
    words = [["Anna", "in", "U.S.", "playing"], ["Annalise", "york"], ["the"]]
    labels = [[1, 2, 3, 4], [5, 6], [7]]
    for max_length in (3, 4, 5, 6, 7, 8, 9, 10, 11):
        _expect_right(candidate, words, labels, case=case, max_length=max_length)
    words, labels = _sentences(rng, 12, 3, 8)
    _expect_right(candidate, words, labels, case=case, max_length=9)


def default_length(candidate: Candidate, rng: np.random.Generator) -> None:
    words, labels = _sentences(rng, 150, 4)
    _expect_right(candidate, words, labels, case=" without max_length")
    words, labels = [["the"] * 126], [list(range(126))]
    _expect_right(candidate, words, labels, case=" that just fits without max_length")


def padded_on_the_left(candidate: Candidate, rng: np.random.Generator) -> None:
    words, labels = _sentences(rng, 5, 2, 8)
    _expect_right(candidate, words, labels, case=" of a tokeniser that pads on the left", side="left")
    _expect_right(candidate, words, labels, case=" of a tokeniser that pads on the left", side="left", max_length=7)


def padding_of_the_tokeniser(candidate: Candidate, rng: np.random.Generator) -> None:
    """The padding token need not have the id zero, and here the id zero is that of the unknown token."""
    case = " of a tokeniser whose padding token comes last"
    words, labels = _sentences(rng, 5, 2, 8)
    for side in ("right", "left"):
        _expect_right(candidate, words, labels, case=case, side=side, padding_last=True)
    _expect_right(candidate, [["zzz", "the"], ["Anna"]], [[1, 2], [3]], case=case, padding_last=True, specials=[])


def other_special_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Special tokens may have other names, and some tokenisers put none."""
    words, labels = _sentences(rng, 5, 2, 4)
    _expect_right(candidate, words, labels, case=" with other special tokens", specials=["<s>", "</s>"])
    case = " of a tokeniser without special tokens"
    _expect_right(candidate, words, labels, case=case, specials=[])
    _expect_right(
        candidate, [["Anna"], ["york"], ["the", "in"], ["a"]], [[1], [2], [3, 4], [5]], case=case, specials=[]
    )
    _expect_right(candidate, words, labels, case=case, specials=[], max_length=4)


def an_empty_sentence(candidate: Candidate, rng: np.random.Generator) -> None:
    case = " with an empty sentence"
    _expect_right(candidate, [["Anna", "in"], [], ["the"]], [[1, 2], [], [3]], case=case)
    _expect_right(candidate, [[], ["york", "Anna"]], [[], [4, 5]], case=case)


def fits_a_model(candidate: Candidate, rng: np.random.Generator) -> None:
    """The loss is the mean cross-entropy over the pieces that carry a label, so nothing else may count.

    The logits are taken as the model gave them. Its loss in float32 is right to some 1e-6; 1e-4 is ample.
    """
    words, labels = _sentences(rng, 6, 3, 9)
    labels = [[label % 3 for label in row] for row in labels]
    for options in ({}, {"max_length": 8}):
        answer = candidate.call_named("loss_of_a_model", PIECES, words, labels, 3, **options)
        loss, logits = answer
        marks = _reference(words, labels, **options)["labels"]
        logits = expect_shape(logits, (*marks.shape, 3), what="the array of the model's logits").astype(np.float64)
        shares = logits - np.log(np.exp(logits).sum(axis=2, keepdims=True))
        counted = [-shares[i, j, marks[i, j]] for i, j in np.argwhere(marks != IGNORED)]
        expect_close(loss, np.mean(counted), rtol=1e-4, atol=1e-5, what="the loss of a model on the batch")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    words, labels = _sentences(rng, 6, 3)
    _expect_right(candidate, words, labels, max_length=6)
    same = candidate.call_named("inputs_afterwards", PIECES, words, labels, max_length=6)
    expect_that(same is True, "The call changed the lists of words or labels.")


def many_words(candidate: Candidate, rng: np.random.Generator) -> None:
    # One call of the tokeniser takes some 50 ms here, a call for each word some 200 ms.
    words, labels = _sentences(rng, *[200] * 60)
    options = {"max_length": 512}
    got = _parts(candidate.call(PIECES, words, labels, **options), case=" of many words")
    if candidate.cpu_ms > 2500:
        raise TooSlow("Sixty sentences of two hundred words take far longer than one pass over each of them.")
    expected = _reference(words, labels, **options)
    expect_equal(got["labels"], expected["labels"], what="labels of many words")
