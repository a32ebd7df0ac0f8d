"""What no interviewer says, whatever the question: praise, verdicts, scores, promises, markup, talk about itself.

Patterns over folded text (see `agent.guard`), each with the kind of breach that it shows. They are for free wording
only, since the script's own lines were read by people. Must not know any question.
"""

# A pattern that is cut to fit a line is harder to read than a long line.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

BreachKind: TypeAlias = Literal[
    "code", "solution", "formula", "key_idea", "unreleased_fact", "unearned_hint", "hidden_check", "point_given_away",
    "praise", "verdict", "score", "phase_promise", "too_long", "two_questions", "link_or_markup", "prompt",
]  # fmt: skip

_THEIR_WORK = r"(?:your|this|that|the|it|what you (?:have|wrote|did|said)|you)"
_THING = (
    r"(?:answer|approach|code|solution|implementation|idea|plan|function|line|loop|logic|reasoning|explanation|version|"
    r"result|output|formula|understanding|method|guess|intuition|assumption|submission|thinking|analysis|work|attempt|step)"
)
_GOOD = (
    r"(?:great|good|nice|excellent|perfect|brilliant|wonderful|fantastic|awesome|amazing|impressive|superb|outstanding|"
    r"terrific|lovely|clever|smart|neat|beautiful|elegant|solid|sharp|stellar|fabulous|splendid|marvell?ous|insightful|"
    r"thoughtful|clean|strong|cool|sound|sensible|reasonable)"
)
_NOUN_OF_PRAISE = (
    r"(?:job|work|question|point|idea|answer|start|thinking|thought|catch|observation|approach|plan|progress|code|"
    r"solution|explanation|instinct|effort|reasoning|one|stuff|call|choice|move|insight|summary|going|try|attempt|"
    r"understanding|intuition|candidate|engineer|coder|analysis|implementation|style|habit)"
)
_FIGURE = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|some|a few|a couple of)"

_PRAISE = (
    rf"(?<!it is )\b(?:very |really |such |quite |pretty |so |a |an |that is |what )*{_GOOD},? (?:{_GOOD} )?{_NOUN_OF_PRAISE}\b",
    r"^(?:wow|great|nice|excellent|perfect|brilliant|wonderful|fantastic|awesome|amazing|impressive|superb|lovely|bravo|congratulations|congrats|well done|cool|neat|good|splendid|terrific)\s*(?:[!.,]|$)",
    r"[.!?] (?:great|nice|excellent|perfect|brilliant|wonderful|fantastic|awesome|amazing|impressive|superb|bravo|congratulations|well done)\s*[!.,]",
    r"\bwell (?:done|put|said|reasoned|spotted|explained|thought|written|handled|chosen|played|observed)\b",
    r"\bi (?:really |very much |do |quite )?(?:like|love|admire|appreciate|enjoy)(?:ed)? (?:how|that|the (?:way|idea|approach|clarity)|your|this|what you)\b",
    r"\b(?:i am|i was|we are|color me|colour me) (?:very |really |so |quite )?(?:impressed|proud|pleased|delighted|happy with)\b",
    rf"\byou (?:are|were|have been) (?:doing |being )?(?:so |very |really |a )?(?:{_GOOD}|well|talented|gifted|fine|natural)\b",
    r"\byou(?: have)? (?:did|done|handled|explained|nailed|aced|crushed|solved|cracked|mastered) (?:it|that|this|well|very well)\b",
    r"\bkeep up the\b|\bthumbs up\b|\bbravo\b|\bkudos\b|\bcongratulations\b|\bhats off\b|\btop notch\b|\bfirst rate\b|\bspot on\b|\bwell on your way\b",
    r"\b(?:looks|sounds|seems|feels|reads|is|was|looking|sounding|going) (?:really |very |quite |so |pretty |already |all )*(?:great|good|nice|excellent|perfect|brilliant|wonderful|fantastic|awesome|amazing|impressive|superb|lovely|clever|elegant|solid|well|sound|strong|promising)\b(?! (?:to|for (?:you|me)\b|if|when))",
    r"\bbest (?:candidate|answer|solution|code) (?:i|that)\b|\bbetter than most\b",
)
_VERDICT = (
    rf"\b(?:your|the whole|all your) {_THING} (?:is|are|looks?|seems?|sounds?) (?:\w+ ){{0,2}}(?:fine|ok|okay)\b(?! (?:if|to|for|with|when|as long))",
    r"\b(?:that|this|it) (?:looks|seems|sounds) (?:\w+ ){0,2}(?:fine|ok|okay)\b",
    rf"\b(?:that|this|it|which|you|{_THING}|one|everything|all of (?:it|that)|they)(?: there| part| here)? (?:is|are|was|were|looks?|seems?|sounds?|would be|will be|s|re) (?:not |almost |nearly |exactly |quite |entirely |completely |absolutely |indeed |just |partly |mostly |basically |essentially |actually |all |probably |perfectly |close to |still |also |now )*(?:right|correct|wrong|incorrect|true|false|valid|invalid|accurate|inaccurate|mistaken|off|broken|buggy|flawed|incomplete|complete|sufficient|optimal|suboptimal|good enough|enough to pass|efficient|inefficient|slow|too slow)\b(?! (?:away|now|after|before|if|to|for|with|when|here|as|by (?:me|you)|there))",
    r"\byou (?:are|were|have|ve|got)(?: it| this| that)? (?:absolutely |totally |almost |quite |very |nearly |on |completely |exactly |so )*(?:right|correct|wrong|mistaken|it right|it wrong|the right (?:idea|track|path)|right track|on track|close|there|got it|the wrong (?:idea|track|path)|solved|figured)\b(?! (?:to|now))",
    r"\b(?:on|off|towards?) the (?:right|wrong|correct) (?:track|path|lines|direction)\b|\bin the (?:right|wrong) direction\b|\bright idea\b|\bright approach\b|\bcorrect approach\b|\bthe (?:right|correct|wrong) (?:answer|way|choice|thing|solution|method|formula|result|one)\b",
    r"^(?:warm|warmer|hot|hotter|cold|colder|exactly|correct|right|precisely|absolutely|indeed|wrong|incorrect|true|false|agreed|bingo|definitely|not quite|nearly|almost)\s*(?:[.!,:;-]|$)",
    r"^(?:yes|yep|yeah|yup|no|nope|nah|certainly|of course|sure),? (?:that is|it is|this is|you are|exactly|correct|right|precisely|absolutely|indeed|wrong|incorrect|true|false|not quite|definitely|you got|you have got|it does|it will|it would|it works)\b(?! (?:up to|your|yours|fine|free|welcome|open|allowed|ok|okay|there|only|not needed|for you|not fixed|not said))",
    r"^(?:yes|yep|yeah|yup|no|nope|nah)\s*[.!]*$|^(?:yes|yep|yeah|yup|no|nope|nah)[.!] (?:carry on|go on|go ahead|continue|keep going|next)\b",
    r"[.!?;] (?:exactly|correct|precisely|bingo|agreed|wrong|incorrect|not quite)\s*[.!,]|\b(?:exactly|precisely) right\b|\bquite right\b|\bi agree\b|\bi disagree\b|\byou got it\b|\bthat does it\b|\bthat nails it\b|\bthat is it\b(?! for)|\bthat is the (?:trick|key|reason|point|idea|answer|one)\b",
    rf"\b{_THEIR_WORK} (?:\w+ ){{0,3}}(?:works|does not work|will work|would work|should work|will not work|would fail|will fail|fails|will pass|should pass|would pass|passes|breaks|will break|is going to (?:fail|pass|work|break)|will crash|would crash|solves it|does the job|runs correctly)\b(?! (?:on|through|in|with) (?:your|a|the) (?:own|small))",
    r"\b(?:there is|there are|i (?:see|spot|spotted|noticed|found|can see)|you have|has|contains|still has|it has) (?:still )?(?:a|an|one|two|some|another|no|the|several|any) (?:small |subtle |serious |big |obvious |little |minor |further )?(?:bugs?|mistakes?|errors?|problems? with|flaws?|issues?|slips?|gaps?|typos?)\b",
    r"\byou (?:missed|forgot|overlooked|forget|have forgotten|have missed|are missing|left out|misunderstood|should have|need to fix|made a mistake|have a mistake|have a bug)\b",
    r"\b(?:almost|nearly|halfway|half way|basically) (?:there|done|correct|right|finished|complete)\b|\bgetting (?:warm|warmer|close|closer|there|cold|colder)\b|\bnothing (?:is )?wrong\b|\bno (?:bugs?|mistakes?|errors?|problems?|issues?) (?:there|here|in|that i|so far)\b|\bgood enough\b|\ball (?:good|correct|set|clear)\b|\bthat is how (?:it is|i would|one)\b",
    r"\bi would (?:have )?(?:do|done|write|written|use|used|go with|gone with|choose|chosen|change|replace|recommend|suggest|remove|add|fix)\b(?! you)",
)
_SCORE = (
    r"\b(?:your|final|overall|perfect|full|current|total|maximum|top|highest|best|good|high|low|better) (?:scores?|grades?|marks?|ratings?|points)\b|\bscor(?:e|ed|ing) (?:you|your|that|this|highly|well|full)\b|\b(?:graded?|grading|grades|rubrics?|bonus points|points? (?:for|off|deducted)|percentile|hire|no hire|hired|hiring|job offer|recommend (?:you|that you be)|passing grade|pass mark|pass(?:ed|ing)? (?:the|this|your) (?:interview|round|screen)|fail(?:ed|ing)? (?:the|this|your) (?:interview|round|screen))\b",
    r"\b(?:\d+|one|two|three|four|five|ten)(?: points?)? out of (?:\d+|four|five|ten|a hundred)\b|\b\d+ ?/ ?\d+\b|\b\d+ ?%|\b(?:four|five|three)s? (?:in|for) (?:every|each|all|communication|code|coding)\b|\b[abcdf][+-] (?:for|in|on)\b",
    r"\b(?:junior|mid|senior|staff|intern|entry)[ -](?:level )?(?:bar|level|candidate|engineer|answer)\b|\b(?:below|above|meets?|at) the bar\b|\bnext round\b|\bmoving you forward\b|\bpassed? the interview\b",
)
_PROMISE = (
    rf"\b(?:extra|more|additional|another) (?:time|minutes)\b|\bextend(?:ed|ing)? (?:the|your|this) (?:time|interview|session|clock|phase)\b|\b(?:give|grant|allow) you (?:{_FIGURE}|more|extra|another|as much)\b|\b(?:paus|stop|reset|restart)\w* (?:the|your) (?:timer|clock|time)\b|\b(?:timer|clock) (?:is|has been) (?:paused|stopped|reset|off)\b|\btake all the time\b|\bunlimited time\b|\bno time limit\b",
    rf"\b(?:you|we|i)? ?(?:have|there are|there is|got|in|about|around|roughly|remaining)(?: about| around| roughly| only| still| at least)? {_FIGURE} (?:more |full )?(?:minutes?|mins?|seconds?|hours?)\b|\b\d+ (?:minutes?|mins?|seconds?)\b",
    r"\b(?:we|i|let us|lets)(?: can| could| will| may| shall| should| are going to| now| just| both| simply|'ll)* (?:skip|move on|moving on|move ahead|go on to|go straight|jump|proceed|advance|switch|go back to|return to|start over|wrap up|finish here|end here|stop here|end the|close the|conclude)\b(?! (?:the task|your (?:own )?(?:code|approach|reasoning|plan|idea|thought)|with (?:the|your) (?:task|code|plan)|to the (?:task|problem)\b))",
    r"\b(?:next|following) (?:phase|stage|section|part|round|question)\b|\b(?:phase|stage|section) (?:is|has|will|changes?|ends?|over|begins?|starts?)\b|\b(?:interview|session|coding|discussion|planning) (?:is|has been|will be|has) (?:now )?(?:over|ended|finished|done|complete|completed|closed|cancelled)\b|\bthat (?:concludes|completes|ends|wraps)\b|\b(?:marked?|count(?:ed)?|set|noted) (?:it |this |that |(?:the|this|that|your) \w+ )?as (?:done|complete|passed|solved|finished)\b|\bno need to (?:code|write|test|plan|submit|run|explain)\b|\byou (?:can|may|do not have to|need not) (?:skip|stop now|end now|leave now)\b|\bwe are (?:done|finished|through)\b|\bthe end of (?:the|this|our) (?:interview|session)\b|\bgood ?bye\b",
    r"\bi (?:will|can|could|am going to|would|ll|have|promise|shall)(?: not)? (?:also |then |just |now |later )?(?:tell you (?:the|if|whether|later|after)|run (?:it|your|the)|submit|fix|write|type|change (?:the|your)|edit|not (?:count|note|record)|ignore|remove|unlock|reveal|show you|send|share|email|call|save|delete|record|note that|make an exception|let you pass|put in a|vouch)\b|\bi promise\b|\b(?:after|when|once) (?:the interview|we are done|you (?:submit|finish)),? i\b",
)
_MARKUP = (
    r"https?:|www\.|\b[\w-]+\.(?:com|org|io|net|dev|edu|ai|gov|co)\b|\bdoi:|arxiv|\bmailto:|\S+@\S+\.\w+",
    r"[`~]{1,}|\*\*|__|<[^>\s][^>]*>|</|&\w+;|&#\d+;|!?\[[^\]]*\]\([^)]*\)|^\s*(?:[-*+\u2022\u2023\u25e6]|\d+[.)]|#{1,6}|>|\|)\s+\S|\n\s*(?:[-*+\u2022\u2023\u25e6]|\d+[.)]|#{1,6}|>|\|)\s+\S|\n\s*\n|\*\w[^*]*\w\*|\|[^|]*\|",
    r"[{}\\]|\$[^$]+\$|\\[a-z]+|\x1b|\bhttp\b|\b(?:json|html|yaml|latex|base64)\b",
    r"\b[a-z0-9+/]{28,}={0,2}|\b(?:[a-z0-9]\b[\s.\-_*]{1,2}){5,}[a-z0-9]\b|\b(?:[01]{6,}\s*){2,}|(?:\\x|0x|%)[0-9a-f]{2,}",
)
_PROMPT = (
    r"\b(?:system|developer|hidden|secret|initial|internal|original|my) (?:prompt|instructions?|guidelines?|directives?|system message|configuration|policy|policies|programming|rules say)\b|\bprompted\b|\bprompt injection\b",
    r"\b(?:language|ai|large|chat) ?(?:model|assistant|bot)s?\b|\bllm\b|\bgpt\b|\bas an? (?:ai|assistant|artificial|bot)\b|\bartificial intelligence\b|\bi am (?:an? )?(?:ai|bot|assistant|machine|program|model|software|trained)\b|\bopenai\b|\bchatgpt\b|\bclaude\b|\banthropic\b|\bllama\b|\bgemini\b|\bmistral\b|\bqwen\b",
    r"\bi (?:was|am|have been|ve been)(?: not)? (?:told|instructed|asked|given|programmed|configured|supposed|allowed|permitted|designed|forbidden|restricted) (?:to|not|by|that|a|the|an)\b|\bmy (?:role|task|job|orders|brief|purpose|constraints|script|notes?|context) (?:is|are|says?|tells?|requires?|states?|contains?)\b|\bjailbr\w+|\bdeveloper mode\b|\badmin(?:istrator)?(?: mode| access)?\b|\boverride\b|\bdebug mode\b|\bfact sheet\b|\breference (?:solution|answer|implementation)\b|\bmodel (?:answer|solution)\b|\bhint ladder\b|\banswer key\b|\bunit tests? (?:is|are)\b|\bchecks\.py\b|\bquestion\.toml\b|\bfollow-?up list\b",
    r"(?:^|\n)\s*(?:system|assistant|user|interviewer|candidate|developer|tool|human|ai)\s*:|<\|?\w+\|?>|\[/?(?:inst|sys|system|end|assistant)\w*\]|#{2,}\s*\w+|\bend of (?:transcript|prompt|conversation)\b|\bi can ?not (?:comply|assist)\b|\bmy training\b|\bcutoff\b",
)
_HIDDEN = (
    r"\b(?:hidden|secret|private|invisible) (?:tests?|checks?|cases?|suite|test cases?)\b(?! (?:stay|remain|are (?:mine|kept|not)|to myself))",
    rf"\b(?:there is|there are|i have|we have|they have|it has|it includes|the suite has) (?:also )?(?:a|an|one|{_FIGURE}|several|another|many|\w+teen|\w+ty(?:[- ]\w+)?) (?:other |more |further )?(?:tests?|checks?|test cases?)\b",
    r"\b(?:some|one|two|three|each|most|all|none|any|every|another|few|several|many|half|both) of (?:the|my|our|these) (?:\w+ )?(?:tests?|checks?|test cases?)\b(?! pass)",
    r"\b(?:a|the|another|one|each|every|this|that|our|my) (?:tests?|checks?|test cases?) (?:looks|checks|uses|feeds|tries|compares|passes|sends|calls|verifies|makes|asks|is about|covers|expects|includes|hands|puts|draws|scores|gives)\b",
    r"\bthe (?:tests?|checks?) (?:look|use|feed|try|compare|send|call|verify|make|ask|are about|cover|expect|include|hand|put|draw|give|contain)\b|\bthey (?:test|check) (?:that|for|whether|if|with|on|a|the|\w+,)",
)
_PATTERNS: tuple[tuple[BreachKind, str, tuple[str, ...]], ...] = (
    ("praise", "praise", _PRAISE),
    ("verdict", "a verdict on the candidate's work", _VERDICT),
    ("score", "a score or a recommendation", _SCORE),
    ("phase_promise", "a promise about time, phases or deeds", _PROMISE),
    ("link_or_markup", "a link, markup or an encoding", _MARKUP),
    ("prompt", "talk about what it is or was told", _PROMPT),
    ("hidden_check", "talk about hidden checks", _HIDDEN),
)
_COMPILED = tuple(
    (kind, detail, re.compile("|".join(f"(?:{pattern})" for pattern in patterns)))
    for kind, detail, patterns in _PATTERNS
)
_QUOTED = re.compile(r'"[^"\n]*"')
_QUESTION = re.compile(r"\?+")
_ASKS_WITHOUT_MARK = re.compile(
    r"(?:^|[.!;]\s+)(?:what|which|how|why|where|when|who|do|does|did|is|are|can|could|would|will|should) [^.?!;]*[.!;]"
)


def bad_manners(text: str) -> Iterator[tuple[BreachKind, str, int, int]]:
    """List what is not said, in folded text: kind, what it is in words, start and end."""
    for kind, detail, pattern in _COMPILED:
        for found in pattern.finditer(text):
            if found[0].strip():
                yield kind, detail, found.start(), found.end()


def questions_in(text: str) -> tuple[tuple[int, int], ...]:
    """Say where folded text asks something, with a question mark or without; what it quotes does not ask."""
    text = _QUOTED.sub(lambda found: "_" * len(found[0]), text)
    marked = [(found.start(), found.end()) for found in _QUESTION.finditer(text)]
    bare = [(found.start(), found.end()) for found in _ASKS_WITHOUT_MARK.finditer(text)]
    return tuple(sorted(marked + bare))
