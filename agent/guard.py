"""Keeps back what must not be said: solution, hints that were not given, facts that were not asked for, hidden checks.

`Guard(question).breaches(text, heard)` looks at one turn before it is said. Wording of a model must pass everything;
text of the script only what cannot be right in any case. Both may repeat what the candidate said or wrote, what the
prompt says, and what this turn is licensed to say. Pure: the same text and the same past give the same breaches.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from agent.code_shapes import lines_of, runs, shapes, squeeze, tokens
from agent.folded import Folded, Word, content_in, fold, plain_names, words_in
from agent.manners import BreachKind, bad_manners, questions_in
from agent.math_words import code_marks, formulas, without_idioms
from agent.plain_words import is_loose, is_term
from agent.state import InterviewState
from agent.words import STOPWORDS
from question_bank.package import Fact, Question
from transcripts.events import Phase

__all__ = ["Breach", "BreachKind", "Guard", "Heard", "heard_in"]

MOST_WORDS = 60
"""Of free wording in a turn; what is licensed does not count."""
_MOST_CHARACTERS = 8_000
"""Longer wording of a model is not looked through, since it will not be said."""
_GRAM = 3
"""Content words in a row by which a text is recognised."""
_MIN_GRAMS = 2
_RUN = 5
"""Words in a row, small ones too, by which a sentence is recognised that has little content."""
_MIN_CONTENT = 2
_COVERED = 0.5
"""Share of a sentence's weight that gives it away in other words."""
_MIN_COVERED_WEIGHT = 1.2
_NEARLY_ALL = 0.75
_MIN_NEARLY_ALL_WEIGHT = 0.8
_MIN_HITS = 2
_WEIGHT_OF_TERM, _WEIGHT_UNLISTED, _WEIGHT_PLAIN = 1.0, 0.8, 0.4
_UNKNOWN_SHARE = 0.34
_MIN_UNKNOWN = 4
"""As many words that nobody knows are another language or a cipher."""
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n+")
_CLAUSE = re.compile(r"[,;:.!?]\s+|\n+")
_LEAVES_IT_OPEN = re.compile(
    r"\?|\b(?:you (?:can|may|could|might|decide|choose|are free|want|like)|if you|up to you"
    r"|your (?:own|choice|decision|call)|tell me|let me know|say (?:what|why|how|which)|whatever|for now"
    r"|i (?:would|can ?not|will not))\b"
)
_TIME = re.compile(r"\s*(?:minutes?|seconds?|times?)\b")
_NUMBER_WORDS = "four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million"
_NUMBER = re.compile(rf"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)|\b(?:{_NUMBER_WORDS})\b")


class Heard(Struct, frozen=True, kw_only=True):
    """What was said so far by both, and what this turn may say."""

    phase: Phase = Phase.INTRODUCE
    facts: frozenset[str] = frozenset()
    """Ids of facts that were told."""
    hints: frozenset[int] = frozenset()
    """Levels of hints that were given."""
    asked: frozenset[str] = frozenset()
    """`follow_up:<id>` and `trigger:<id>` that were asked."""
    points: frozenset[str] = frozenset()
    """`<follow-up>/<point>` that the candidate said."""
    words: str = ""
    """All that the candidate said, one utterance a line."""
    code: str = ""
    """The candidate's code as it stands."""
    licensed: tuple[str, ...] = ()
    """Texts that this turn may say: the answer that is released, the hint that is given, the question that is asked."""
    by_model: bool = True
    """Free wording, which must pass everything; False for text of the script."""


class Breach(Struct, frozen=True):
    """Something in a text that must not be said; `text[start:end]` is where."""

    kind: BreachKind
    detail: str
    start: int
    end: int


class _Secret(Struct, frozen=True):
    """A text to keep back until `opened_by` is heard."""

    kind: BreachKind
    opened_by: str
    detail: str
    n_grams: int
    always: bool
    """Kept back from the script's text too."""


class _Sentence(Struct, frozen=True):
    """A sentence of a secret: its stems with their weights."""

    secret: int
    weights: dict[str, float]
    asks: bool
    """It asks for the secret; only a statement tells it."""


class _Public(Struct, frozen=True):
    """What may be repeated."""

    stems: frozenset[str]
    grams: frozenset[tuple[str, ...]]
    runs: frozenset[tuple[str, ...]]
    squeezed: str
    shapes: frozenset[tuple[str, ...]]
    text: str
    opened: frozenset[str] = frozenset()


class Guard:
    """The secrets of one question, indexed once. Immutable after construction."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._secrets: list[_Secret] = []
        self._grams: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._runs: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._short: dict[tuple[str, ...], int] = {}
        self._sentences: list[_Sentence] = []
        self._by_stem: dict[str, tuple[int, ...]] = {}
        self._terms: set[str] = set()
        self._numbers: set[str] = set()
        for kind, opened_by, detail, text in _secret_texts(question):
            self._add(kind, opened_by, detail, text)
        for fact in question.facts:
            self._add_topic(fact)
        accepted = [question.sources[one.path] for one in question.submissions if one.expect == "passed"]
        self._terms.update(word.stem for source in accepted for word in words_in(plain_names(source)))
        given = _public_text(question)
        self._public = _public((given,), code=(question.starter, question.driver))
        self._shapes = frozenset[tuple[str, ...]]().union(*map(shapes, accepted)) - self._public.shapes
        self._lines = tuple(sorted(line for line in lines_of(accepted) if line not in self._public.squeezed))
        self._checks = tuple(_check_names(question))

    def breaches(self, text: str, heard: Heard) -> tuple[Breach, ...]:
        """List what a text must not say now, in the order of the text. Total: any text is accepted."""
        if heard.by_model and len(text) > _MOST_CHARACTERS:
            return (Breach("too_long", f"{len(text)} characters", _MOST_CHARACTERS, len(text)),)
        folded = fold(text)
        cut = _without(folded.text, heard.licensed)
        public = self._public_now(heard)
        found = [*self._told(cut, public, heard), *self._code(cut, public), *self._named_checks(cut, public)]
        if heard.by_model:
            found += [*self._hinted(cut, public), *self._worded(cut, public), *_mannered(folded, cut, heard, public)]
        return _in_order(text, folded, found)

    def _add(self, kind: BreachKind, opened_by: str, detail: str, text: str) -> None:
        at = len(self._secrets)
        folded = fold(text).text
        stems = tuple(word.stem for word in content_in(folded))
        grams = frozenset(_grams(stems))
        least = _MIN_CONTENT if len(stems) >= _GRAM else 0
        for run in dict.fromkeys(run for run, _, _ in _runs(folded, least)):
            self._runs[run] = (*self._runs.get(run, ()), at)
        always = kind in {"unreleased_fact", "unearned_hint", "hidden_check"} and not opened_by.startswith("ask:")
        self._secrets.append(_Secret(kind, opened_by, detail, len(grams), always))
        for gram in grams:
            self._grams[gram] = (*self._grams.get(gram, ()), at)
        if len(stems) < _GRAM:
            self._short[stems] = at
        for sentence in dict.fromkeys((*_SENTENCE.split(folded), *_CLAUSE.split(folded))):
            self._add_sentence(at, sentence)
        self._numbers.update(_NUMBER.findall(folded))

    def _add_topic(self, fact: Fact) -> None:
        """Index how people ask for a fact: whoever tells them so without being asked tells the fact."""
        at = len(self._secrets)
        detail = f"a fact that was not asked for ({fact.id})"
        self._secrets.append(_Secret("unreleased_fact", f"fact:{fact.id}", detail, 0, always=False))
        for ask in fact.asks:
            self._add_sentence(at, fold(ask).text, asks=True)

    def _add_sentence(self, secret: int, sentence: str, *, asks: bool = False) -> None:
        weights = {word.stem: _weight(word.text) for word in content_in(sentence)}
        if not asks:
            self._terms.update(weights)
        if len(weights) < _MIN_HITS:
            return
        at = len(self._sentences)
        self._sentences.append(_Sentence(secret, weights, asks))
        for one in weights:
            self._by_stem[one] = (*self._by_stem.get(one, ()), at)

    def _public_now(self, heard: Heard) -> _Public:
        question = self._question
        opened = frozenset(
            [f"fact:{one}" for one in heard.facts]
            + [f"hint:{one}" for one in heard.hints]
            + [f"ask:{one}" for one in heard.asked]
            + [f"point:{one}" for one in heard.points]
        )
        told = [fact.answer for fact in question.facts if fact.id in heard.facts]
        told += [hint.text for hint in question.hints if hint.level in heard.hints]
        told += [one.ask for one in question.triggers if f"trigger:{one.id}" in heard.asked]
        told += [f"{one.ask} {one.ask_more}" for one in question.follow_ups if f"follow_up:{one.id}" in heard.asked]
        now = _public((*heard.words.splitlines(), *told, *heard.licensed), code=(heard.code,))
        always = self._public
        return _Public(
            always.stems | now.stems,
            always.grams | now.grams,
            always.runs | now.runs,
            f"{always.squeezed}\n{now.squeezed}",
            always.shapes | now.shapes,
            f"{always.text}\n{now.text}",
            opened,
        )

    def _told(self, text: str, public: _Public, heard: Heard) -> Iterator[Breach]:
        """Recognise secrets by runs of their words."""
        words = content_in(text)
        stems = tuple(word.stem for word in words)
        hits: dict[int, list[int]] = {}
        for at, gram in enumerate(_grams(stems)):
            if gram not in public.grams:
                for n in self._grams.get(gram, ()):
                    hits.setdefault(n, []).append(at)
        for n, places in hits.items():
            secret = self._secrets[n]
            enough = len(places) >= min(_MIN_GRAMS, secret.n_grams)
            if enough and secret.opened_by not in public.opened and (secret.always or heard.by_model):
                yield Breach(secret.kind, secret.detail, words[places[0]].start, words[places[-1] + _GRAM - 1].end)
        yield from self._told_in_small_words(text, public, heard)
        short = self._short.get(stems)
        if len(words) >= _MIN_CONTENT and short is not None and not set(stems) <= public.stems:
            secret = self._secrets[short]
            if secret.opened_by not in public.opened and (secret.always or heard.by_model):
                yield Breach(secret.kind, secret.detail, words[0].start, words[-1].end)

    def _told_in_small_words(self, text: str, public: _Public, heard: Heard) -> Iterator[Breach]:
        hits: dict[int, list[tuple[int, int, float]]] = {}
        for run, start, end in _runs(text, 0):
            if run not in public.runs:
                weight = sum(_weight(word) for word in run if word not in STOPWORDS)
                for n in self._runs.get(run, ()):
                    hits.setdefault(n, []).append((start, end, weight))
        for n, places in hits.items():
            secret = self._secrets[n]
            enough = len(places) >= _MIN_GRAMS or (heard.by_model and places[0][2] >= _MIN_COVERED_WEIGHT)
            enough = enough and (heard.by_model or secret.always)
            if enough and secret.opened_by not in public.opened:
                yield Breach(secret.kind, secret.detail, places[0][0], places[-1][1])

    def _hinted(self, text: str, public: _Public) -> Iterator[Breach]:
        """Recognise the sentences of secrets by what they say, whatever the order and the words between."""
        words = [word for word in content_in(text) if word.stem not in public.stems]
        hits: dict[int, set[str]] = {}
        for word in words:
            for n in self._by_stem.get(word.stem, ()):
                hits.setdefault(n, set()).add(word.stem)
        for n, stems in hits.items():
            sentence = self._sentences[n]
            secret = self._secrets[sentence.secret]
            if len(stems) < _MIN_HITS or secret.opened_by in public.opened or (sentence.asks and "?" in text):
                continue
            open_weight = sum(weight for one, weight in sentence.weights.items() if one not in public.stems)
            weight = sum(sentence.weights[one] for one in stems)
            covered = weight >= _MIN_COVERED_WEIGHT and weight >= _COVERED * open_weight
            if covered or (weight >= _MIN_NEARLY_ALL_WEIGHT and weight >= _NEARLY_ALL * open_weight):
                spots = [word for word in words if word.stem in stems]
                yield Breach(secret.kind, secret.detail, spots[0].start, spots[-1].end)

    def _worded(self, text: str, public: _Public) -> Iterator[Breach]:
        """Recognise terms, numbers and formulas that nobody has brought up."""
        plain = without_idioms(text)
        unknown: list[Word] = []
        terms: list[Word] = []
        words = list(words_in(plain))
        for word in words:
            if word.stem in public.stems:
                continue
            term = is_term(word.text)
            if _NUMBER.fullmatch(word.text):
                if word.text in self._numbers and not _TIME.match(plain, word.end):
                    yield Breach("unreleased_fact", f"the number {word.text}", word.start, word.end)
            elif term or (term is None and word.stem in self._terms):
                terms.append(word)
            elif term is None and len(word.text) > 1:
                unknown.append(word)
        if len(terms) > 1 or not (terms and is_loose(terms[0].text) and _LEAVES_IT_OPEN.search(text)):
            for word in terms:
                yield Breach("key_idea", f"the term \u201c{word.text}\u201d", word.start, word.end)
        if len(unknown) >= _MIN_UNKNOWN and len(unknown) >= _UNKNOWN_SHARE * len(words):
            yield Breach("link_or_markup", "another language or a cipher", unknown[0].start, unknown[-1].end)
        for start, end in formulas(plain):
            new = [word for word in content_in(plain[start:end]) if word.stem not in public.stems]
            if (new or not any(True for _ in words_in(plain[start:end]))) and plain[start:end] not in public.text:
                yield Breach("formula", "a formula in words or signs", start, end)

    def _code(self, text: str, public: _Public) -> Iterator[Breach]:
        """Recognise code of the accepted solutions, renamed or not."""
        known = [(start, end) for run, start, end in runs(tokens(text)) if run in self._shapes - public.shapes]
        if known:
            yield Breach("code", "code of a solution", known[0][0], known[-1][1])
        squeezed = squeeze(text)
        for line in self._lines:
            if line in squeezed and line not in public.squeezed:
                yield Breach("code", "a line of a solution", 0, len(text))
                break

    def _named_checks(self, text: str, public: _Public) -> Iterator[Breach]:
        for name in self._checks:
            at = text.find(name)
            if at >= 0 and name not in public.text:
                yield Breach("hidden_check", "the name of a hidden check", at, at + len(name))


def heard_in(state: InterviewState, *, licensed: Sequence[str] = (), by_model: bool = True) -> Heard:
    """Gather from the interview's state what was said so far."""
    progress = state.progress
    return Heard(
        phase=state.phase,
        facts=progress.facts_told,
        hints=progress.hints_given,
        asked=frozenset(
            [f"follow_up:{one}" for one in progress.follow_ups_asked | progress.asked_more]
            + [f"trigger:{one}" for one in progress.triggers_used]
        ),
        points=progress.points,
        words=f"{state.talk.heard}\n{state.talk.last_words}",
        code=state.work.code,
        licensed=tuple(licensed),
        by_model=by_model,
    )


def _secret_texts(question: Question) -> Iterator[tuple[BreachKind, str, str, str]]:
    """List what is kept back: kind, what opens it, what it is in words, the text."""
    for fact in question.facts:
        yield "unreleased_fact", f"fact:{fact.id}", f"a fact that was not asked for ({fact.id})", fact.answer
        yield "solution", f"fact:{fact.id}", f"what a fact is needed for ({fact.id})", fact.why
    for hint in question.hints:
        yield "unearned_hint", f"hint:{hint.level}", f"hint {hint.level}, which was not given", hint.text
    for trigger in question.triggers:
        opened = f"ask:trigger:{trigger.id}"
        yield "unearned_hint", opened, f"a question that was not asked yet ({trigger.id})", trigger.ask
        yield "solution", "", f"the answer to a question ({trigger.id})", trigger.model_answer
        for point in trigger.points:
            yield "point_given_away", f"point:{trigger.id}/{point.id}", f"a point ({trigger.id}/{point.id})", point.says
    for follow_up in question.follow_ups:
        opened = f"ask:follow_up:{follow_up.id}"
        asks = f"{follow_up.ask} {follow_up.ask_more}"
        yield "unearned_hint", opened, f"a question that was not asked yet ({follow_up.id})", asks
        yield "solution", "", f"the answer to a question ({follow_up.id})", follow_up.model_answer
        for point in follow_up.points:
            name = f"{follow_up.id}/{point.id}"
            yield "point_given_away", f"point:{name}", f"a point ({name})", point.says
    for decision in question.decisions:
        yield "key_idea", "", f"a choice that the candidate makes ({decision.id})", decision.says
    for submission in question.submissions:
        if submission.expect == "passed":
            yield "solution", "", "what a solution does", submission.says
    for check in question.checks:
        if not check.visible:
            yield "hidden_check", "", "the title of a hidden check", check.title
    yield "solution", "", "the notes on the solution", question.notes


def _public_text(question: Question) -> str:
    """Join what the candidate sees from the first minute."""
    visible = [check.title for check in question.checks if check.visible]
    files = [f"{data.name} {data.says}" for data in question.data]
    parts = (question.prompt, question.title, question.summary, question.entry.signature, *visible, *files)
    return "\n".join(parts)


def _check_names(question: Question) -> Iterator[str]:
    names = [check.name.lower() for check in question.checks if not check.visible]
    return (name for name in names if "_" in name)


@lru_cache(maxsize=4096)
def _of_text(text: str) -> _Public:
    folded = fold(text).text
    words = content_in(folded)
    stems = tuple(word.stem for word in words)
    everything = frozenset(word.stem for word in words_in(folded))
    spoken = frozenset(run for run, _, _ in _runs(folded, 0))
    return _Public(everything, frozenset(_grams(stems)), spoken, squeeze(folded), shapes(folded), folded)


@lru_cache(maxsize=64)
def _of_code(source: str) -> _Public:
    named = words_in(plain_names(source))
    lowered = source.lower()
    stems = frozenset(word.stem for word in named)
    return _Public(stems, frozenset(), frozenset(), squeeze(lowered), shapes(source), lowered)


def _public(texts: Iterable[str], *, code: Iterable[str]) -> _Public:
    parts = [_of_text(text) for text in texts if text.strip()]
    parts += [_of_code(source) for source in code if source.strip()]
    return _Public(
        frozenset[str]().union(*(part.stems for part in parts)),
        frozenset[tuple[str, ...]]().union(*(part.grams for part in parts)),
        frozenset[tuple[str, ...]]().union(*(part.runs for part in parts)),
        "\n".join(part.squeezed for part in parts),
        frozenset[tuple[str, ...]]().union(*(part.shapes for part in parts)),
        "\n".join(part.text for part in parts),
    )


def _grams(stems: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(stems[at : at + _GRAM]) for at in range(len(stems) - _GRAM + 1))


def _runs(text: str, least: int) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """List runs of words, small ones too, of which `least` carry content, each with its start and end."""
    words = list(words_in(text))
    for at in range(len(words) - _RUN + 1):
        run = words[at : at + _RUN]
        if sum(word.text not in STOPWORDS for word in run) >= least:
            yield tuple(word.text for word in run), run[0].start, run[-1].end


def _weight(word: str) -> float:
    term = is_term(word)
    return _WEIGHT_OF_TERM if term else _WEIGHT_UNLISTED if term is None else _WEIGHT_PLAIN


def _without(text: str, licensed: Iterable[str]) -> str:
    """Put dots over what is licensed, so that what stands beside it is still seen at its place."""
    for one in licensed:
        parts = fold(one).text.split()
        if parts:
            pattern = r"\s+".join(map(re.escape, parts))
            text = re.sub(pattern, lambda found: "." * len(found[0]), text)
    return text


def _mannered(folded: Folded, cut: str, heard: Heard, public: _Public) -> Iterator[Breach]:
    """Recognise what no interviewer says, too many words, and a second question."""
    for kind, detail, start, end in bad_manners(cut):
        yield Breach(kind, detail, start, end)
    for start, end in code_marks(cut):
        if squeeze(cut[start:end]) not in public.squeezed:
            yield Breach("code", "something that looks like code", start, end)
    if folded.n_hidden or folded.n_foreign:
        yield Breach("link_or_markup", "characters that do not belong in plain English", 0, len(cut))
    words = list(words_in(cut))
    if len(words) > MOST_WORDS:
        yield Breach("too_long", f"{len(words)} words", words[MOST_WORDS].start, len(cut))
    asked = questions_in(folded.text)
    licensed = max((len(questions_in(fold(one).text)) for one in heard.licensed), default=0)
    if len(asked) > max(1, licensed):
        yield Breach("two_questions", f"{len(asked)} questions", asked[0][0], asked[-1][1])


def _in_order(text: str, folded: Folded, found: Iterable[Breach]) -> tuple[Breach, ...]:
    """Put places in the original in for those in the folded text, each kind and detail once."""
    first: dict[tuple[str, str], Breach] = {}
    for breach in found:
        start, end = folded.places[breach.start], folded.places[min(breach.end, len(folded.places) - 1)]
        placed = Breach(breach.kind, breach.detail, start, min(max(end, start), len(text)))
        key = (breach.kind, breach.detail)
        if key not in first or placed.start < first[key].start:
            first[key] = placed
    return tuple(sorted(first.values(), key=lambda one: (one.start, one.end, one.kind, one.detail)))
