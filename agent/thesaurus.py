"""Words that people use for the same thing when they talk about machine learning code.

Only a word that no fact of the question uses is looked up, so a group never blurs two facts that a question tells
apart. Groups may overlap. Must not know any question.
"""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from agent.words import stem

_GROUPS_TEXT = """
distance closeness close closest nearest near nearness similarity similar proximity far metric
empty nobody deserted zero-member childless vacant orphan memberless members attract attracts
tie draw equidistant halfway midway midpoint even same
stop converge terminate halt quit cease settle settled stabilise stabilize iterate iterating
start initial seed beginning
return output result deliver outcome
modify change overwrite mutate alter scribble touch destroy edit
copy clone preserve
large big size huge ballpark magnitude scale volume many amount
fast quick speed slow performance efficient latency runtime
range magnitude values scaled standardised normalised normalized standardized prescaled
validate check guard sanitise sanitize verify garbage invalid malformed corrupt dirty broken
missing nan blank blanks gap gaps hole holes null empty
type dtype datatype byte bytes uint8 int float list ndarray tensor
flip mirror rotate reverse turn upside mirrored reflect
kernel filter mask
image picture photo img
padding border frame margin rim ring edge
larger bigger wider taller exceed exceeds oversized too-large fit fits
round floor ceil leftover remainder spare incomplete
stride step jump hop
square rectangular rectangle oblong
channel rgb colour color grayscale grey gray
libraries library package import module installed
seconds minutes time
moment date day snapshot point horizon period
known available written recorded filled afterwards later leak
use used purpose goal action contact campaign
cost price expensive money worth value euro penalty alarm miss
metric measure score success judge evaluate auc
customer person people client user subscriber member
duplicate repeated identical twice
future later upcoming coming month period validation split
category level country plan unseen new unknown pop
probability calibrated percent score ranking order
interpretable explain reason transparent flagged
label target
row line record entry sample example
column feature variable attribute field
"""


def _related() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in _GROUPS_TEXT.strip().splitlines():
        stems = tuple(dict.fromkeys(stem(word) for word in line.split()))
        for one in stems:
            found[one] += [other for other in stems if other != one and other not in found[one]]
    return MappingProxyType({one: tuple(others) for one, others in found.items()})


RELATED: Mapping[str, tuple[str, ...]] = _related()
"""Stems that may stand for a stem, the most general of a group first."""
