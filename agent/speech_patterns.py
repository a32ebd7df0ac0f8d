"""The wordings by which `agent.speech_acts` tells what an utterance does: regular expressions over plain text, English only.

Must not know how they are weighed against one another, nor any question's facts.
"""
# A pattern that is cut to fit a line is harder to read than a long line.
# ruff: noqa: E501

import re

_AUXILIARY = "is|are|am|was|were|do|does|did|can|could|should|shall|will|would|may|might|must|has|have|had|need|any|ok to|okay to"
_SUBJECT = r"(?:i|we|you|they|it|he|she|there|this|that|these|those|the|a|an|my|our|your|all|any|each|both|one)"
_WH = r"(?:what|which|whichever|how|when|where|who|whose|why)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


ASKS_FOR_SURE = _any(
    r"\b(?:can|could|may|should|shall|do|would|must|am) (?:i|we)\b(?! think\b)",
    r"\b(?:is|would) it (?:be )?(?:ok|okay|fine|safe|alright|all right|allowed|acceptable|possible|enough|correct|fair|true)\b",
    r"\b(?:do|would|will|can|could|are) you (?:want|like|prefer|expect|need|mind|care|clarify|confirm|specify|tell|say|"
    r"explain|give|looking|asking|happy)\b",
    r"\b(?:please )?(?:clarify|specify|confirm)\b",
    r"\b(?:tell me|let me know|i (?:want|need|would like|have) to (?:know|ask|check|confirm|clarify)|i was wondering|"
    r"i am wondering|wondering (?:if|whether|what|which|how)|just (?:checking|to (?:check|confirm|clarify|be sure))|"
    r"double.?check(?:ing)? (?:if|whether|that|what)|remind me)\b",
    r"\b(?:i am )?(?:not sure|unclear|unsure|do not know|not clear|confused|curious)(?: about)? (?:if|whether|what|which|how)\b"
    r"(?! to (?:start|begin|do this|solve|proceed))",
    r"\b(?:want|ask|know|wonder|check)(?:ing)? (?:if|whether)\b",
    r"\bwhat about\b|\bhow about\b|\bwhat then\b|\bany (?:constraints?|requirements?|limits?|preference|assumptions?|guarantees?|restrictions?)\b",
    r"\b(?:there|it|they|that|this|these|inputs?|data|values?|points?|labels?) (?:is|are) (?:guaranteed|supposed|expected|assumed) to\b.*\?",
)
DECLARES = _any(
    r"^(?:what|how|where|which way|why) (?:i|we) (?:am|are|will|would|do|did|have|want|need|can|plan)\b(?!.*\?)",
    r"^(?:when|whenever|where|once|while|if)\b.*\b(?:i|we) (?:will|would|can|am|are|need|have|should|use|keep|set|take|get|just)\b(?!.*\?)",
    r"^(?:when|whenever|where|once|while)\b.*,(?!.*\?)",
    r"^(?:when|whenever|where|once|while) (?!(?:do|does|did|should|is|are|can|could|will|would|must|may|shall|to|am)\b)(?!.*(?:\?|\b(?:what|which|who|how|do i|should i)\b))",
    r"^which (?:means|is|are|gives|makes|would|will|should|leads|costs|was|has|can)\b(?!.*\?)",
    r"^(?:that|this|it) is (?:what|why|how|where|when|which)\b(?!.*\?)",
    r"^what (?:is|was) (?:\w+ ){1,3}(?:is|was)\b(?!.*\?)",
    r"^(?:whichever|whatever|whoever|wherever|however)\b(?!.*\?)",
    r"^(?:how|what|why|where) (?:this|it|that|these|the \w+) (?:\w+ ){0,2}(?:is|are|gets?|becomes?)\b(?!.*\?)",
    r"^(?:do|have|need) (?:it|this|that|to|the (?:easy|simple|same|rest|loop|first|assignment|update))\b(?!.*\?)",
    r"^(?:will|would|might|may|can|could|must|should|need|does|did|was|were|has|have|had|do|is|are) (?!"
    + _SUBJECT
    + r"\b)(?!not\b)"
    r"(?:just |then |also |first |now )?(?:use|be|do|try|go|start|write|compute|make|add|take|keep|loop|run|to|\w+ing)\b(?!.*\?)",
)
THINKS_TO_SELF = _any(
    r"\bwhy (?:is|does|did|was|are) (?:this|it|that|my)\b.*\b(?:fail|break|error|wrong|work|happen|give|return|say|off)",
    r"^what (?:did|have|am) i\b",
    r"^(?:where|what) (?:was|am) i\b",
    r"^(?:what|how) (?:do|should|can|would) i (?:do|go) (?:now|next|here|from here|about this)\b",
    r"\blet me (?:think|see|check)\b",
    r"^(?:is|was) that right\b|^does that (?:work|make sense)\b",
)
REQUEST_START = re.compile(rf"^(?:{_AUXILIARY})\b")
WH_START = re.compile(rf"^(?:(?:in|of|for|by|to|at|with|on|from|about|under|as) )?{_WH}\b")
INNER_AUXILIARY = re.compile(
    r"^[\w' -]{0,60}?(?<!should )(?<!would )(?<!could )(?<!can )(?<!will )(?<!must )(?<!to )\b"
    r"(?:is|are|do|does|can|could|should|will) (?:it|they|there|i|we|you|these|those)\b"
)
TAIL = re.compile(r"(?:,| )(?:right|correct|yes|no|ok|okay|yeah|or not|is that (?:right|ok|okay|fine|correct))\s*\??$")
BARE_TAIL = re.compile(
    r"(?:,\s*|(?<!\bis)(?<!\bare)(?<!\bbe)(?<!\blooks)(?<!\bseems)(?<!\bnot)(?<!\ball)(?<!\bthe)(?<!\bto) )"
    r"(?:right|correct|or not|is that (?:right|ok|okay|fine|correct))\s*$"
)
FIRST_PERSON = _any(
    r"^(?:i|we) (?:will|would|am|are|think|guess|can|could|use|used|am using|compute|want to (?!know|ask|check|confirm|clarify)|"
    r"plan|have|do|did|just|then|also|first|need to (?!know|ask|check|confirm|clarify)|should|might|may|must|"
    r"love|like|hate|find|feel|enjoy|agree|disagree|read|remember|noticed|wrote|said|made|got|keep|kept|tried|try|looked|look|saw|found|know|"
    r"chose|choose|pick|prefer|decided|believe|initiali[sz]e|loop|take|set|return|go|start|see|assume|understand)\b",
    r"^let (?:me|us)\b(?! know)",
    r"^my (?:plan|idea|approach|guess|thinking)\b",
)
ASSUMES = _any(
    r"\b(?:i|we)(?: \w+){0,4} (?:assume|assuming|presume|suppose|take it|believe it is)\b",
    r"^(?:assume|assuming|presumably|supposing|suppose|presuming)\b",
    r"\b(?:my|the|an|one) assumption\b|\b(?:on|under) the assumption\b",
    r"^(?:let us|lets) (?:say|assume|suppose|take|go with)\b",
    r"\bi take it (?:that )?\b",
    r"\b(?:i|we) (?:will|would|am going to|can)(?: \w+)? (?:treat|consider|go with|stick (?:to|with)|default to)\b",
)
LABELLED_PLAN = (
    r"^(?:(?:so|ok|okay|right|well|then|now|here is|here's)[, ]+)?(?:the |my |a |rough |high.?level )*"
    r"(?:plan|approach|outline|steps?|strategy|algorithm)\s*(?::|-|=|\u2013)\s*\w+"
)
"""A label before what follows, as people write it: `Plan: distances, argmin, means`."""

PLAN_MARK = _any(
    LABELLED_PLAN,
    r"\b(?:my|the|high.?level|rough|overall) (?:plan|approach|idea|strategy|steps?|outline|algorithm|solution)\b",
    r"\bthe way i (?:would|will|am going to)\b",
    r"\bfirst(?:ly)?\b.*\b(?:then|next|second(?:ly)?|after(?:wards| that)?|finally|and)\b",
    r"\bstep (?:one|1)\b|(?:^|\n)\s*(?:1[.)]|-|\*)\s",
    r"\b(?:i|we) (?:will|would|am going to|are going to|plan to|want to|intend to|am planning to|will start by|can start by|would start)\b",
    r"\b(?:start|begin) (?:by|with)\b|\b(?:then|next|after that|finally) (?:i|we|compute|update|assign|return|loop|fit|train|split)\b",
    r"\b(?:loop|iterate|repeat|alternate)\b.*\b(?:until|over|for each|times|while)\b",
)
STRONG_PLAN_MARK = _any(
    LABELLED_PLAN,
    r"\b(?:my|the|high.?level|rough|overall) (?:plan|approach|strategy|steps?|outline)\b(?:.*\b(?:is|are|would|will)\b|\s*:)",
    r"\bfirst(?:ly)?\b.*\b(?:then|next|second(?:ly)?|after(?:wards| that)?|finally)\b",
    r"\bstep (?:one|1)\b",
    r"\b(?:i|we) (?:will|would|am going to)\b.*\b(?:then|after that|next|finally)\b",
)
NOT_A_PLAN = re.compile(r"\b(?:ask|question|clarify|understand|read the|think about it|check with you|confirm)\b")

ORDERS = _any(
    r"\b(?:ignore|disregard|forget|override|bypass|drop|skip)\b.{0,40}\b(?:instruction|prompt|rule|guideline|previous|prior|"
    r"above|script|rubric|system|everything (?:you|before|above)|all of that)",
    r"\byou are (?:now|no longer|an? (?:ai|llm|language model|helpful|assistant|unrestricted|different))\b",
    r"\b(?:new|updated|change of|real|secret|hidden) (?:system )?instructions?\b",
    r"\bsystem (?:prompt|message|override|note|update|instruction)|(?:^|\n)\W*(?:system|assistant|developer|admin|interviewer|grader|examiner)\W*:",
    r"</?\s*(?:system|instructions?|assistant|transcript|candidate|interview|prompt|user|im_start|im_end)\b|\[/?inst\]|<\|",
    r"\b(?:pretend|role.?play|act as|acting as|behave as|simulate being|imagine you are|switch roles|swap roles)\b",
    r"\b(?:give|award|grant|assign|set|put|record|write down|note down|log|make|report)\b.{0,40}\b(?:full|max(?:imum)?|perfect|top|best|highest|high|good|passing|5|10|100|4)\b"
    r".{0,20}\b(?:marks?|scores?|grades?|points?|ratings?|credits?|levels?|evaluation)\b(?! (?:matri\w+|tables?|tensors?|vectors?|arrays?|columns?|functions?|in|of|from|per|over|as|back)\b)",
    r"\b(?:mark|rate|score|grade|count|record|consider|treat|report|log)\b.{0,30}\b(?:as|with|to)\b.{0,15}\b(?:passed|passing|pass|correct|complete[d]?|solved|"
    r"strong hire|hire|hired|excellent|perfect|full|successful)\b",
    r"(?<!you )\b(?:score|grade|rate|hire|recommend) me\b|\b(?:just|please|must|should) pass me\b|\bpass me (?:anyway|now|please)\b",
    r"\bnote (?:to|for) (?:the |my |your )?(?:grader|interviewer|examiner|system|model|assistant|ai)\b|\bfrom now on\b.{0,20}\byou\b",
    r"\bstrong hire\b|\b(?:jailbreak|dan mode|developer mode|debug mode|god mode|admin mode|maintenance mode|sudo)\b",
    r"\b(?:reveal|print|show|repeat|output|leak|dump|display|translate|summari[sz]e|encode)\b.{0,40}\b(?:prompt|rubric|"
    r"instructions|fact sheet|factsheet|hidden state|configuration|text above|everything above|source code of)\b",
    r"\bas (?:the|your|an?) (?:admin(?:istrator)?|developer|creator|owner|supervisor|system|author)\b",
    r"\bend of (?:the )?(?:transcript|interview|session|conversation)\b.{0,60}\b(?:score|grade|result|verdict|evaluation|new|now)\b",
    r"\b(?:all|the) (?:tests?|checks?) (?:have )?passed?\b.{0,60}\b(?:so|therefore)\b.{0,40}\b(?:mark|score|end|give|move)\b",
    r"\bthe (?:candidate|user|interviewee) (?:has|is|did|should|must|gave|answered|deserves)\b",
    r"\byour (?:real |true |actual |new |only )?(?:task|job|goal|role|purpose) is (?:now )?to\b",
    r"\b(?:set|switch|change|move|jump|advance)\b.{0,15}\b(?:phase|stage)\b.{0,10}\bto\b|\b(?:un)?lock(?:ed)?\b.{0,25}\b(?:phase|stage|notes|round)\b",
    r"\b(?:reset|restart|stop|pause|halt|freeze|rewind|extend|turn off) (?:the |your |my )?(?:clock|timer|countdown)\b|\b(?:set|turn|put) the (?:clock|timer)\b",
    r"\b(?:disclose|reveal|unlock|hand over)\b.{0,40}\b(?:fact ?sheet|notes?|rubric|reference|key|guide|sheet)\b",
    r"\b(?:reply|answer|respond)\b.{0,20}\b(?:with|in|using)\b.{0,30}\b(?:letters?|initials?|syllables?|emojis?|characters?)\b",
    r"\b(?:do not|never) (?:count|record|log|mention|report|note|write)\b.{0,40}\b(?:hints?|failures?|mistakes?|errors?|against me|this message)\b|"
    r"\b(?:delete|erase|remove|wipe|clear)\b.{0,40}\b(?:from the (?:log|record|report|transcript)|my (?:mistakes|errors|failures|score|grade))\b",
    r"\b(?:translate|repeat|recite|encode|spell)\b.{0,20}\b(?:everything|all|whatever)\b.{0,20}\b(?:you (?:were|have been|are) (?:told|given)|above|before this)\b",
    r"\bdo anything now\b|\bdecode (?:this|the following)\b|\bbase ?64\b|\brot ?13\b",
)
_SOLUTION = (
    r"(?:solutions?|answers?(?! (?:the|my|to (?:that|this|it|your question)))|full code|working code|reference(?: code| implementation| "
    r"solution)?|implementation|(?:hidden|secret|private) (?:tests?|checks?|cases?|inputs?)|test cases?|unit tests?|model answer|"
    r"expected outputs?(?! (?:shape|type|format|dtype|be|look|have|array))|final code|code for (?:this|it|me)|source code)"
)
WANTS_ANSWER = _any(
    rf"\b(?:give|show|tell|send|paste|write|share|reveal|provide|print|dictate|spell out|post|display|hand|type|read|leak)\b(?: it)?(?: to)?(?: me| us)?\b.{{0,30}}\b(?<!same ){_SOLUTION}\b",
    rf"\bwhat (?:is|are|was|would be|does|do)\b.{{0,25}}\b(?:right|correct|full|final|reference|model|whole|actual|best|optimal|official)\b.{{0,15}}{_SOLUTION}",
    r"\bwhat (?:is|are) (?:the|in the|inside the|your) (?:hidden|secret|private|solution|answer\b(?! format| shape| type)|test cases?|checks\b)",
    r"\b(?:hidden|secret|private)\b.{0,12}\b(?:tests?|checks?|cases?)\b",
    r"\b(?:which|what) (?:of the )?(?:hidden |secret )?(?:tests?|checks?|cases?) (?:exactly )?(?:fails?|failed|is failing|are failing|did not pass|"
    r"does not pass|do not pass|breaks?|am i (?:failing|missing)|do i (?:fail|miss))",
    r"\bwhat (?:do|does|will|are) (?:the |your )?(?:hidden |secret |private |unit )?(?:tests?|checks?|test cases?|grader)\b.{0,25}\b(?:check|test|look|cover|contain|verify|for|do|assert|include|use)",
    r"\b(?:which|what) (?:inputs?|cases?|seeds?|values?|checks?|tests?|data)\b.{0,20}\b(?:hidden|secret|private|submit|submission|graded on)\b",
    r"\b(?:see|have|get|access|peek at|look at|know)\b.{0,20}\b(?:the |your |a )?(?:solution|answer key|hidden (?:tests?|checks?|cases?)|"
    r"reference (?:solution|implementation|code)|model answer|test cases)\b",
    r"\b(?:can|could|will|would) you (?:please |just |maybe )?(?:write|code|implement|solve|finish|complete|fix|do|program|type|debug)\b(?! you (?:mean|want))",
    r"^(?:please |just )*(?:write|code|solve|implement|finish|complete|fix|do|debug) (?:it|this|that|the (?:code|function|loop|task|problem|whole|rest|solution|update|body))\b.{0,20}\b(?:for me|please|yourself)\b",
    r"\b(?:write|solve|code|implement|finish|complete|fix|debug|do) (?:it|this|that|the \w+(?: \w+)?|one line|a line) for me\b",
    r"\bjust (?:tell|give|show) me (?:how|what|the)\b(?!.{0,20}\b(?:shape|type|format|range|input|you mean|dimension)\b)",
    r"\bhow (?:would|do|did|should) you (?:solve|implement|code|write|do|approach|program)\b",
    r"\b(?:give|show|send|paste|hand|tell)\b (?:me|us) (?:the|your|some|all the) code\b",
    r"\blist (?:me )?(?:all|every|each|the)\b.{0,25}\b(?:steps?|approach(?:es)?|mistakes?|bugs?|points?)\b.{0,30}\b(?:solution|right|wrong|correct|answer|left)\b",
    r"\b(?:which|what) (?:points?|keywords?|words|things)\b.{0,25}\b(?:listen(?:ing)?|look(?:ing)?|wait(?:ing)?|want to hear|expect(?:ing)?)\b.{0,20}\b(?:answer|reply|from me|for)\b",
    r"\bwhat (?:is|are|would be|makes)\b.{0,15}\b(?:bad|good|wrong|right|better|best|strongest) hints?\b|\b(?:all|every|each|levels?|texts?)\b.{0,20}\bhints?\b|\b(?:bad|wrong|good|first|last|strongest) hint\b.{0,80}\b(?:write|spell|read|show)\b",
    r"\bwhat (?:should|do|would) i (?:write|type|put) (?:here|next|in|on|for|there)\b",
    r"\b(?:what|how) (?:would|does|should|might|could|is) (?:the|your) (?:very )?(?:first|next|second|last|missing|whole|final) (?:lines?|statement|few lines)(?: of code)?\b(?: (?:be|look|read|go)\b|\s*\?|$)",
    r"^(?:and |then |now |so |ok |okay )*(?:the|its|your) (?:next|first|second|third|last|following) lines?\b|\bthen tell me (?:only |just )?how it (?:begins|starts|goes|ends)\b",
    r"\bwhat is wrong with (?:my|the|this)\b|\bwhere is (?:the|my) (?:bug|error|mistake)\b|\bwhat is the (?:bug|mistake|fix)\b",
    r"\b(?:tell|show) me (?:where|what) (?:the|my) (?:bug|error|mistake|fix)\b",
    r"\b(?:show|tell|give) me (?:how (?:the|to|you)|the (?:formula|equation|line|trick|idea|algorithm|steps?|right|loop))\b",
    r"\bwhat (?:would|does|should|will) (?:the |an? |your )?(?:ideal|perfect|best|right|correct|reference|model|expected) (?:solution|answer|code|version)\b",
)
WANTS_OWN_WORK_JUDGED = re.compile(
    r"\b(?:is|are|does|do|did|will|would|was)\b.{0,20}\b(?:my (?!assumption|understanding|guess|reading|interpretation|choice|call|decision|threshold|own)\w+|what i (?:have|wrote|did)|mine)\b"
    r".{0,40}\b(?:right|correct|ok|okay|good|fine|sense|work|pass|wrong|off)\b|"
    r"\b(?:tell me|say|let me know|know|check|see|verify|confirm) (?:if|whether|that) (?:my|this|that|it|i)\b.{0,30}\b(?:right|correct|ok|okay|good|fine|wrong|on track|on the right)\b"
)
IMPERATIVE = re.compile(
    r"^(?:(?:please|just|now|then|can you|i (?:want|need|demand|would like)(?: you to)?|you (?:should|must|have to|can|need to|will)|let me|let us)\s+)*"
    r"(?:give|show|tell|write|send|paste|share|provide|print|dictate|spell|post|display|hand|type|read|leak|solve|code|implement|finish|"
    r"complete|fix|do|debug|reveal|see|have|get|access|peek|look|know|the|your)\b"
)
WANTS_VERDICT = _any(
    r"\b(?:is|was|does|do|are|did|am)\b.{0,25}\b(?:my|this|that|i)\b.{0,25}\b(?:answer|code|solution|implementation|approach|plan|idea)\b.{0,20}\b(?:right|correct|ok|okay|good|fine|work|pass|wrong|sense)\b",
    r"^(?:is|was) (?:this|that|it) (?:right|correct|ok|okay|good|wrong|the (?:right|correct) \w+)\b\s*\??$",
    r"\bam i (?:right|correct|on the right track|wrong|going in the right direction|doing (?:it |this )?(?:right|ok|okay|well|fine))\b",
    r"\b(?:will|would|does|do) (?:this|it|that|my code|my solution) (?:work|pass)\b",
    r"\bdid i (?:get|do|pass|answer)\b.{0,20}\b(?:it|that|right|correct|ok|well)\b|\bhow am i doing\b|\bhow did i do\b",
)
NO_HINT = re.compile(
    r"\b(?:bad|good|wrong|right|better|best|strongest) hints?\b|"
    r"\b(?:count|log|record|delete|erase|remove|forget|ignore|mention)\b.{0,20}\bhints?\b|"
    r"\b(?:no|without|not|do not (?:want|need|give)(?: me)?(?: an?| any)?|n't)(?: an?| any| the)? (?:more )?hints?\b|"
    r"\b(?:from|in|of|by|after|like|per) (?:the|your|that|my) (?:first |second |third |last |other )?hints?\b|"
    r"\b(?:did not|have not|never) (?:ask(?:ed)?|want(?:ed)?|need(?:ed)?) (?:for )?(?:an? |any |the )?hints?\b"
)
WANTS_HINT = _any(
    r"(?<!\btype )\bhints?\b(?!\s+(?:you gave|was|were|said|makes?)\b)(?!.*\b(?:cost|penal|affect|free|count|how many)\b)",
    r"\b(?:give|need|want|have|get|drop|use|take)\b.{0,15}\b(?:a |some |small |little |slight )*(?:nudge|clue|pointer|tip|push|help)\b(?! (?:text|function|page|variable))",
    r"\b(?:hint|tip|nudge|clue|pointer)s? (?:would|could|might) (?:be|help)\b",
    r"\bpoint me (?:in|to|towards)\b|\bright direction\b.*\?|\b(?:push|nudge|step|shove) in the (?:right )?direction\b",
    r"\b(?:can|could|will|would) you (?:please )?(?:help|assist|guide|nudge)\b|^(?:please )?help(?: me)?\b[\s.?!]*(?:please|out|here|with (?:this|it|that))?[\s.?!]*$",
    r"\bwhere (?:should|do|can|would) i (?:start|begin)\b|\bhow (?:should|do|can|would) i (?:start|begin|get started|approach (?:this|it))\b",
)
IS_STUCK = _any(
    r"\bi am (?:really |totally |completely |a bit |kind of |kinda |quite |so |still )*(?:stuck|lost|blocked)\b",
    r"\b(?:hit|hitting|against|up against) (?:a|the) (?:brick )?wall\b|\b(?:going|running|thinking) in circles\b|\bat a loss\b",
    r"\b(?:i )?(?:got|get|getting|being) (?:stuck|lost)\b|^(?:totally |completely |really )?(?:stuck|lost|blocked)\b",
    r"\b(?:no idea|do not know|not sure|no clue|do not see) (?:how|where|what) (?:to|i should|else to|is going wrong|is wrong)\b",
    r"\bi (?:can not|cannot) (?:figure|see|find|get) (?:it|this|out|how|why|what)\b",
)
DONE = _any(
    r"\bi (?:am|think i am|believe i am|feel) (?:all )?(?:done|finished|ready to submit)\b(?! with (?:the )?(?:questions|asking|first|second|part|step|that part|this part))",
    r"\bi (?:have )?(?:just )?(?:finished|completed|implemented (?:it|everything|all))\b(?! (?:the )?(?:first|part|step|assign|half))",
    r"^(?:ok |okay |so |and |all |well |now )*(?:done|finished|complete|completed)\b(?: (?:i think|i guess|now|here|from my side|on my side|for me))*[\s.!]*$",
    r"\b(?:that|this|it) (?:should|would|must|ought to) (?:do (?:it|the (?:trick|job))|be (?:enough|fine|good|it))\b|\bi am (?:happy|content) with (?:it|this|that|the code)\b",
    r"^(?:it |this |that |everything )?works now\b|\bi (?:would|will|can|could) (?:now )?submit\b",
    r"^(?:(?:so|ok|okay) )*(?:that|this|here) is my (?:final )?(?:solution|code|implementation|submission)\b",
    r"\b(?:that|this|it) is (?:now )?(?:complete|finished|done) (?:now|i think|as well)\b",
    r"\b(?:that|this|it) (?:is|should be|would be|must be) (?:it|all|done|everything|finished|complete|the (?:whole|final|full|complete) (?:solution|code|thing))\b(?! (?:i|we) (?:know|need|want))",
    r"\b(?:it|this|that|my code|the code|my solution|everything|code) (?:works|is working|passes|is done|is complete|is finished|is ready)\b(?! (?:by|like|as|because|when|with|for|on|in))",
    r"\b(?:ready to|going to|gonna|let me) submit\b|\bsubmitting now\b",
)
NOT_DONE = re.compile(
    r"\bnot (?:\w+ )?(?:done|finished|complete|completed|ready|there yet|working)\b|\balmost\b|\bnot yet\b"
)
NO_QUESTIONS = _any(
    r"\b(?:no|do not have|have no|without|not have) (?:more |further |other |any )*questions?\b",
    r"\b(?:all|everything is|it is all|all is) clear\b|\bthat (?:answers|covers|is all) (?:all )?(?:my |the )?(?:questions?)\b",
    r"^(?:no[, ]+)?nothing (?:else|more|further)\b|\bi have (?:what|everything|all(?: that)?) i (?:need|wanted)\b|^all clear\b",
    r"\bi am (?:clear|done (?:with (?:the |my )?)?(?:asking|questions)|good to (?:go|start))\b",
    r"\b(?:that is|those are) all (?:the questions|i (?:wanted|need(?:ed)?|have))\b|\bi have (?:everything|all) i need\b",
)
WANTS_ON = _any(
    r"^(?:next|continue|proceed|skip|go on|move on)(?: one| please)*[\s.!]*$",
    r"\b(?:next|another) (?:question|part|phase|one|topic|section)(?: please)?\b[\s.!?]*$|\b(?:move|moving|go|carry|continue) (?:on|ahead|forward|to the next)\b(?! (?:until|till|while|forever|if|as|for|iterating|looping))",
    r"^let us (?:start|begin|go|do (?:it|this)|get (?:started|going))(?: coding| now| then)?[\s.!]*$",
    r"\b(?:start|begin|get to|jump (?:in)?to|proceed (?:to|with)) (?:the )?(?:coding|code|implementing|implementation|writing|programming|typing)\b",
    r"\bready to (?:code|start|begin|implement|go|move)\b|\bskip (?:this|that|it|ahead|to)\b|\b(?:go|skip) to the (?:end|next|discussion|follow)\b",
)
WANTS_END = _any(
    r"\b(?:end|stop|quit|finish|terminate|abort|leave|exit) (?:the |this )?(?:interview|session|call|now|here)\b",
    r"\bi (?:want|would like|need|have) to (?:stop|quit|leave|go now|end (?:it|this|here))\b",
)
ASKS_TIME = _any(
    r"\bhow (?:much|many) (?:time|minutes?|longer)\b.{0,25}\b(?:left|remain\w*|have|got|do)\b",
    r"\b(?:time (?:left|remaining)|time check|minutes left)\b|\bwhat is the time\b|\bhow long (?:do|have) (?:i|we) (?:still )?(?:have|got|left)\b|\bhow long (?:is|are) (?:left|the (?:interview|session)|we going)\b",
)
ASKS_REPEAT = _any(
    r"\b(?:repeat|say|rephrase|restate|reword) (?:that|it|this|the (?:question|problem|task|prompt|last)|your)\b(?!.{0,20}\buntil\b)",
    r"\bsay (?:that|it) again\b|\bcome again\b|\bwhat (?:was|is) the (?:question|problem|task)(?: again)?\b\s*\??$",
    r"\b(?:what (?:do|did) you mean|did not (?:get|catch|hear|understand) (?:that|you|it|the question|your question)|^what\?$|pardon\b|sorry\?$)",
    r"\bi do not understand (?:the |your )?(?:question|problem|task)\b|\bcan you (?:please )?(?:repeat|rephrase|restate|reword)\b",
)
ASKS_WHY = re.compile(r"^why\b|\bwhat (?:for|is the (?:reason|point|sense))\b|\bhow come\b")
CHATS = _any(
    r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|nice to meet you|thanks?|thank you|thx|cheers|ok|okay|k|cool|great|nice|sure|sounds good|alright|all right|"
    r"got it|perfect|awesome|yes|yep|yeah|no|nope|fine|right|understood|i see|makes sense|lol|haha+|sorry|bye|hiya|howdy|greetings|nervous|excited|ready|lets go|let us go|but|a bit|bit|having me|for having me|for your time|the chance|for|that is clear|it is clear|clear|goodbye|please|there|you|so much|very much|a lot|makes total sense|that makes sense|"
    r"and|good|then|to know|thats fine|that is fine|will do|wow|oh|ah|interviewer|everyone|sir|madam)[\s,.!:;)(-]*)+\??$",
    r"^(?:ok |okay |oh |ah |great |perfect |wow |many )*(?:thanks?|thank you)\b.{0,50}\b(?:help\w*|great|clear\w*|perfect|nice|lovely|kind|useful)\b",
    r"\bhow are you\b|\bhow is it going\b|\bcan you (?:hear|see) me\b|\bnice to meet you\b|\bwhat is your name\b|\bare you (?:a |an )?(?:human|real|bot|robot|ai|person|machine|there|chatgpt|gpt)\b",
    r"^(?:(?:oh|ah|ok|okay) )?(?:nice|cool|great|fun|interesting|lovely)[\s,.!]+(?:i (?:like|love|enjoy)|problem|task|one|question)\b",
    r"\bmy name is\b|\bi am (?:a bit |a little |so |very |really )?(?:nervous|excited|happy to be here|sorry)\b",
)
THINKS = _any(
    r"^(?:hm+|uh+|um+|wait|let me (?:think|see|check|look|try|read|debug)|maybe|perhaps|i wonder|thinking|so far|ok so|interesting|oh|oops|ah|i think i (?:need|should|have)|hang on|one (?:sec|second|moment)|give me)\b",
    r"\blet me (?:think|see|check|try|debug|look)\b",
)
EXPLAINS = _any(
    r"\b(?:because|since|so that|therefore|which means|this means|that means|the reason|in order to|due to|otherwise|instead of|rather than|that way|as a result)\b",
    r"\b(?:i|we) (?:use|used|am using|chose|picked|compute|computed|broadcast|take|return|initiali[sz]e|assign|update|keep|avoid|wrote|added|vectori[sz]ed?|loop|sort|split|scale|fit)\b",
    r"\b(?:this|the|that|it) (?:\w+ ){0,3}(?:computes?|returns?|gives?|holds?|stores?|makes?|does|handles?|loops?|takes?|is the|are the|means?|picks?|finds?|updates?|assigns?|has shape)\b",
)
DOES_NOT_KNOW = _any(
    r"\b(?:i )?(?:do not|did not) (?:really |actually )?(?:know|remember|recall)\b|\bdunno\b|\bidk\b|\bno (?:idea|clue)\b|\bnot (?:really |too |very |entirely )?sure\b",
    r"^(?:pass|skip)\b|\bi (?:would |will |want to )?(?:pass|skip)\b(?: on)?(?: this| that| it)?|\bi have not (?:heard|thought|learned|studied)\b|\bi forgot\b",
    r"\b(?:can not|cannot|could not) (?:say|answer|remember|recall)\b|\bnever (?:heard|used|learned)\b|\bcan we skip\b",
    r"\b(?:have|need) to look (?:that|it|this) up\b|\bno opinion\b|\bbeyond (?:me|my)\b|\bi am not familiar\b|\bnot my (?:area|field|strength)\b|\bi have no\b.{0,12}\b(?:idea|answer|clue|opinion)\b",
)
YES = re.compile(
    r"^(?:yes|yeah|yep|yup|sure|ok|okay|please|absolutely|definitely|of course|correct|right|exactly|y|go ahead|i would|that would help|why not|both|the former|the latter)\b"
)
NO = re.compile(
    r"^(?:no|nope|nah|not (?:yet|now|really)|n|neither|i am (?:fine|good|ok|okay)|let me try|i will try|none)\b|\bno thanks?\b"
)
COST_NOTATION = re.compile(r"\bo ?\(")
COMPLEXITY_WORD = re.compile(
    r"\b(?:complexity|big.?o|runtime|run.?time|asymptotic\w*|order of|(?:linear|quadratic|cubic|constant|logarithmic|exponential)(?: in| time| space| memory)?|"
    r"time cost|memory cost|per iteration|o of|runs? in|(?:time|memory|space) is|(?:the )?costs? (?:is|are|of|about)|(?:each|every) iteration|order (?:of )?n)\b"
)
_FOREIGN_TEXT = """
que de la el los las una por para  como est les des une dans pour avec pas vous der  das und ist nicht
ich ein eine wie  von auf bitte welche soll muss che  il  sono  gli della quale qual devo wat het
een niet ik jest czy jak nie  mam    uma nao voce du af og ar jag som att det si su mi tengo puedo debo
usar quel quelle dois je
"""
FOREIGN = frozenset(_FOREIGN_TEXT.split())
_FOREIGN_GREETINGS_TEXT = """
bonjour bonsoir salut merci hola buenos buenas d\u00edas dias tardes noches gracias dzien guten tag morgen abend hallo servus moin
danke wie geht ihnen dir ciao buongiorno buonasera grazie ola ol\u00e1 bom dia obrigado obrigada namaste merhaba selam hej es ihr comment va vas bien bom wieder sehen
hei tere ahoj dzie\u0144 dobry witam czesc cze\u015b\u0107 salam shalom konnichiwa nihao privet aloha que tal como esta est\u00e1s
"""
FOREIGN_GREETINGS = frozenset(_FOREIGN_GREETINGS_TEXT.split())
_ENGLISH_TEXT = """
the a an of to is are be was i we you it this that in on for with and or not do does can should what which how
my if so then at as by from use have has will would there no yes just because but
"""
ENGLISH = frozenset(_ENGLISH_TEXT.split())
