"""What sentences do, read from their words: reasons, comparisons, doubts, plans, limits.

Small tables of cues, each a regular expression over flattened words. A cue alone earns nothing: signals ask besides for
words of the task in the same sentence. Amount, accent, grammar and fillers play no part.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from question_bank.wording import expression_of, find_phrase, normalise


def _cue(pattern: str) -> re.Pattern[str]:
    """Compile a cue; normalised words have digits for number words."""
    for digit, word in (("0", "zero"), ("1", "one"), ("2", "two"), ("3", "three")):
        pattern = re.sub(rf"(?<![a-z]){word}(?![a-z])", f"(?:{digit}|{word})", pattern)
    return re.compile(pattern)


REASON = _cue(
    r"\b(because|since|(?<=\w )so (?:that|the|we|i)|therefore|thus|hence|otherwise|in order to|due to|that way"
    r"|which means"
    r"|the reason|to avoid|to prevent|to keep|to make sure|this ensures|that is why|thats why|as a result|prevents?"
    r"|avoids?|lets? (?:me|us|it)|needed for|in case|guarantees?)\b"
)
COMPARISON = _cue(
    r"\b(instead of|rather than|as opposed to|compared (?:to|with)|in comparison|versus|vs|alternative\w*|the other"
    r" (?:way|option|choice|hand)|another (?:option|way|choice)|trade ?offs?|in exchange|in return"
    r"|at the (?:cost|price|expense) of|whereas|unlike|(?:could|can|might) (?:also|instead)"
    r"|one (?:could|can|might) (?:also )?\w+ [^.]{3,60}\bor\b|either [^.]{3,60}\bor\b|prefer\w*|pros? and cons?"
    r"|advantage\w*|drawback\w*|downside\w*|would (?:rather|instead)|neither \w+ nor)\b"
)
"""Says outright that there is another way."""
CONTRAST = _cue(
    r"\b((?!(?:other|rather|never|over|under|number|order|together|whether)\b)\w+er than"
    r"|(?:more|less|fewer|better|worse) (?:\w+ ){0,3}than(?! before)|while (?:a|the|it|one)"
    r"|but (?:it |that |this |they |then |not |may |might |can |only |only for )?"
    r"(?:costs?|needs?|uses?|takes?|loses?|leaves?|makes?|requires?|gives?|chases?|depends?|goes|grows?|is|are)"
    r"|(?:that|it|this|which) (?:also )?costs? (?:more|less)|needs? only|only needs?|cheaper|slower|faster|simpler"
    r"|safer|saves?|fine for|hardly)\b"
)
"""Sets one thing against another; a cost must be named in the same sentence."""
COST = _cue(
    r"\b(time|memory|cost\w*|slow\w*|fast\w*|quick\w*|bias\w*|variance|precis\w*|recall|stab\w*|simpl\w*|read\w*"
    r"|cheap\w*|expensive|price|accura\w*|over ?fit\w*|speed|complex\w*|robust\w*|interpret\w*|converg\w*|space"
    r"|vectori\w*|loops?|broadcast\w*|calibrat\w*|leak\w*|determinis\w*|outliers?|nois\w*|overhead|optimistic"
    r"|fewer|worse|better|lowers?|raises?|inflate\w*|flatter\w*|bounds?|digits|rounding|copies|copy|temporar\w*"
    r"|risk\w*|danger\w*|wast\w*|effort|maintain\w*|bad|poor|lossy|exact\w*|approximat\w*|products|brightness"
    r"|dark\w*|invent\w*|gain\w*|earn\w*|billions?|false alarms?|wraps? around|probabilities)\b"
)
OPTION_FAMILIES: tuple[tuple[re.Pattern[str], ...], ...] = tuple(
    tuple(_cue(rf"\b(?:{option})\b") for option in family)
    for family in (
        (r"grid(?: search)?", r"random(?:ised|ized)? search|random draws", r"bayes\w* (?:search|optimi\w*)|halving"),
        (r"accuracy", r"average precision|pr auc|precision recall", r"roc(?: auc)?", r"f1", r"log loss|brier"),
        (r"class weights?|weight\w*", r"over ?sampl\w*|smote", r"under ?sampl\w*", r"(?:moving|set\w*) the threshold"),
        (r"logistic\w*|linear model", r"(?:random )?forests?", r"(?:gradient )?boost\w*", r"neural net\w*|mlp"),
        (r"loops?", r"broadcast\w*", r"matrix (?:product|multipl\w*)|mat ?mul|expan\w* (?:form|square)", r"einsum"),
        (
            r"plus plus|pp",
            r"(?:plain )?random (?:points|starts?|init\w*)",
            r"restarts?|several (?:runs|starts)",
        ),
        (r"keep\w*", r"drop\w*", r"mov(?:e|es|ing)|re ?seed\w*|relocat\w*", r"split\w*"),
        (r"zeros?", r"reflect\w*|mirror\w*", r"replicat\w*|repeat\w*|edge mode", r"circular"),
        (r"fft|frequency|spectr\w*", r"direct|winograd|spatial\w*"),
        (r"standardi\w*|z scores?", r"min max|normali\w*", r"logs?|log scale"),
        (r"mini ?batch\w*", r"full (?:pass\w*|batch\w*|data)"),
        (r"platt(?: scaling)?|sigmoid", r"isotonic"),
        (r"hold ?out|single split", r"cross ?valid\w*|k ?fold", r"(?:split )?by time|time series split|later months"),
        (r"float32|single precision", r"float64|double precision"),
        (r"mean", r"median", r"medoids?"),
        (r"batch norm\w*", r"layer norm\w*", r"rms ?norm"),
        (r"sgd", r"adam\w*", r"momentum", r"rms ?prop"),
        (r"l1|lasso", r"l2|ridge|weight decay", r"dropout", r"early stopping"),
        (r"recurs\w*", r"iterat\w*", r"dynamic program\w*|memoi\w*"),
        (r"sort\w*", r"heap\w*|top k", r"partition\w*", r"hash\w*|dict\w*"),
    )
)
"""Ways that are taken for one another: naming two of a row with what one costs is weighing them."""


def names_two_options(flat: str) -> bool:
    """Say whether two ways of one family are named."""
    return any(sum(option.search(flat) is not None for option in family) > 1 for family in OPTION_FAMILIES)


LIMIT = _cue(
    r"\b(does not handle|doesnt handle|do not handle|not handle|limitation|limited|would (?:fail|break)"
    r"|will (?:fail|break)"
    r"|might (?:fail|break)|could (?:fail|break)|breaks? (?:if|when)|fails? (?:if|when)|not sure (?:if|whether|about)"
    r"|i have not tested|i havent tested|untested|i am assuming|weak(?:ness| point)|downside|caveat|not ideal"
    r"|i am not sure"
    r"|im not sure|weak point|would (?:still )?(?:have|need) to (?:check|test|measure)|should be tested)\b"
)
DOUBT = _cue(r"\b(not sure|i think|might|maybe|may not|probably|i am unsure|let me (?:check|verify|test)|i expect)\b")
FAILURE = _cue(
    r"\b(fail\w*|error|wrong|broke\w*|crash\w*|exception|traceback|does not (?:work|pass|match)"
    r"|doesnt (?:work|pass|match)"
    r"|not (?:passing|working|matching|equal)|red|mismatch|nan|shape|typo|bug|missed|off by one|still)\b"
)
CAUSE = _cue(
    r"\b(the (?:problem|bug|issue|cause|reason|error)|forgot|should (?:be|have)|was (?:missing"
    r"|using|wrong)"
    r"|off by one|need(?:s|ed)? to|have to|has to|had to"
    r"|so i (?:will|ll|must)|guard\w*|not handled|i see|caused by|comes from|due to"
    r"|wrong (?:axis|shape|sign|order|index)|fix\w*"
    r"|instead of|must|(?:does|do|did) not (?:handle|check|copy|convert|stop|use)|divid\w+ by zero|missing)\b"
)
CLAIM_OK = _cue(
    r"\b((?:this|it|that|everything|all|now it|code|solution|submission|they) (?:should |will |now |does |must )*"
    r"(?:pass(?:es)?|works?|be (?:correct|right|fine|done)|is (?:correct|right|done|finished|working))"
    r"|(?:i am|im|we are|all) (?:done|finished)|definitely (?:works?|correct|pass\w*))\b"
)
CLAIM_GREEN = _cue(
    r"\b((?:all|every|both) (?:of )?(?:the )?(?:my )?(?:tests?|checks?|cases?|examples?)(?: have| are"
    r"| now)? (?:pass\w*|green|ok)"
    r"|everything (?:passes|passed|is (?:green|passing)))\b"
)
DONT_KNOW = _cue(r"\b(i (?:do not|dont) know|no idea|not a clue|cannot answer|cant answer|pass on (?:this|that))\b")
EVASION = _cue(
    r"\b(i (?:do not|dont) (?:really )?know|no idea|not a clue|cannot answer|cant answer|pass on (?:this|that)"
    r"|(?:i am |im )?not (?:really |so )?sure (?:about (?:that|this|it)|what|how|why)|hard to say|something like that"
    r"|see what (?:comes out|happens)|one (?:could|can) try it|it depends(?: on many things)?$|i would have to look)\b"
)
HYPOTHETICAL = _cue(r"\b(if|unless|would|once|until|after i|will|when)\b")
ASSUMPTION = _cue(
    r"\b(i (?:will |ll |am going to |would )?assum\w*|assuming|my assumption|i take it|suppose (?:that )?)\b"
)
RESTATEMENT = _cue(
    r"\b(so (?:the task|i need|we need|you want|the goal|my job)|if i understand|to restate|in other words"
    r"|let me repeat"
    r"|just to confirm|my understanding|i understand|so we have|so i have|the goal is|the task is)\b"
)
ORDER = _cue(
    r"\b(first|second|third|then|next|after (?:that|this)|finally|lastly|step (?:one|two|three|\d)"
    r"|start (?:by|with)|last)\b"
)
PLAN = _cue(
    r"\b(my plan|the plan|i will|i ll|i would|i am going to|we can|i can|steps?|approach|let me|going to"
    r"|plan is|i want to)\b"
)
THINKING = _cue(
    r"\b(let me think|give me a (?:moment|minute|second)|one (?:moment|second|minute)|thinking"
    r"|need a (?:moment|minute))\b"
)
YES_NO = _cue(
    r"^(?:\W*)(yes|no|yeah|yep|nope|correct|right|exactly|not (?:really|quite|always)|it depends|true|false)\b"
)
NUMBER = _cue(r"\d")

PRACTICE_FAMILIES = {
    "scale": _cue(
        r"\b(mini ?batch\w*|stream\w*|chunk\w*|does not fit in memory|million\w*|billion\w*|larger? (?:data|n"
        r"|scale)|scal(?:e|es|ing) (?:to|up|out|with)|parallel\w*|distributed|gpus?|in batches"
        r"|(?:random|small) (?:samples?|subsets?)"
        r"|out of core)\b"
    ),
    "cost": _cue(
        r"\b(memory (?:use|usage|cost|footprint)|latency|throughput|budget|retention offer|cost of (?:a "
        r"|each )?(?:false|contact\w*|offer|error|mistake)|expected (?:profit|value|gain|loss)|break ?even|earns?"
        r"|euros?|dollars?|money|inference cost)\b"
    ),
    "operation": _cue(
        r"\b(monitor\w*|drift\w*|re ?train\w*|train(?:ed|ing)? again|refit\w*|rolling window|control group"
        r"|(?:keep|small|random) \w* ?group without|when (?:the )?labels arrive|every month|new levels"
        r"|in production|deploy\w*|alert\w*|logging|shadow|a/?b test\w*"
        r"|rollback|online test)\b"
    ),
    "library": _cue(
        r"\b(in practice i would use|scikit(?: |-)?learn|sklearn|library version|scipy|im2col|fft|cudnn|faiss"
        r"|strid(?:e|ed) (?:tricks|view|window))\b"
    ),
    "people": _cue(
        r"\b(fair\w*|bias against|privacy|consent|explain (?:it |this )?to|product manager|stakeholder\w*"
        r"|domain expert\w*"
        r"|groups? of (?:users|people|customers))\b"
    ),
    "uncertainty": _cue(
        r"\b(confidence interval\w*|bootstrap\w*|standard error|several seeds|different seeds"
        r"|repeat(?:ed)? (?:runs|with)|multiple restarts|restarts?)\b"
    ),
}
FAILURE_FAMILIES = {
    "when_it_fails": _cue(
        r"\b(fails? (?:when|if|for|on)|breaks? (?:when|if)|does not (?:work|hold) (?:when|if|for)|bad (?:when"
        r"|if|for)|local (?:optim\w+|minim\w+)|depends on (?:the )?(?:init\w*|start\w*)|sensitive to"
        r"|non ?convex|outliers?|assum(?:es|ption))\b"
    ),
    "choosing": _cue(
        r"\b(elbow|silhouette|cross ?valid\w*|validation|grid search|choose (?:k|the)|pick (?:k|the)|tune"
        r"|hyper ?param\w*|inertia (?:curve|plot))\b"
    ),
    "checking": _cue(
        r"\b(compare (?:it )?(?:with|to|against)|sanity check|(?:check|assert|verify|test) .{0,40}(?:never"
        r"|monoton\w*|decreas\w*)|finite differences?|gradient check|reference implementation|known (?:answer"
        r"|result)|against (?:a |the )?(?:naive|loop|library|scipy|sklearn|torch))\b"
    ),
}
EDGE_FAMILIES = {
    "empty": _cue(
        r"\b(empty|no (?:points|rows|samples|elements|data|members)|loses? all|nothing (?:is )?assigned"
        r"|zero (?:points|rows|samples|elements|length))\b"
    ),
    "zero_division": _cue(
        r"\b(divi(?:de|sion|ding) by (?:0|zero)|zero (?:variance|norm|sum|denominator)|by zero|all zeros?)\b"
    ),
    "missing": _cue(r"\b(nans?|missing (?:values?|entries)|nulls?|infinit\w*|inf)\b"),
    "ties": _cue(r"\b(ties?|tied|duplicates?|identical|equal distances?|same (?:points?|values?|distance))\b"),
    "single": _cue(
        r"\b(single|only one|just one|one (?:point|sample|row|class|cluster|element|pixel)|k (?:=|is"
        r"|equals) ?(?:1|one)|size (?:1|one)|1 ?x ?1|1 by 1)\b"
    ),
    "size": _cue(
        r"\b(larger than the (?:image|input|data)|bigger than the (?:image|input|data)|k (?:is )?(?:larger"
        r"|greater|bigger|more) than|more clusters than|fewer (?:points|rows|samples) than|does not fit"
        r"|non ?square|odd|even (?:kernel|size)|rectangular)\b"
    ),
    "overflow": _cue(
        r"\b(overflow\w*|underflow\w*|huge|very large (?:values?|numbers?|logits?)|very small|numerical\w*"
        r"|large values|(?:floating point|single|double|half|loss of|lose|numeric\w*) precision)\b"
    ),
    "negative": _cue(r"\b(negative (?:values?|numbers?|distances?|inputs?))\b"),
    "types": _cue(
        r"\b(integers? (?:input|points|array|dtype)|int(?:eger)? dtype|dtypes?|float32|casts?"
        r"|convert to float|lists? instead)\b"
    ),
    "borders": _cue(
        r"\b(borders?|boundar(?:y|ies)|padding|stride does not|not divisible|remainder|edges? of the (?:image|input))\b"
    ),
    "imbalance": _cue(r"\b(imbalanc\w*|rare (?:class|positives?)|few positives|class weights?|minority)\b"),
    "leak": _cue(
        r"\b(leak\w*|only known after(?:wards)?|known (?:only )?after|from the future|after the (?:outcome"
        r"|event|churn|fact)|not available at)\b"
    ),
    "unseen": _cue(r"\b(unseen|unknown categor\w*|new categor\w*|not in (?:the )?train\w*)\b"),
    "stopping": _cue(
        r"\b(never converges?|does not converge|max(?:imum)? (?:number of )?iterations?|oscillat\w*|infinite loop)\b"
    ),
}

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_STEM_ENDS = (
    "izations",
    "ization",
    "isation",
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ers",
    "ed",
    "es",
    "er",
    "s",
    "e",
    "y",
)
_SHORTEST_TERM = 3
_COMMON_ENGLISH = """
    the and for are was were this that these those with from have has had not but you your can could
    would should will what which when where who why how does did doing done just like also than then
    them they their there here into onto over under about after before again very much many more most
    some any each every other another same such only own too its it's let lets get got make makes made
    take takes need needs want wants use uses used using give gives given say says said tell tells know
    knows think thinks see sees look looks show shows work works good great best better well right
    wrong sure okay fine yes nope thing things something anything nothing everything way ways kind sort
    part bit lot one two three four five first second last next new old big small large long short may
    might must shall been being because since while until unless though although however therefore
    question answer candidate interview interviewer please thanks thank hello maybe really actually
    basically still even ever never always often now time times start end between out off both either
    neither all few per via our his her she him write code function return returns solution problem
    learning machine start your ask asks asked describe explain going goes come comes put keep keeps
    try tries different possible able up down without within name company team story
"""
_STOP_WORDS = frozenset(_COMMON_ENGLISH.split())


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Cut a word's ending, so that `clusters`, `clustering` and `cluster` are one term."""
    for ending in _STEM_ENDS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_TERM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=2048)
def terms_of(text: str) -> frozenset[str]:
    """Content words of a text, stemmed; identifiers are split at underscores."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        for part in word.split("_"):
            if len(part) >= _SHORTEST_TERM and part not in _STOP_WORDS and stem(part) not in _STOP_WORDS:
                found.add(stem(part))
    return frozenset(found)


def vocabulary_of(texts: Iterable[str]) -> frozenset[str]:
    """Content words of all the texts of a question."""
    return terms_of("\n".join(texts))


def flatten(text: str) -> str:
    """Normalise words and take out stutters, for matching cues."""
    words = normalise(text).split()
    return " ".join(word for at, word in enumerate(words) if at == 0 or word != words[at - 1])


@lru_cache(maxsize=8192)
def find_said(phrases: tuple[str, ...], text: str) -> str | None:
    """Find a phrase and give the exact words; where stutters hide it, the whole text."""
    if not phrases:
        return None
    steady = _STUTTER.sub(r"\1", text)
    # Stutters must not carry a phrase out of reach of the word that negates it.
    if steady != text and find_phrase(phrases, steady) is None:
        return None
    found = find_phrase(phrases, text)
    if found is not None:
        return found.text if _begins_a_word(phrases, found.text) else None
    return text if steady != text else None


def _begins_a_word(phrases: tuple[str, ...], quote: str) -> bool:
    """Say whether a phrase stands at the start of a word, so that `view` is not heard in `interview`."""
    forms = (normalise(quote), quote.lower())
    expressions = (expression_of(phrase) for phrase in phrases)
    return any(expression.match(form) for expression in expressions if expression for form in forms)


_STUTTER = re.compile(r"\b(\w+)(?:\W+\1\b)+", re.IGNORECASE)


def trigrams(text: str) -> frozenset[tuple[str, ...]]:
    """Give the runs of three words without articles, fillers and stutters, for noticing who repeats whom."""
    words = [word for word in _WORD.findall(flatten(text)) if word not in {"the", "a", "an"}]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def is_bare_list(flat: str, raw: str) -> bool:
    """Say whether a sentence only lists terms: four or more items and no verb nor clause; a mere filler is no item.

    Words strung together without a comma and without a word that joins them are a list too.
    """
    if len(raw.split()) >= _STRUNG_WORDS and not _JOINS.search(raw):
        return True
    pieces = re.split(r"[,/;]|\band\b|\u2022", raw, flags=re.IGNORECASE)
    items = [item.split() for item in pieces if flatten(item) and flatten(item) not in _NO_ITEMS]
    short = sum(len(item) <= _BARE_WORDS for item in items)
    return (
        len(items) >= _BARE_ITEMS and short >= _BARE_SHARE * len(items) and _VERB.search(_OPENING.sub("", flat)) is None
    )


_NO_ITEMS = frozenset({"so", "and", "well", "now", "then", "right", "ok", "okay", "yes"})
_OPENING = re.compile(r"^(?:(?:so|and|well|now|then)\s+)+")
_STRUNG_WORDS = 7
_JOINS = re.compile(
    r"[,;:/]|\.\s|\b(?:the|a|an|of|to|in|on|at|by|for|with|from|into|over|per|as|and|or|but|so|because|since|if|when"
    r"|then|than|that|this|it|its|i|we|you|they|my|our|is|are|was|be|not|no|each|every|all)\b",
    re.IGNORECASE,
)
_BARE_ITEMS = 4
_BARE_WORDS = 3
_BARE_SHARE = 0.75
_VERB = re.compile(
    r"\b(is|are|was|were|been|it|they|we|which|that|since|because|so|if|when|while"
    r"|leaves?|leaving|leads?|goes|go|gives?|stays?|grows?|costs?|needs?|means|works?|becomes?|blows?|hurts?|depends?"
    r"|be|do|does|did|has|have|had|will|would|can|could|should|need\w*|use\w*|take\w*|compute\w*"
    r"|loop\w*|assign\w*"
    r"|return\w*|check\w*|get\w*|make\w*|keep\w*|update\w*|stop\w*|move\w*|want\w*|think|assume\w*|split\w*"
    r"|fit|fits|train\w*"
    r"|test\w*|choose\w*|pick\w*|start\w*|add\w*|divide\w*|sum\w*|run\w*|write\w*|handle\w*|avoid\w*|guard\w*"
    r"|pad|plot\w*"
    r"|average\w*|calculate\w*|initiali\w*|repeat\w*|slide\w*|multiply|create\w*|drop\w*|encode\w*|look\w*"
    r"|evaluate\w*|set)\b"
)


def families_in(flat_sentences: Sequence[str], families: dict[str, re.Pattern[str]]) -> dict[str, int]:
    """For each family that is named, the index of the first sentence that names it."""
    found: dict[str, int] = {}
    for at, flat in enumerate(flat_sentences):
        for name, pattern in families.items():
            if name not in found and pattern.search(flat):
                found[name] = at
    return found
