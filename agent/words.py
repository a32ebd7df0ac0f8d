"""Text of an utterance made ready for understanding: cleaned, cut into clauses, into words and into character grams.

Knows English words only; must not know facts, phases or what anything means.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MAX_CHARACTERS = 2_400
"""More than anybody says in one breath; of a longer text the first and last halves of this are read."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_QUOTES = str.maketrans({
    "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\uff1f": "?",
    "\u061f": "?", "\u00d7": "*", "\u00b7": "*",
})  # fmt: skip
_CODE_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_CODE_LINE = re.compile(
    r"^\s*(?:import \w|from [\w.]+ import |def \w+\(|class \w+|return\b|for .+ in .+:\s*$|while .+:\s*$|"
    r"if .+:\s*$|elif .+:|else:|try:|except\b|raise \w|with .+:\s*$|@\w|#|"
    r"[\w.\[\], :]+ ?[-+*/|&@]?= ?\S|[\w.]+\(.*\)\s*$|[\])}]+,?\s*$)"
)
MIN_CODE_LINES = 2
MIN_WORDS_BESIDE_CODE = 7
MAX_PASTED = 20_000
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|\?")
_SIGNS = {
    "\U0001f937": "i do not know", "\U0001f44d": "ok", "\U0001f44c": "ok", "\U0001f44b": "hello",
    "\U0001f64f": "thanks",
}  # fmt: skip
"""Pictures that people put in the place of words."""
_CONTRACTIONS = (
    (re.compile(r"\b(can)'?t\b"), r"\1 not"),
    (re.compile(r"\bwon'?t\b"), "will not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|should|would|could|have|has|had)n'?t\b"), r"\1 not"),
    (re.compile(r"\bi'?m\b"), "i am"),
    (re.compile(r"\b(i|we|you|they|it|that|there|he|she)'ll\b"), r"\1 will"),
    (re.compile(r"\bill\b"), "i will"),
    (re.compile(r"\b(i|we|you|they|it|that|there)'d\b"), r"\1 would"),
    (re.compile(r"\b(i|we|you|they)'ve\b"), r"\1 have"),
    (re.compile(r"\b(we|you|they)'re\b"), r"\1 are"),
    (re.compile(r"\b(it|that|what|there|where|who|how|here)'s\b"), r"\1 is"),
    (re.compile(r"\b(whats|hows|wheres|thats)\b"), lambda found: f"{found[0][:-1]} is"),
    (re.compile(r"\bdont\b"), "do not"),
    (re.compile(r"\bwanna\b"), "want to"),
    (re.compile(r"\bgonna\b"), "going to"),
    (re.compile(r"\bgotta\b"), "got to"),
    (re.compile(r"\blet'?s\b"), "let us"),
    (re.compile(r"\b(cuz|coz|cos|bc)\b"), "because"),
    (re.compile(r"\b(u|ya)\b"), "you"),
    (re.compile(r"\b(pls|plz)\b"), "please"),
    (re.compile(r"\bshud\b"), "should"),
    (re.compile(r"\bwat\b"), "what"),
    (re.compile(r"\b(shoud|shuold|sould)\b"), "should"),
    (re.compile(r"\b(waht|wht|whta)\b"), "what"),
    (re.compile(r"\b(wich|whcih|whihc)\b"), "which"),
    (re.compile(r"\b(hwo)\b"), "how"),
    (re.compile(r"\b(teh)\b"), "the"),
)
_MISHEARD = (
    (re.compile(r"\b(?:numb|num|none|nun) ?(?:pie|pi|py)\b"), "numpy"),
    (re.compile(r"\bpie torch\b|\bpi torch\b"), "pytorch"),
    (re.compile(r"\b(?:psychic|sci ?kit|sy kit|site kit|side kit) ?learn\b"), "sklearn"),
    (re.compile(r"\b(?:d|dee) types?\b"), "dtype"),
    (re.compile(r"\ba raise?\b|\bare ?rays?\b"), "arrays"),
    (re.compile(r"\bfloat(?:ing)? (?:thirty[ -]?two|32)\b"), "float32"),
    (re.compile(r"\bfloat(?:ing)? (?:sixty[ -]?four|64)\b"), "float64"),
    (re.compile(r"\bfloat(?:ing)? (?:sixteen|16)\b"), "float16"),
    (re.compile(r"\b(?:you|u) ?int (?:eight|8)\b"), "uint8"),
    (re.compile(r"\b(arg|soft) (max|min)\b"), r"\1\2"),
    (re.compile(r"\bnot a numbers?\b"), "nan"),
)
"""What speech recognisers write for words of this field."""
_FILLER = re.compile(
    r"^(?:(?:so|um+|uh+|er+|erm|hm+|okay|ok|alright|right|well|and|also|but|then|oh|ah|hi|hello|hey|yeah|yes|sure|"
    r"thanks|thank you|great|cool|got it|sorry|please|just|actually|basically|like|you know|i mean|now|"
    r"first|firstly|second|secondly|third|finally|next|another thing|one more thing|(?:one |a )?(?:quick |more |"
    r"other |another |last |final )*question|"
    r"(?:two|three|four|several|some|a few|a couple of)(?: more| quick)? (?:things|questions|points))\b[\s,:.;-]*)+"
)
_CLAUSE_END = re.compile(
    r"(?<=[?;\n])\s*|(?<=[.!])\s+|"
    r"[,\s]+(?:and|also|plus|or)\s+(?=(?:also\s+)?(?:what|which|how|when|where|who|why|whether|should|do|does|is|are|"
    r"can|could|may|will|would)\b)|"
    r":\s+(?=(?:what|which|how|who|when|should|do|does|is|are|can|could|may)\b)|"
    r",\s*(?=(?:what|how|who|should|do|does|is|are|can|could|may)\b)|"
    r"\s+(?=(?:and|also)\s+(?:what\s+|how\s+)?about\b)"
)

_TAG = re.compile(
    r"^(?:is (?:that|this|it) (?:right|correct|okay|ok|fine|true|so|allowed)|right|correct|ok|okay|yes|yeah|may i|"
    r"can i|true|or not|do i (?:get|understand) (?:that|you) right)\W*$"
)
_STOPWORDS_TEXT = """
a about above after again all also am an and any anything are as at be because been before being but by can
could did do does doing done each else ever every few for from further get gets give given go going good got
had has have having he her here him his how i if in into is it its itself just kind know let like make may me
might more most much must my need needs no not now of off ok okay on once one only or other our out over own
please put say see shall should so some something sort such sure take tell than that the their them then there
these they thing things think this those through to too under until up us use used using very want was way we
well were what whatever when where whether which while who whom whose why will with without would yes you your
assume assuming assumption suppose clarify confirm question wondering wonder expect expected really actually
care handle deal happen happens happening treat allowed fine safe mean means correct code coding function
sorry again hello hi hey thanks english um umm uh uhm er erm hm hmm mhm yeah yep nope also maybe perhaps obvious
obviously
method program solution start starts starting begin problem task interview add ready file number
"""
STOPWORDS = frozenset(_STOPWORDS_TEXT.split())
_SUFFIXES_TEXT = """
isations:is isation:is izations:is ization:is ising:is izing:is ised:is ized:is ises:is izes:is ise:is ize:is
ational:at ations:at ation:at ating:at ated:at ates:at ate:at alities:al ality:al iveness:iv ivity:iv ences:en
ence:en ent:en nesses: ness: ingly: edly: ically:ic ies:y sses:ss ings: ing: ions: ion: ally:al ers: er: ed:
es: ly: s:
"""
_SUFFIXES = tuple((ending, kept) for ending, _, kept in (pair.partition(":") for pair in _SUFFIXES_TEXT.split()))
"""Endings with what stands in their place, longer ones first where one holds the other."""
_SHORTEST_STEM = 3
_MIN_LETTERS_FOR_REPLACED = 6
_SYNONYMS_TEXT = """
norm:distanc dimension:dim dims:dim ndarray:array arrays:array missing:nan nans:nan null:nan nulls:nan na:nan
stopping:stop centre:center centres:center kernels:kernel filters:filter col:column cols:column
params:parameter param:parameter iters:iteration iter:iteration init:initial tol:tolerance thresh:threshold
func:function euclid:euclidean l2:euclidean ties:tie tied:tie
"""
_SYNONYMS = dict(pair.split(":") for pair in _SYNONYMS_TEXT.split())


def clean(text: str) -> str:
    """Fold look-alike characters, drop accents, code blocks and what is invisible; bound the length. The case stays."""
    parts = unicodedata.normalize("NFKD", _cut(prose(text)))
    bare = "".join(one for one in parts if unicodedata.category(one) != "Mn")
    text = unicodedata.normalize("NFKC", bare).translate(_QUOTES)
    for sign, meaning in _SIGNS.items():
        text = text.replace(sign, f" {meaning} ")
    return _INVISIBLE.sub("", text)


def prose(text: str) -> str:
    """Drop pasted code, fenced or not; what is said around it stays."""
    if "\n" not in text and "```" not in text:
        return text
    lines = _CODE_BLOCK.sub("\n", text[:MAX_PASTED]).splitlines()
    if sum(_CODE_LINE.search(line) is not None for line in lines) < MIN_CODE_LINES:
        return "\n".join(lines)
    kept, inside = list[str](), False
    for line in lines:
        # Inside a doc string or under an indented line everything belongs to the code.
        code = inside or '"""' in line or line.startswith((" ", "\t")) or _CODE_LINE.search(line) is not None
        inside ^= line.count('"""') % 2 == 1
        if not code:
            kept.append(line)
    return "\n".join(kept)


def is_code(text: str) -> bool:
    """Say whether a text is pasted code with hardly a word beside it."""
    beside = prose(text)
    if beside == text:
        return False
    said = len(_WORD.findall(beside))
    return said < MIN_WORDS_BESIDE_CODE and len(_WORD.findall(text[:MAX_PASTED])) > 2 * said


_DISFLUENCY = re.compile(
    r"(?<=\S),?\s+(?:um+|uh+|uhm+|erm?)\b(?!\s*[.?!]*$),?|"
    r",\s*(?:like|you know|i mean|kind of|sort of|kinda|well|say),(?=\s)|"
    r",\s*you know(?=\s*[?.]?$)"
)
"""What people put in while they look for words; at the beginning it says that they think, so there it stays."""


def plain(text: str) -> str:
    """Make cleaned text lower-case with contractions written out and blanks made single."""
    lowered = text.lower()
    for pattern, replacement in (*_CONTRACTIONS, *_MISHEARD):
        lowered = pattern.sub(replacement, lowered)
    return re.sub(r"[^\S\n]+", " ", _DISFLUENCY.sub(" ", lowered)).strip()


def without_fillers(clause: str) -> str:
    """Drop what people say before they begin: `um, okay so one quick question`."""
    return _FILLER.sub("", clause.strip(" ,.-:;")).strip()


def clauses(text: str) -> tuple[str, ...]:
    """Cut plain text where a new sentence or a new question begins."""
    parts: list[str] = []
    for piece in _CLAUSE_END.split(text):
        part = (piece or "").strip(" ,;-\n")
        if parts and _TAG.match(part) and not parts[-1].endswith("?"):
            # "I assume zeros. Is that right?" asks about the zeros.
            parts[-1] = f"{parts[-1].rstrip('.!')}, right?"
        elif part:
            parts.append(part)
    return tuple(parts)


def words(text: str) -> tuple[str, ...]:
    """List the words of plain text, function words included; `?` is a word."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """Take a word's ending off, roughly."""
    word = _SYNONYMS.get(word, word)
    for suffix, kept in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) + len(kept) >= _SHORTEST_STEM:
            stemmed = word[: len(word) - len(suffix)] + kept
            break
    else:
        stemmed = word
    if len(stemmed) > _SHORTEST_STEM and stemmed[-1] == stemmed[-2] and stemmed[-1] not in "ls":
        stemmed = stemmed[:-1]
    if len(stemmed) > _SHORTEST_STEM and stemmed.endswith("e"):
        stemmed = stemmed[:-1]
    return stemmed


@lru_cache(maxsize=2_000)
def content_stems(text: str) -> tuple[str, ...]:
    """List the stems of the words that carry content."""
    return tuple(stem(word) for word in words(plain(text)) if word not in STOPWORDS and word != "?")


def stems_in_order(text: str) -> tuple[str, ...]:
    """List the words of plain text in order, by their stems but for function words."""
    return tuple(word if word in STOPWORDS else stem(word) for word in words(text))


def character_grams(stems: Iterable[str]) -> frozenset[str]:
    """List pieces of three and four characters of each stem; a typo spoils only some of them."""
    grams: set[str] = set()
    for one in stems:
        padded = f"<{one}>"
        grams.update(padded[at : at + 3] for at in range(len(padded) - 2))
        grams.update(padded[at : at + 4] for at in range(len(padded) - 3))
    return frozenset(grams)


def one_slip(known: str, typed: str) -> bool:
    """Tell words that differ by one letter put in, left out, or replaced."""
    if known[0] != typed[0] and known[-1] != typed[-1]:
        return False
    short, long = sorted((known, typed), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, (left, right) in enumerate(zip(short, long, strict=False)) if left != right), len(short))
    if len(long) > len(short):
        return long[at + 1 :] == short[at:]
    # Short words that differ in one letter are different words: print and point.
    return len(long) >= _MIN_LETTERS_FOR_REPLACED and long[at + 1 :] == short[at + 1 :]


def _cut(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2
    return f"{text[:half]}\n{text[-half:]}"
