"""How much each measure of `agent.act_model` speaks for each mood; by `scripts/train_acts.py`."""

from collections.abc import Mapping
from types import MappingProxyType

_HUNDREDTHS = """
bias	273 115 207 -603 8
?	38 -26 10 -4 -19
? _	0 -1 1 0 -1
? and	2 0 0 0 -1
? i	9 -2 -6 0 -1
^ _	2 73 13 -21 -67
^ _v	15 -11 -14 18 -8
^ a	29 -2 -22 -8 3
^ after	5 -2 -1 -1 -1
^ ah	-11 -14 17 -1 8
^ all	13 -7 -3 -1 -2
^ always	5 -5 0 0 1
^ am	2 -1 -1 0 -1
^ an	-2 0 0 0 2
^ and	6 -10 -2 -1 7
^ any	-8 0 -1 -1 10
^ anything	-5 1 0 -1 5
^ are	3 -5 8 -1 -6
^ assuming	-29 37 -2 0 -6
^ at	10 -3 -1 0 -5
^ by	1 0 -1 0 0
^ can	33 -6 -13 -2 -12
^ could	5 -1 -1 0 -2
^ do	21 -5 -7 8 -17
^ does	17 -2 -9 -1 -5
^ each	4 1 -3 -3 1
^ every	-6 23 -7 -2 -8
^ first	1 -12 0 22 -11
^ for	26 13 -10 2 -31
^ from	-1 -1 0 -1 2
^ going	-38 75 -7 -1 -29
^ good	-51 -25 73 0 4
^ hello	-43 -15 69 0 -10
^ hey	-25 -5 37 0 -7
^ hi	-37 -31 91 -2 -21
^ hm	-9 -3 -16 -1 29
^ hmm	-5 -10 -17 -2 34
^ how	-2 -7 25 -2 -14
^ i	-26 120 -50 13 -57
^ if	30 5 -15 -9 -10
^ in	35 -17 -6 -2 -10
^ is	50 -9 -23 -2 -17
^ it	1 12 -7 0 -5
^ just	-7 -5 3 0 9
^ leave	-3 -3 0 0 6
^ let	-15 35 -31 1 9
^ like	5 -2 -1 0 -2
^ may	16 -5 -5 0 -7
^ mean	5 -2 -1 0 -3
^ might	17 -11 -3 0 -2
^ must	1 0 0 0 -1
^ my	-34 11 17 24 -20
^ nice	-21 -20 49 0 -8
^ no	-9 35 -12 -2 -13
^ not	52 -24 -9 -3 -16
^ oh	-26 -12 64 0 -26
^ ok	-6 19 3 -5 -11
^ okay	-60 -14 -6 3 76
^ on	-1 6 -7 -2 3
^ one	-4 14 -7 -5 3
^ only	20 -13 -2 -1 -5
^ other	2 -1 -1 0 -1
^ over	0 0 0 -1 1
^ plan	-2 -4 0 13 -7
^ right	-21 -8 -8 1 36
^ say	12 -5 -1 0 -5
^ should	2 -6 -3 -1 8
^ so	21 -104 -43 7 119
^ some	-1 -1 0 -2 5
^ sorry	36 -31 11 -1 -15
^ suppose	11 -9 -1 0 -1
^ thanks	-3 -7 14 0 -4
^ that	-10 -11 -2 -1 24
^ the	67 -40 -33 -14 19
^ then	-14 7 0 -1 9
^ there	4 -4 -13 -1 14
^ they	-2 -2 0 -1 6
^ this	-23 -9 3 0 29
^ uh	-9 0 -3 0 12
^ um	14 -1 -1 0 -12
^ up	-1 -2 0 -2 4
^ we	-14 23 -2 1 -9
^ what	1 -17 -10 8 19
^ when	52 -19 -6 -4 -23
^ where	11 -5 -1 -2 -3
^ which	2 -2 -4 0 5
^ who	4 0 -3 0 -1
^ why	1 0 0 0 -1
^ will	-36 60 -13 -1 -10
^ with	29 -15 -3 -4 -6
^ wondering	12 -4 -4 -1 -3
^ would	6 -2 -2 0 -3
^ yes	-8 -6 -1 -2 17
^ you	19 -11 -3 0 -4
_ ?	15 -10 10 -4 -11
_ _	50 37 -45 52 -95
_ _v	-15 -50 -44 93 17
_ a	-58 -1 14 16 29
_ about	14 -11 -20 -12 28
_ above	-2 -10 -2 8 5
_ actually	-7 -4 13 0 -2
_ after	11 -27 -8 30 -7
_ again	-31 -25 50 0 6
_ all	-7 -37 19 16 10
_ allowed	15 -7 -7 0 -2
_ also	12 -8 -4 -7 6
_ always	-35 50 -12 -4 1
_ an	1 13 -8 -2 -5
_ and	-6 26 -53 28 4
_ any	26 -18 -5 -5 1
_ anything	-19 34 -9 -2 -5
_ are	0 19 -41 21 1
_ as	-21 32 -21 4 5
_ at	5 -1 7 14 -25
_ be	14 15 -13 -2 -14
_ because	18 -8 -6 -2 -2
_ before	7 -15 -1 11 -1
_ being	6 1 -3 -1 -2
_ but	22 -29 -1 -5 13
_ by	-27 32 28 6 -40
_ can	-21 9 -6 6 12
_ code	-11 1 12 0 -2
_ correct	19 -24 0 7 -1
_ could	38 -24 -8 -1 -5
_ did	0 0 0 -1 1
_ do	15 -9 -14 15 -6
_ does	35 -12 -3 0 -20
_ done	2 0 0 0 -2
_ each	14 -18 -5 -1 9
_ else	-5 -4 -2 -7 18
_ ever	1 0 0 0 0
_ every	-11 -3 14 -2 2
_ expected	25 -3 -11 0 -11
_ file	3 -1 -1 0 0
_ fine	65 -56 -7 -6 4
_ first	4 3 5 -26 14
_ for	13 -16 -2 24 -19
_ from	-17 0 19 14 -16
_ function	-5 7 -6 1 2
_ gets	4 17 -14 4 -12
_ given	-2 4 -1 -1 0
_ going	-58 30 37 -1 -8
_ good	-7 -15 13 -2 10
_ got	-11 -10 25 0 -5
_ happen	10 -7 -1 -2 0
_ happens	19 -11 -2 0 -6
_ has	20 -24 -21 16 9
_ have	16 -3 -9 10 -13
_ here	-25 -13 43 -3 -2
_ hmm	6 -1 -3 0 -2
_ how	34 -27 -2 -1 -4
_ i	0 45 20 -39 -27
_ if	11 -5 -9 -8 11
_ in	-35 30 -7 -1 13
_ into	-9 11 -2 6 -6
_ is	16 33 -50 -22 22
_ it	-19 -37 40 15 1
_ its	3 5 -2 -8 2
_ itself	8 -13 -5 21 -12
_ just	10 -13 12 0 -9
_ leave	-10 9 -1 -1 3
_ let	-5 8 8 1 -12
_ like	-3 -1 8 -7 3
_ may	-18 25 -10 -8 11
_ maybe	-12 18 -4 0 -2
_ me	-52 6 58 -2 -11
_ mean	6 21 -9 0 -18
_ means	-18 16 -11 0 12
_ might	1 0 0 0 -1
_ more	-19 20 -2 2 -1
_ must	11 7 -11 -5 -2
_ my	-10 -44 67 -1 -12
_ need	12 -5 -4 -2 -1
_ needs	-8 -7 -1 11 4
_ never	-24 41 -15 3 -4
_ next	2 -12 0 12 -1
_ no	-9 40 -26 -12 7
_ not	18 -11 -12 8 -4
_ now	-27 5 4 -1 17
_ number	-6 19 -14 -7 7
_ of	3 -56 -22 22 52
_ off	-3 14 -3 -1 -8
_ ok	-10 21 -17 -1 7
_ okay	89 -93 -3 -4 11
_ on	28 34 -46 15 -31
_ once	3 1 10 -3 -11
_ one	-31 13 -10 22 6
_ only	-52 49 -22 -1 26
_ or	92 -16 -65 -25 14
_ other	-5 11 -1 -1 -4
_ out	23 -17 -4 6 -9
_ over	-18 -10 -2 17 13
_ own	-2 1 0 0 1
_ please	7 -4 -3 0 1
_ ready	-2 -4 0 0 7
_ really	-5 7 0 -2 1
_ right	58 -51 -4 -2 -2
_ say	13 -7 -1 -3 -2
_ second	-1 -10 -2 15 -1
_ see	30 -9 -5 0 -14
_ should	27 -5 0 -8 -14
_ so	-29 41 39 -19 -31
_ some	15 -17 5 -6 3
_ something	-3 -14 -6 3 21
_ sorry	-19 -15 47 0 -12
_ starting	9 -4 0 0 -4
_ starts	2 -1 -1 0 0
_ such	-17 -1 -1 -3 23
_ tell	1 -1 -1 0 1
_ than	-7 1 -11 -6 23
_ that	9 14 -35 0 11
_ the	-71 -32 23 85 -6
_ their	0 -6 -1 10 -3
_ them	-23 21 -3 5 1
_ then	-13 -19 -18 80 -30
_ there	0 -17 -10 3 23
_ these	4 -2 0 0 -1
_ they	-14 16 -5 8 -6
_ thing	17 14 -9 -1 -21
_ things	11 -3 -2 0 -5
_ think	-3 -1 0 9 -6
_ this	7 -19 -5 -2 19
_ those	5 -6 -1 -1 3
_ through	-8 0 -5 4 9
_ to	11 0 -7 17 -21
_ too	35 -23 -9 -3 0
_ under	-10 9 -1 6 -2
_ unless	-7 18 -6 -2 -3
_ until	-11 9 1 3 -2
_ up	0 -3 -6 -3 12
_ used	-1 3 0 0 -1
_ very	-10 -7 26 0 -9
_ was	-11 -11 24 -2 -2
_ way	10 -17 -8 -2 18
_ we	7 4 3 -1 -14
_ were	12 -6 0 -3 -1
_ what	47 -29 -12 11 -18
_ whatever	-19 22 -2 -2 1
_ when	-3 -4 -9 6 10
_ where	15 -16 8 -3 -4
_ whether	62 -32 -13 14 -30
_ which	27 -34 -17 4 19
_ while	2 0 -1 -1 1
_ who	8 6 -5 -1 -8
_ whose	-8 8 -2 11 -10
_ will	-1 24 -16 -7 -2
_ with	-5 -12 -18 48 -12
_ without	2 -11 -3 2 9
_ wondering	9 -3 -2 0 -3
_ would	44 -30 -10 -5 1
_ yes	30 -24 4 -1 -9
_ you	-26 -12 37 -5 6
_ your	10 -4 -4 -2 0
_v ?	3 0 -2 0 -1
_v _	30 9 -55 30 -13
_v _v	-34 22 -2 29 -15
_v a	-8 1 -14 15 6
_v after	-3 3 0 0 0
_v again	2 0 0 0 -2
_v all	8 -14 -1 4 4
_v also	1 0 0 -1 0
_v an	-5 0 0 6 -1
_v and	-13 -5 -3 13 7
_v any	-5 4 0 -3 5
_v anything	-3 0 0 0 4
_v are	-1 0 0 -3 5
_v as	0 1 -1 1 -1
_v at	-2 -4 -4 3 6
_v before	1 -1 0 0 0
_v by	12 -33 -6 29 -3
_v can	0 0 0 -1 1
_v correct	2 -2 0 0 0
_v do	1 0 0 0 0
_v does	1 -3 0 0 3
_v each	-18 20 -2 13 -13
_v every	0 5 -1 0 -5
_v first	1 -1 0 0 0
_v for	-27 38 -6 9 -14
_v from	18 17 -10 -16 -8
_v has	-13 16 0 -3 0
_v i	12 -7 5 -3 -8
_v in	-13 11 -5 10 -4
_v into	-8 8 -1 3 -2
_v is	-9 -6 -5 6 14
_v it	2 -3 -7 20 -13
_v its	4 -4 -1 2 -1
_v just	-2 -14 25 0 -8
_v like	5 -18 -2 18 -3
_v may	-1 0 0 0 2
_v me	-11 -2 -2 -2 17
_v mean	1 0 0 0 -1
_v must	1 0 0 0 0
_v my	5 -1 -4 0 0
_v never	3 -2 0 -1 1
_v no	-2 0 0 0 3
_v of	7 -6 2 -2 -1
_v off	4 -9 0 8 -2
_v okay	4 -3 0 0 0
_v on	-19 22 -3 -1 1
_v once	7 -7 0 0 0
_v one	0 0 -1 5 -4
_v only	2 -4 -1 10 -7
_v or	29 -16 -3 -2 -8
_v out	-12 -1 -1 -5 19
_v over	4 -19 -8 -3 26
_v right	6 -5 0 0 -1
_v should	2 0 0 0 -1
_v so	1 3 0 -2 -2
_v some	-2 2 0 0 1
_v something	1 0 0 0 0
_v that	17 -2 -3 -1 -10
_v the	-31 -34 5 95 -35
_v their	1 1 0 0 -1
_v them	5 0 -4 -2 1
_v then	-6 -6 0 18 -5
_v there	-1 -3 0 -1 5
_v these	0 0 0 -2 2
_v this	-20 11 -14 -1 24
_v through	13 -10 -1 -1 -1
_v to	-2 6 -5 0 2
_v until	-2 -2 0 8 -4
_v up	1 4 -1 7 -11
_v what	1 0 0 0 0
_v when	1 0 0 0 0
_v where	0 0 0 -2 2
_v will	0 0 0 -1 1
_v with	-1 4 -18 15 -1
_v would	8 0 0 -5 -2
_v you	1 -1 0 -1 1
a	5 -58 30 21 2
a _	-5 -26 33 28 -30
a _v	1 4 -9 2 3
a a	9 -1 -1 -1 -6
a and	-1 2 0 0 0
a few	-7 3 -3 -5 13
a for	-2 3 0 0 -1
a function	-2 -3 0 7 -3
a number	-7 -5 -3 1 16
a one	0 -2 0 0 3
a or	7 0 0 0 -6
a problem	12 -8 -1 0 -3
a second	8 -15 1 -2 8
about	30 -50 -12 -2 35
about _	28 -28 6 -6 0
about a	4 -3 -7 -2 7
about an	2 -1 0 0 0
about the	-17 -2 -2 -1 21
about what	18 -32 -1 -1 17
about which	-2 -1 0 10 -8
above	-6 -6 -2 8 6
above _	-2 3 0 0 0
actually	-12 -13 34 -1 -8
actually _	-9 -5 16 0 -3
add	5 10 -2 3 -16
after	37 -25 -22 20 -10
after _	1 -10 -1 10 0
after each	3 1 0 0 -3
after every	-2 0 0 1 1
after it	0 0 0 0 1
after that	-2 -12 0 19 -4
after the	19 3 -9 -11 -3
after this	10 -1 -6 -2 0
again	-32 -31 47 -7 23
again _	-13 -6 18 -1 2
again and	0 -1 0 -2 3
again each	0 0 0 0 1
again for	0 0 0 -2 2
ah	-11 -14 17 -1 8
all	-35 18 -13 25 4
all _	0 0 -26 23 3
all _v	-3 -3 0 2 4
all are	-2 -1 0 -3 6
all in	5 -5 0 0 1
all its	6 -9 -1 4 -1
all of	-8 2 -3 -7 16
all or	1 -1 0 0 -1
all right	-1 -5 6 0 0
all so	-1 0 0 -1 1
all that	0 0 0 0 1
all the	0 20 -2 0 -18
allowed	24 -14 -9 -3 2
allowed ?	1 0 -1 0 0
allowed _	1 -3 -1 0 3
allowed and	0 0 0 -1 1
allowed or	3 -2 0 0 -1
allowed to	11 -3 -1 -1 -6
also	20 12 -14 -9 -10
also _	-7 22 -9 -2 -4
also _v	6 -6 0 0 0
also and	1 0 0 0 0
also for	0 -1 0 -1 2
also in	1 0 0 0 -1
also the	3 -1 0 0 -2
also when	1 7 -1 -3 -3
always	-48 33 -22 -9 47
always _	-3 2 -12 -5 18
always _v	0 1 0 0 -1
always a	-9 8 -6 0 8
always at	-2 2 0 0 0
always one	2 0 0 0 -2
always or	2 -1 0 0 -1
always the	0 0 0 -2 3
am	-16 33 13 -5 -25
am _	-3 60 -31 -5 -21
am a	9 -24 17 0 -1
am assuming	-6 10 -2 0 -2
am going	-17 19 -2 3 -4
am i	9 -3 -3 -1 -3
am not	13 6 -9 -1 -8
an	-21 15 -21 29 -2
an _	-8 -4 -18 25 5
an _v	-2 0 0 5 -2
and	25 20 -80 42 -7
and _	-25 14 -46 33 25
and _v	-16 -30 -5 41 11
and a	-16 -18 -5 21 19
and all	-9 13 -2 -1 -1
and also	5 -2 -1 0 -2
and an	-2 2 0 7 -6
and and	7 -1 -1 -1 -4
and any	-1 -2 0 0 3
and are	-8 2 0 7 -1
and as	0 0 0 -1 1
and assume	2 -2 0 0 0
and at	2 3 0 -1 -4
and can	5 -2 -1 -1 -2
and do	-11 8 -1 4 0
and does	12 -4 -1 -3 -4
and each	-10 9 -3 1 3
and every	-2 -3 0 -2 7
and for	-6 13 -3 -3 -2
and has	-9 11 0 -1 -1
and how	5 -2 -1 4 -6
and i	9 7 -4 -8 -5
and if	11 -4 -1 -1 -6
and in	-7 -6 0 18 -4
and is	15 -3 -2 -3 -7
and it	-1 -9 11 -4 3
and its	-3 -2 0 -3 8
and leave	9 -8 0 -1 1
and let	0 -1 0 4 -3
and may	2 -1 -1 -1 0
and must	2 -4 0 0 2
and never	-3 2 -1 -1 2
and no	-1 -15 -4 -3 22
and not	13 -10 -3 -2 1
and number	1 0 0 1 -2
and of	-1 1 0 1 -1
and on	-2 -1 0 0 3
and one	-12 2 -2 18 -6
and only	10 -10 -1 6 -5
and over	-1 1 0 1 -1
and right	-13 20 -1 3 -9
and should	0 1 0 -1 0
and so	-1 -3 0 -6 9
and some	0 -1 0 -5 6
and that	-25 34 -1 -5 -3
and the	0 -5 -9 12 1
and their	0 -2 0 1 1
and then	27 -17 -5 0 -6
and there	-1 -3 0 -2 7
and they	0 0 0 -1 1
and what	-7 1 -1 10 -3
and when	28 -13 -2 -2 -11
and where	0 0 0 0 -1
and whether	14 -4 -1 -5 -4
and which	4 -2 0 0 -2
and will	-5 9 0 -1 -2
and with	3 -2 0 0 -1
and you	0 0 0 0 1
any	3 -31 -13 -10 50
any _	-10 -11 -7 -6 34
any _v	0 1 0 0 0
any more	14 -9 -1 0 -4
any number	-1 -10 -1 -2 14
any of	-4 -1 0 -1 6
any other	-1 0 0 0 2
anything	-17 15 0 -6 8
anything _	18 -6 -8 -3 -2
anything else	-7 -4 17 0 -5
anything from	0 -5 0 -1 6
anything i	1 0 0 0 0
anything in	2 0 0 0 -1
anything to	1 0 0 0 0
append	0 0 0 9 -9
apply	0 -1 0 3 -2
are	-13 -8 -21 19 23
are _	-9 10 -34 24 8
are _v	-1 -4 4 0 1
are a	-2 -2 0 0 4
are about	-1 1 0 0 1
are all	3 -3 -1 6 -5
are allowed	-1 0 0 -1 2
are always	-1 2 0 0 0
are and	0 -1 0 -1 1
are as	-1 -2 0 0 3
are at	3 -2 0 0 -1
are done	0 5 -1 0 -4
are fine	3 -6 -1 -1 4
are given	-13 -2 0 -3 18
are in	0 -1 0 0 1
are its	0 0 0 0 1
are like	4 0 0 0 -3
are no	2 -3 0 0 1
are not	-3 7 -6 -4 5
are okay	6 -5 0 0 -1
are on	-9 9 0 0 1
are one	-5 20 -1 1 -15
are only	7 -7 0 -2 2
are right	7 -7 0 0 0
are some	-9 -4 -4 0 17
are the	11 -10 -4 -1 4
are then	0 -1 0 1 0
are there	2 0 -2 -1 1
are these	2 0 0 0 -1
are they	10 -3 -2 0 -4
are those	0 0 0 -1 1
are too	0 0 0 1 0
are up	-1 -3 0 -3 7
are we	14 -3 -8 0 -3
are what	-1 0 0 -1 2
are you	-22 0 22 0 0
as	-31 59 -40 -8 20
as _	17 12 -16 -4 -9
as _v	-1 -5 0 6 0
as a	7 -8 -3 -1 6
as an	4 9 -6 -4 -3
as given	-17 19 0 -3 1
as i	-2 10 -4 0 -4
as in	-9 15 -4 -4 1
as it	-29 23 -5 -8 19
as its	0 1 0 0 -1
as much	1 -1 0 0 1
as one	-13 9 -1 0 5
as the	2 10 -2 11 -20
as there	0 0 0 2 -1
as they	0 -31 -1 -10 43
as well	20 -15 -4 -2 2
as you	-4 -2 -1 -2 8
assume	10 81 -24 -10 -57
assume _	11 12 -9 -3 -11
assume _v	-4 6 0 -1 0
assume a	2 4 -2 -1 -3
assume all	-3 3 0 0 0
assume an	3 -3 0 0 0
assume any	7 -7 0 0 0
assume at	1 -1 0 0 -1
assume each	3 -1 0 0 -1
assume every	1 1 -1 0 -1
assume i	-10 13 -1 0 -2
assume it	4 -3 0 0 -1
assume mean	-10 11 0 0 0
assume no	13 -12 0 0 0
assume one	1 6 -1 0 -6
assume some	2 -2 0 0 0
assume that	-12 33 -2 -1 -17
assume the	5 6 -2 -1 -9
assume there	-4 7 -1 0 -2
assumes	24 152 -72 -16 -87
assuming	-37 50 -4 -1 -8
assuming _	-23 27 -2 0 -2
assumption	-13 20 -3 0 -4
at	-33 3 -6 10 27
at _	-6 -3 -5 -8 23
at _v	-8 18 -1 -2 -7
at a	10 1 -3 -3 -5
at all	11 -7 -2 -1 -1
at any	-1 -3 0 -1 5
at each	-1 1 0 0 -1
at every	2 -2 0 -1 1
at first	-6 -2 -7 0 15
at its	-4 -1 0 -1 6
at itself	2 0 0 0 -2
at most	-3 7 -4 -2 2
at once	2 -7 -1 5 0
at one	0 -1 0 -1 2
at some	-2 -2 3 3 -3
at that	0 0 0 1 -1
at the	-14 7 -4 17 -6
at their	-1 -1 0 -2 4
at your	-4 -3 10 0 -3
average	-3 14 -3 11 -19
be	43 0 -36 -19 12
be ?	1 -1 0 0 0
be _	55 -31 -7 -19 2
be _v	0 -2 -1 1 2
be a	16 -1 -7 -2 -7
be all	1 0 0 0 0
be also	2 0 0 0 -1
be an	-2 3 0 0 0
be any	0 0 0 0 1
be anything	2 -2 0 0 0
be done	-6 7 -1 -1 0
be good	5 6 -7 -1 -5
be in	-3 -2 -1 -2 7
be just	1 0 0 0 0
be like	4 -1 0 0 -3
be more	0 -2 0 0 2
be no	-2 3 -1 0 0
be one	-20 -2 -1 -2 24
be right	-3 -1 0 -1 4
be that	12 -5 -4 -1 -3
be the	-30 28 -5 3 5
be there	2 0 0 0 -1
be too	3 -1 -1 0 -1
be used	3 -5 0 -1 4
because	52 -34 -18 -5 5
because _	29 -30 -13 -2 16
because i	19 -8 -1 -1 -10
because it	-5 6 -1 -1 0
because of	3 -1 0 0 -1
because the	-4 -4 -1 0 9
because then	2 0 0 -1 -1
been	-9 0 13 -2 -3
been _	-8 2 7 -1 0
before	15 -26 12 7 -8
before _	1 -1 -2 4 -3
before any	3 -1 -1 0 -2
before each	5 -1 0 1 -6
before i	16 -27 -2 -1 14
before it	-5 4 -1 0 3
before or	0 -1 0 -2 3
before that	0 0 0 -1 2
before the	8 0 -1 -3 -4
before you	0 -1 0 10 -8
begin	-20 -3 0 1 23
begin at	0 0 0 0 1
begin with	-20 -3 0 0 22
being	-2 5 4 -1 -5
being _	-2 2 5 -1 -4
build	-14 16 -2 4 -4
but	17 -39 -3 -2 27
but _	-12 8 -2 -6 12
but i	4 -1 0 -1 -2
but is	9 -8 6 -3 -4
but never	0 -1 -3 -1 5
but not	-2 -3 -2 -1 8
but the	-8 -2 0 15 -6
by	-28 24 7 35 -38
by _	1 -9 -11 21 -2
by _v	6 -4 -1 0 -2
by a	-12 -7 13 7 -1
by all	3 -2 0 0 0
by its	-16 20 -3 4 -5
by number	2 -1 0 0 -1
by one	5 0 -4 -5 3
by the	-7 -4 19 7 -15
by their	-1 2 0 -2 1
by then	-1 0 0 1 0
by what	-9 18 -1 -1 -8
by which	1 0 -1 0 0
call	-3 19 -7 -11 2
can	35 -4 -25 6 -13
can _	6 -17 -10 3 18
can _v	-5 14 -3 8 -14
can a	2 0 0 0 -1
can be	-10 -1 -6 -2 20
can happen	2 -6 0 -1 5
can have	-5 9 -1 -4 1
can i	23 -8 -10 -1 -5
can it	8 -2 -4 0 -3
can never	-9 10 -1 3 -2
can not	15 -3 -2 -1 -8
can one	1 -1 0 0 0
can see	2 -1 0 -1 0
can that	1 0 0 0 0
can the	10 -3 -2 -1 -5
can there	1 0 0 0 -1
can they	3 -1 -2 0 -1
can you	-17 -1 19 0 -1
care	2 -1 -2 5 -4
care about	3 0 -1 0 -1
chats	-139 -31 190 0 -20
check	-19 44 -14 14 -24
clip	-3 -8 0 7 4
code	8 7 6 -1 -20
code _	-9 -4 13 0 -1
collect	-1 -1 0 4 -1
compare	-5 -5 -1 16 -4
compute	-16 -13 -2 52 -21
concatenate	-1 2 0 0 0
convert	-10 9 -1 7 -5
cool	-11 -7 29 -1 -11
correct	21 -16 -3 6 -8
correct ?	2 -2 0 0 0
could	85 -46 -17 -5 -17
could _	30 -20 -7 0 -3
could _v	2 0 0 0 -1
could be	10 -4 -2 -1 -3
could i	5 -1 0 0 -4
could it	2 -1 0 0 -1
could the	1 0 0 0 -1
could there	1 0 0 0 0
could you	6 -2 0 -1 -2
count	0 19 -9 5 -14
create	1 -2 0 1 -1
cut	5 -28 -5 30 -3
did	-7 -17 6 -1 20
did not	0 0 0 -1 1
divide	12 3 -3 1 -13
do	45 -36 -48 28 10
do _	23 -7 -5 -4 -7
do a	-6 -4 0 11 -1
do all	3 -1 0 0 -1
do as	2 0 -2 0 0
do i	33 -14 -8 -3 -8
do it	-2 11 -1 4 -12
do not	-22 9 -11 -2 27
do the	1 -9 -2 18 -8
do they	8 -1 -1 -1 -6
do we	-3 -2 -5 -1 11
do with	4 -2 -1 0 -1
do you	19 -3 -8 5 -13
does	64 -19 -22 -7 -17
does _	5 -6 9 -4 -4
does a	18 -2 -4 -1 -11
does each	1 -1 0 0 0
does every	2 0 0 0 -1
does it	22 -8 -1 -2 -10
does not	-15 -7 -4 3 24
does that	-2 6 -2 0 -3
does the	19 -5 -2 -2 -9
does this	9 -1 -7 0 -1
does your	7 -1 -5 0 -1
does_not_know	27 22 -14 -10 -25
doing	-24 -4 30 0 -1
done	-3 -17 17 10 -7
draw	-13 9 -2 9 -3
drop	-1 8 -1 2 -8
each	-13 6 -28 18 17
each _	-39 26 -21 28 6
each _v	11 -5 -1 -2 -2
each has	-1 0 0 -3 4
each is	16 -10 -1 -2 -3
each of	-3 -5 0 1 8
each one	2 -1 0 2 -3
each other	4 -6 -1 -1 3
else	-13 -9 14 -8 15
else _	-1 -3 0 -2 6
else is	-3 -1 0 -1 4
encode	-7 2 0 8 -2
ends_in_question_mark	54 -43 22 -5 -28
ends_in_stop	-135 55 -34 19 94
english	-3 0 5 0 -1
ever	8 -4 -2 0 -2
ever _	4 -2 -1 0 -1
ever be	3 -2 -1 0 0
every	-13 8 -1 9 -3
every _	-18 12 -1 14 -7
every _v	6 -4 0 -3 1
expect	-1 5 -6 -2 3
expect _	3 -2 -1 0 0
expected	22 -9 -12 -1 -1
expected _	0 -1 0 0 2
explains	-54 -6 -38 35 63
few	-14 12 -7 3 6
few _	-13 15 -5 -5 7
file	7 -5 -8 5 1
fill	-1 2 -1 3 -4
find	-5 2 0 3 0
fine	40 -70 -13 -20 63
fine ?	4 -3 0 -1 0
fine _	-5 -2 0 -2 9
fine a	0 0 0 -1 2
fine and	-7 8 0 -1 1
fine as	4 -3 -1 2 -3
fine but	0 1 0 0 -1
fine one	-2 0 0 -2 4
fine right	2 -2 0 0 0
fine to	1 0 0 0 0
fine too	-3 0 0 0 4
first	-9 -37 9 11 26
first ?	1 0 -1 0 0
first _	-13 -29 5 8 28
first _v	3 -3 0 4 -4
first and	3 -4 0 3 -1
first in	4 -3 0 0 0
first okay	6 -6 0 0 0
first one	0 2 0 0 -2
first or	4 -2 -1 0 -2
first so	1 -7 0 0 6
first the	1 0 0 2 -2
first then	-7 23 -1 -14 0
first_requests	183 -106 -42 -19 -17
fit	4 -2 -6 9 -5
for	-33 7 20 33 -27
for _	3 -40 36 15 -14
for _v	2 0 -1 0 -1
for a	2 0 -16 6 8
for all	-9 3 -4 8 1
for an	-1 -1 0 0 3
for any	-2 2 0 0 0
for each	-5 0 -3 -12 20
for every	-1 -2 -1 2 1
for having	-22 -20 47 0 -5
for how	19 -11 -4 -2 -3
for it	-17 24 -4 -1 -2
for its	-2 -1 0 2 0
for me	20 43 -26 -4 -33
for one	6 -7 -1 4 -2
for that	-1 -1 0 0 2
for the	-10 -12 -12 37 -3
for this	3 0 -1 0 -1
for you	3 -1 -1 -2 2
for your	8 -2 -1 -1 -3
from	-23 -3 38 -3 -8
from _	-37 -23 74 -9 -4
from _v	-6 7 0 -2 1
from a	-7 -6 -2 -1 16
from all	2 0 0 0 -1
from one	-7 8 -1 -7 7
from other	1 -1 0 0 0
from the	21 -6 -11 10 -14
from this	-13 25 -7 0 -6
function	17 -9 -12 8 -5
function _	30 -18 -6 1 -8
function _v	1 0 0 0 -1
function is	4 -2 -1 -1 0
get	29 3 -10 -4 -18
gets	25 7 -19 3 -15
gets _	1 31 -16 -3 -13
gets a	-1 -4 0 3 3
gets it	8 -8 -1 0 1
gets no	0 -1 0 0 1
gets the	8 -8 -1 1 0
give	2 -6 -4 4 4
given	-25 10 -2 -1 18
given _	5 -6 -1 -6 7
go	-28 51 -3 14 -34
going	-122 126 22 -2 -25
going through	0 0 0 -1 2
going to	-14 40 -25 2 -3
going with	-28 65 -20 -1 -16
good	-67 -28 85 -5 16
good _	-39 -8 62 -3 -12
good to	5 6 -7 -1 -5
got	-8 -19 25 -1 3
got _	-4 -15 25 0 -5
great	-16 4 19 0 -7
group	12 0 -6 -1 -5
guess	62 -31 -20 -4 -8
guess _	11 -5 -3 0 -2
guess and	-2 5 -2 0 -1
guess or	6 -2 -2 0 -2
had	-48 -39 100 -1 -13
had a	-7 -7 17 -1 -3
handle	-7 -16 -5 -1 29
handle _	-2 -11 -1 -1 16
happen	32 -22 -4 -4 -1
happen that	9 -7 -1 -2 1
happens	20 -14 -3 -2 -1
happens _	-1 0 0 -2 4
happens if	1 0 0 0 -1
happens to	7 -7 0 0 0
happens with	2 -1 0 0 -1
has	-4 -9 -24 13 24
has _	16 -3 -9 -12 8
has a	-9 1 -2 19 -9
has and	-2 0 0 5 -3
has at	-13 18 -4 -4 3
has it	0 -1 0 0 1
has its	0 -3 0 -2 5
has no	-19 -12 -4 -2 37
has one	-2 1 0 6 -5
has the	8 -4 -1 1 -4
has to	7 0 -2 -1 -5
have	5 -34 -8 8 29
have _	22 -20 -3 1 0
have a	8 -7 -4 -1 4
have about	2 -1 0 0 0
have and	1 0 0 0 0
have any	-1 0 0 0 1
have in	-12 12 0 0 0
have more	5 -3 0 -1 -2
have never	1 0 0 0 -1
have no	3 -4 0 -2 3
have some	0 0 0 -1 1
have the	-3 -1 -1 3 3
have to	-12 1 -9 8 11
having	-22 -20 47 0 -5
having me	-22 -20 47 0 -5
hello	-42 -16 69 0 -11
hello hello	-13 -1 15 0 -1
here	-67 -24 62 -6 35
here ?	1 0 0 0 0
here _	-7 14 -4 0 -2
here as	1 0 0 0 0
here is	-8 -5 -2 0 15
here or	1 0 -1 0 0
hey	-25 -5 37 0 -7
hi	-37 -31 91 -2 -21
hi _	-16 -15 42 0 -10
his	1 0 0 0 0
his _	1 0 0 0 0
hm	-11 -4 -19 -1 34
hmm	4 -12 -20 -2 30
hmm _	-5 -2 -5 0 12
how	13 -46 64 -3 -27
how _	85 -46 -23 -2 -14
how are	-3 0 3 0 0
how do	5 -1 -3 0 -1
how i	2 11 -7 -1 -5
how is	-92 -4 101 -1 -5
how much	5 -1 -3 0 -2
how should	2 0 -1 0 0
how the	4 -1 0 0 -2
how to	1 0 0 0 0
how will	2 0 -2 0 0
how you	-1 -1 0 0 3
i	-5 106 6 -14 -93
i _	-46 86 5 -10 -35
i _v	14 88 -31 -14 -57
i allowed	6 -2 -2 0 -2
i always	-20 -10 -7 -1 38
i am	-25 36 16 -4 -23
i assume	11 43 -17 -7 -30
i be	1 0 -1 0 0
i can	34 -29 -10 -3 8
i could	18 -9 -6 -1 -2
i did	-15 -12 6 0 20
i do	-4 13 -6 -3 0
i expect	-4 6 -5 -1 4
i for	-1 0 0 1 -1
i guess	55 -16 -16 -3 -20
i had	-20 -17 39 0 -3
i have	-1 -23 10 1 12
i in	-1 0 0 2 -1
i just	-8 -9 -3 -1 22
i know	-17 -14 32 -1 1
i leave	-12 25 -6 0 -6
i like	-20 -8 30 0 -2
i may	27 -13 -5 -1 -8
i mean	13 -6 -2 -1 -4
i must	20 -13 -2 0 -5
i need	21 -14 3 -3 -7
i never	3 -1 0 0 -1
i of	1 -2 0 -2 3
i only	15 -12 -2 -1 -1
i see	34 -21 -5 -2 -5
i should	11 -10 -5 0 5
i suppose	51 -54 -6 -2 10
i the	-1 -2 0 2 1
i think	-25 -5 -9 -1 40
i treat	-10 17 -3 0 -4
i used	-10 -9 21 -1 -2
i want	7 -25 -5 4 18
i was	-13 -8 25 0 -4
i will	-27 13 -2 18 -3
i wonder	15 -8 -1 -1 -6
i would	23 54 -30 9 -56
idea	4 -4 0 4 -3
if	116 -47 -34 -21 -15
if _	36 5 -11 -4 -26
if _v	-5 5 0 0 0
if a	19 -4 -4 -2 -9
if all	-2 0 0 0 2
if every	2 -1 0 0 -1
if i	13 -26 -6 -4 23
if it	1 11 -4 -2 -6
if no	0 1 0 0 -1
if not	9 -10 -1 0 2
if one	6 -1 -1 -1 -3
if some	3 -1 0 0 -1
if that	12 -3 -2 -4 -3
if the	19 -5 -2 -4 -9
if there	2 -17 -2 -1 17
if you	3 -2 -1 -2 3
impute	-5 -3 0 9 -2
in	15 -2 -8 8 -13
in _	-16 13 15 -4 -8
in _v	9 -7 -2 -2 2
in a	-4 -23 41 3 -17
in all	-7 6 -1 3 -1
in an	-4 -1 0 8 -2
in and	-3 5 -1 -1 0
in any	-5 -3 0 -4 13
in each	0 -10 -1 17 -5
in every	-2 3 -2 -3 5
in here	7 -4 -3 -1 1
in it	-8 8 -2 4 -3
in its	-4 2 0 2 1
in my	-18 31 -7 0 -7
in one	2 -6 -1 -2 8
in or	8 -5 0 -1 -2
in other	-1 -2 0 0 4
in some	4 -3 -1 0 0
in that	-6 10 -3 0 -1
in the	18 -20 7 -11 7
in their	-1 0 0 7 -6
in there	-28 14 -11 0 26
in this	19 -6 -12 -1 -1
in what	-4 4 -1 2 -1
in which	-1 -7 -1 13 -4
in your	16 -8 -4 0 -3
initialise	-4 6 0 -1 -1
interview	-6 -22 31 0 -3
into	-23 12 -3 26 -12
into _	-14 2 -1 23 -10
into a	-10 12 0 0 -2
into one	-3 3 0 2 -2
into the	6 -5 0 -4 3
is	-10 -16 7 -8 28
is _	38 -40 -1 19 -16
is _v	-23 -17 -2 12 31
is a	-2 -37 -3 14 27
is all	-13 28 -6 -2 -8
is allowed	4 -6 -1 -2 4
is always	-10 9 -7 -1 9
is an	-8 17 -7 4 -6
is and	0 -5 -2 -1 7
is any	3 -1 -3 0 1
is as	0 0 0 0 1
is at	-10 6 -5 3 5
is done	14 -10 -1 0 -3
is each	3 -1 0 0 -2
is fine	-19 9 -3 -11 24
is for	5 -2 -1 -2 0
is given	1 0 0 0 0
is good	2 -3 0 0 1
is how	-11 16 -2 -1 -2
is in	-15 14 -2 7 -4
is it	40 -39 36 -5 -33
is its	-1 -1 0 5 -3
is just	-8 4 -5 -1 10
is like	4 -3 -1 -1 1
is more	-10 -5 -13 0 28
is my	-21 37 2 -6 -11
is never	-1 -6 -1 0 8
is no	-4 10 -3 -4 2
is not	4 -25 35 -12 -2
is ok	-2 -3 6 0 -1
is on	-1 1 0 0 0
is one	-5 2 -4 12 -4
is only	-7 28 -5 -2 -14
is right	-6 -10 -1 -4 21
is simply	-3 -6 -3 0 11
is some	-7 -10 19 0 -2
is that	37 -9 -9 -5 -14
is the	31 8 -18 -1 -20
is then	5 -4 -1 1 -1
is there	32 -12 -9 -1 -11
is this	36 -5 -9 -1 -21
is to	15 -13 -1 4 -5
is too	-5 0 0 6 -1
is up	-10 -2 -1 -2 14
is used	2 -1 -1 1 -1
is what	-21 42 -11 -18 8
is which	-8 -5 -2 -1 15
is with	2 -1 0 0 -1
is your	-41 -7 52 -1 -3
it	-62 62 -43 15 27
it ?	3 -1 -1 0 -1
it _	60 -22 -30 6 -13
it _v	11 -4 -1 2 -9
it a	9 -7 -4 -1 3
it again	-10 -2 -2 0 14
it all	-38 57 -4 -1 -13
it always	1 0 0 0 0
it and	4 -12 -1 4 5
it as	-2 2 -1 -1 1
it be	8 -3 -1 0 -3
it by	0 0 -3 -1 4
it can	8 -7 -3 -1 3
it does	-28 13 -2 -1 19
it fine	4 -2 -1 0 -1
it for	0 0 0 -1 1
it from	10 -7 -1 0 -1
it gets	1 -3 -1 0 3
it happen	1 0 0 0 0
it has	6 -3 -2 -3 1
it have	1 -4 0 6 -4
it in	1 -7 0 7 -1
it into	-6 -7 0 15 -3
it is	-17 -17 31 -10 13
it just	7 0 -2 0 -4
it like	2 -3 0 6 -5
it may	-7 -5 0 -2 13
it means	4 -4 0 0 0
it must	-1 -6 -1 5 3
it need	-1 0 0 0 1
it ok	1 0 0 0 0
it okay	5 -3 0 0 -2
it on	1 -4 -5 0 9
it once	2 -2 0 0 0
it one	19 -13 -1 0 -5
it only	-3 5 -1 0 -1
it or	3 -1 0 -1 -2
it out	1 -1 0 0 0
it right	-15 -2 0 0 18
it should	-1 0 0 -2 3
it so	-10 9 -4 0 5
it that	-21 31 -1 -2 -7
it the	-4 5 0 -1 -1
it then	2 -1 0 -1 0
it to	2 -4 0 6 -3
it was	7 -1 -2 -2 -1
it what	6 -4 -1 0 -2
it will	1 -1 0 0 0
it with	6 -18 0 -4 16
it would	-11 -6 -1 -1 19
iterate	0 0 0 0 1
its	-24 31 -19 7 5
its _	-14 0 -9 11 12
its _v	-1 0 0 0 2
its mean	0 -1 0 -1 2
its own	4 9 -8 -2 -3
itself	0 4 -10 21 -15
itself _	4 -8 -1 6 -2
itself and	-12 19 -4 -1 -1
itself is	-5 11 -3 1 -4
itself or	1 0 0 0 0
itself with	3 -2 0 0 0
just	-28 -46 70 -6 10
just _	-10 -24 21 0 13
just _v	-3 8 -3 -3 0
just a	15 -2 -4 0 -8
just do	-2 3 0 0 0
just like	-9 -3 13 0 -1
just one	-19 5 -2 -1 17
just the	13 -3 -2 0 -8
keep	34 -25 -8 15 -16
kind	-2 -15 20 -5 2
kind of	-2 -15 20 -1 -2
know	33 -31 18 -10 -9
know _	9 -5 -2 -1 -1
know _v	1 0 0 0 -1
know about	6 -4 -1 0 -2
know if	18 -9 -1 -5 -3
know of	-4 -2 0 -2 8
know the	3 -1 0 0 -2
know what	2 -15 20 -4 -3
labels_plan	-1 -12 -3 26 -9
leave	-16 21 -11 -7 13
leave _	-30 42 -8 -3 -2
leave all	0 -2 0 0 2
leave it	6 -7 0 -1 3
leave out	-2 3 0 2 -2
leave the	-7 3 -2 -3 9
leave them	8 -10 0 -1 4
length	-97 41 -14 82 -12
length_squared	-86 -62 -54 178 25
let	-18 -15 14 2 17
let _	1 -2 0 2 -2
let me	-13 3 -17 -4 30
let us	-36 19 12 5 -1
like	-4 -10 27 -1 -12
like _	10 -24 51 -5 -32
like _v	2 -1 0 -1 -1
like a	9 -2 -2 -2 -3
like i	-2 -1 0 -1 3
like in	3 4 -2 0 -5
like is	3 0 0 0 -3
like it	4 0 -6 -1 2
like one	-1 -3 -2 -1 7
like that	7 -2 -2 0 -2
like the	5 -6 0 -3 4
like this	-7 -18 2 27 -4
like to	-4 11 -1 -4 -2
look	-25 15 -7 0 17
looking	-11 -8 0 0 20
loop	6 -26 -5 8 16
make	-3 -6 -2 16 -5
map	-24 31 -6 -2 0
marks	-79 -65 27 59 57
may	9 -2 -22 -20 36
may _	6 -21 1 -8 22
may _v	-16 21 -6 -5 6
may a	1 0 0 0 0
may be	-35 6 -2 -7 39
may have	25 -8 -7 -5 -6
may i	21 -10 -5 -1 -5
may not	-1 2 -1 0 0
may the	2 0 0 0 -1
maybe	6 17 -9 -1 -14
maybe _	5 18 -9 0 -14
me	-54 31 40 -14 -3
me _	-24 4 68 2 -51
me _v	7 -13 -15 -1 22
me i	-12 0 20 0 -8
me if	4 -2 0 0 -2
me know	20 -10 -3 -5 -3
me the	2 -6 -7 -1 12
me think	-6 -3 -11 0 21
me to	5 -2 -1 0 -1
me what	3 -1 0 0 -2
mean	47 -9 2 6 -45
mean _	-6 14 -2 -2 -4
mean and	-3 -4 0 7 0
mean is	2 0 0 0 -1
mean of	4 0 -2 1 -2
mean or	13 -4 -3 0 -7
mean over	14 -8 -2 -4 -1
mean something	5 -1 -1 0 -3
means	-14 14 -18 2 16
means _	-6 4 -3 3 3
means _v	3 -2 0 0 -1
means and	0 -1 0 2 -1
means are	1 0 0 0 0
means more	-10 11 -3 -1 3
means that	0 -1 0 -1 2
means the	11 -5 -5 0 -1
merge	-10 14 -2 4 -5
method	1 0 0 0 0
might	19 -11 -4 0 -4
might _	1 0 0 0 0
might be	17 -11 -3 0 -2
misses_something	111 -42 -33 -25 -12
moment	-1 -21 24 -1 -1
more	-43 17 -10 9 28
more _	-16 9 -16 10 13
more than	-7 1 17 0 -12
most	-10 11 -6 4 2
most _	-4 3 -4 6 -1
much	-7 -2 20 -1 -9
much _	2 -1 -2 -1 2
much of	1 0 0 0 -1
multiply	0 -18 -1 8 11
must	36 -19 -15 -3 1
must _	4 -5 -2 -3 6
must _v	4 -6 -1 -1 4
must be	9 -10 -2 4 0
must do	5 -4 0 0 -1
must have	0 1 0 0 -1
must i	1 0 0 0 0
must it	4 -1 0 -1 -2
must not	-6 13 -7 -1 1
must that	2 -1 0 0 0
must the	4 -1 0 0 -2
must to	2 -1 0 0 0
my	-96 23 150 16 -94
my _	-54 35 76 -4 -54
my _v	0 -10 13 0 -3
my assumption	-12 20 -3 0 -4
my own	-12 -20 38 0 -5
my plan	-7 -1 0 11 -3
need	61 -36 -11 4 -19
need _	21 -15 -5 5 -6
need a	12 -5 -4 -1 -2
need an	-2 -2 0 6 -3
need it	1 0 0 0 0
need not	-5 -2 0 -2 9
need the	16 -12 0 -2 -2
need to	13 4 1 -8 -11
needs	-10 -11 -2 11 12
needs _	-3 -5 -1 8 1
needs a	-5 2 0 -2 5
needs the	-1 0 0 2 0
never	-30 42 -28 -2 19
never _	-7 -5 -12 1 23
never _v	-12 19 -2 -1 -4
never be	2 -4 0 2 0
never more	-3 5 -1 -1 0
never the	1 -2 0 -1 2
next	-1 -23 -2 1 25
next _	3 -12 -1 7 3
next to	4 -2 -1 0 -1
nice	-44 -29 87 -1 -14
nice i	-14 -7 26 0 -5
nice to	-9 -2 15 0 -3
no	-57 74 -55 -17 56
no _	-51 87 -45 -14 23
no _v	-16 8 -3 -1 13
no idea	7 -4 0 0 -2
no second	9 -10 -1 0 3
normalise	5 4 -3 4 -9
not	18 15 -30 -8 5
not _	-44 22 8 -9 23
not _v	-17 25 -3 -11 6
not a	-2 9 -1 -4 -2
not all	-5 -1 0 -1 6
not and	-5 -1 0 7 -2
not be	-8 6 0 1 2
not given	3 -2 0 0 -1
not have	-1 -2 -1 1 3
not in	2 -3 -1 -1 2
not know	6 -4 -1 0 0
not leave	-1 0 0 0 1
not need	2 -1 0 0 -1
not see	2 -1 0 0 -1
not so	3 -1 -4 -1 3
not sure	18 -7 -4 -1 -6
not tell	-5 -11 -1 0 17
not the	13 -7 -1 4 -9
not there	2 -2 0 -1 0
not to	0 -2 0 0 2
now	-26 1 20 -2 7
number	-18 28 -31 -7 28
number _	-11 12 -4 -1 4
number and	-1 -2 0 -5 8
number for	11 -7 -3 -1 1
number from	-1 0 0 0 2
number is	4 -3 0 -3 1
number of	-4 26 -16 0 -7
number or	2 -1 0 -1 0
number that	-1 -3 0 3 0
number the	0 -2 0 0 3
number then	0 -2 0 -2 3
numbers	75 18 -57 -51 15
obvious	17 -5 -4 -1 -8
of	-5 6 -30 7 22
of _	-6 9 -25 5 18
of _v	4 -1 0 0 -2
of a	-8 -17 11 14 0
of all	8 11 -10 -1 -9
of an	9 -3 -1 -2 -3
of any	-11 0 0 -2 13
of each	-3 0 -2 5 0
of every	0 -3 0 0 3
of first	2 0 0 0 -1
of it	4 -4 -5 0 5
of its	2 -9 -1 6 2
of my	-17 2 25 0 -10
of one	-11 4 -1 8 0
of some	-1 0 0 -3 4
of that	11 -8 -2 -3 1
of the	-1 -7 -17 -14 39
of their	0 0 0 -2 2
of them	-17 25 -14 -5 11
of these	-8 -3 3 -1 9
of this	-9 -4 21 -1 -8
of those	-5 2 0 7 -3
of what	9 -4 -2 0 -3
of which	1 0 0 0 0
off	-2 0 -4 5 0
off _	5 -4 -2 2 -1
off and	-6 14 0 -2 -5
off by	5 -5 0 -2 2
off for	1 0 -1 0 0
oh	-26 -11 64 0 -26
ok	-17 34 -5 -6 -6
ok so	0 -1 -2 8 -4
okay	78 -163 -18 -3 106
okay ?	1 -1 1 0 -1
okay _	-11 -6 -4 0 22
okay for	1 0 0 0 -1
okay so	-16 0 0 0 17
okay to	1 0 0 0 -1
on	20 45 -39 5 -31
on _	16 -5 -7 20 -24
on _v	0 -3 0 4 -1
on a	-12 6 -10 2 14
on all	-2 -4 0 -2 8
on and	0 0 0 1 -1
on each	-2 -5 0 -1 8
on every	1 0 -1 0 0
on how	0 0 0 2 -2
on it	5 1 0 -2 -4
on its	-8 19 -5 -2 -5
on one	-3 2 0 3 -2
on that	-22 24 0 -1 -2
on the	31 -34 17 -3 -10
on this	-9 29 -14 0 -6
on to	11 -10 -1 -1 1
on what	12 -12 -1 -1 2
on which	0 1 0 0 -1
on your	1 0 -1 0 0
once	3 -20 33 -1 -14
once _	9 -9 -1 -1 2
once _v	-1 -2 0 8 -5
once and	-1 -2 0 -1 3
once in	-1 1 0 0 0
once it	-2 6 -1 -1 -3
once the	16 -8 -1 0 -7
once with	0 0 0 1 -1
one	-31 -30 -19 37 43
one ?	1 0 -1 0 0
one _	21 19 -45 13 -8
one _v	10 -13 -1 4 -1
one after	0 -1 0 -2 3
one and	0 -6 -3 7 1
one at	-14 3 19 -1 -7
one before	5 -3 0 1 -3
one by	-4 -4 -5 -1 13
one do	5 -3 0 -4 2
one for	-3 1 -2 4 -2
one function	0 -4 0 5 0
one gets	13 -7 -1 0 -5
one i	14 -10 -1 -1 -2
one if	0 -1 0 0 1
one in	8 -15 -4 5 7
one is	5 -2 -6 -1 4
one it	-8 -5 -3 0 16
one more	-2 -2 0 13 -9
one number	-9 10 -4 -5 7
one of	-9 11 3 6 -11
one or	8 -2 -1 0 -5
one over	-1 -1 -1 3 0
one second	-15 12 -5 -2 11
one so	4 1 -4 -2 0
one that	-19 -18 35 7 -5
one the	-1 -2 0 -3 6
one there	4 -5 0 -2 4
one up	-2 -3 0 -2 7
one when	-1 -3 0 -1 5
one with	-19 0 0 0 19
only	6 46 -36 12 -28
only ?	1 0 0 0 0
only _	20 16 -20 -7 -9
only _v	10 -8 0 -1 0
only a	-8 16 -1 -1 -7
only after	15 -7 -1 0 -6
only and	-1 0 0 2 0
only for	-7 -10 -5 0 21
only on	5 -3 0 1 -2
only once	1 0 0 0 -1
only one	22 -12 -1 -1 -8
only or	7 -4 -1 0 -2
only over	-17 1 0 8 9
only the	36 -29 -5 -4 2
only then	-1 -2 0 7 -3
only where	-2 0 0 5 -3
or	201 -47 -85 -29 -40
or _	15 23 -38 -19 19
or _v	18 -12 -3 -2 -1
or a	6 -5 -2 -5 7
or after	3 1 0 -3 0
or all	9 -5 -1 -1 -3
or also	4 -3 0 0 -1
or always	9 -7 -1 0 -1
or an	-4 2 0 -1 3
or any	1 0 0 0 -1
or anything	2 -1 0 0 -1
or are	1 0 0 -1 0
or as	3 -7 0 0 4
or be	-1 -1 0 0 2
or by	12 -4 -4 0 -5
or can	7 -2 -1 0 -4
or could	1 0 0 0 -1
or do	6 -2 -1 -1 -3
or does	2 -1 0 0 -1
or each	1 -1 0 0 0
or for	2 0 0 0 -1
or from	5 -4 -1 0 1
or have	-1 0 0 0 1
or i	17 -13 -1 0 -4
or in	-1 -3 0 0 4
or is	9 -2 -3 -1 -4
or it	9 -4 -1 0 -4
or just	14 -4 -3 0 -6
or leave	1 0 0 0 0
or may	1 -1 0 0 0
or more	-18 19 -1 -2 2
or must	3 -1 0 0 -1
or no	11 -8 -1 0 -2
or not	-20 9 0 14 -3
or of	5 0 0 0 -4
or on	10 -2 0 0 -7
or one	11 -4 -2 0 -5
or only	20 -5 -2 -1 -13
or or	2 0 0 0 -1
or other	1 -3 -1 0 3
or out	5 -6 0 -3 4
or over	0 -1 0 -1 1
or should	3 -1 0 0 -1
or so	-2 3 0 0 -1
or some	1 0 0 0 -1
or something	2 -1 -1 0 0
or the	6 14 -6 -1 -12
or there	-1 0 0 0 1
or they	1 0 0 0 -1
or to	1 0 0 0 0
or very	-1 0 0 0 1
or was	2 0 -1 -1 0
or we	1 0 0 0 -1
or what	1 0 0 0 0
or with	1 -1 0 0 1
or without	8 -4 -2 -1 -1
or would	1 0 0 0 0
or you	6 0 -2 0 -4
other	6 -3 -12 8 0
other _	2 4 -10 5 0
other than	0 1 0 0 0
other way	2 -1 -1 0 -1
out	6 7 -13 1 -1
out ?	-2 0 0 3 0
out _	-16 22 -5 -5 4
out and	0 -1 0 1 0
out as	8 -8 -1 -1 2
out by	8 -5 -3 -2 2
out for	-1 0 0 0 1
out i	-5 -11 19 -2 -1
out of	-8 30 -8 -1 -12
out or	5 -3 -1 0 -1
out the	-8 -11 -2 11 9
over	-4 -22 -13 16 23
over _	2 35 -10 -4 -22
over a	0 -6 -4 -5 15
over all	0 -7 -1 -3 10
over at	-1 0 0 -1 2
over each	-2 3 0 0 -1
over every	-3 1 0 5 -3
over it	0 0 0 0 -1
over one	0 0 0 -1 1
over the	-16 -38 0 21 34
over their	0 -1 0 0 1
over them	-2 -1 0 8 -5
over which	6 -2 0 0 -4
own	-7 -10 27 -6 -4
own _	-9 -13 30 -4 -4
own and	2 -2 0 0 0
own right	3 -3 0 0 0
pad	-4 -19 -4 10 17
perhaps	14 -5 -3 -1 -5
pick	15 -8 -1 -2 -4
plan	-4 -9 -5 37 -18
plan _	-2 -2 -1 10 -5
plan _v	0 0 0 2 -2
plan is	-2 -5 0 16 -8
plans	-32 55 -86 89 -25
please	15 -5 -5 -1 -4
predict	3 -9 -1 5 1
problem	5 -12 -3 3 8
project	-3 -14 10 13 -5
push	-3 -5 0 12 -4
put	6 -12 -1 15 -8
question	-14 5 20 -1 -11
question_mark	77 -51 20 -8 -37
read	34 -52 14 -1 5
reading	-47 50 -17 -2 16
ready	1 -8 -1 -1 9
ready _	2 -2 -1 0 1
really	6 4 -2 -3 -6
really _	3 -1 0 -1 -1
remember	-5 -6 -2 4 10
repeat	8 -8 0 2 -1
requests	219 -113 -31 -12 -62
reshape	-1 -6 0 11 -4
return	17 -9 -9 -20 21
right	38 -91 -15 -2 70
right ?	2 -3 2 -1 -1
right _	-28 8 -5 1 24
right and	7 -3 -1 0 -4
right by	0 0 0 1 -1
right one	0 -2 0 2 0
right or	3 0 -1 0 -2
right so	-7 -1 -5 2 10
run	17 -3 -6 -6 -1
said	20 6 -9 -1 -17
save	7 2 -10 6 -5
say	35 6 -15 -10 -16
say _	12 0 -4 -5 -2
say a	10 -2 -3 0 -5
say all	2 0 0 0 -1
say one	1 -1 0 0 -1
say the	-11 19 0 -2 -5
scale	-4 2 -2 4 -1
second	-6 -18 -12 17 20
second _	19 -26 -10 22 -5
second _v	7 -6 0 -1 1
second a	-1 -1 0 -1 2
second and	-1 0 0 -2 3
see	46 -47 -21 8 13
see _	21 -12 -4 -2 -3
see a	1 -1 0 0 0
see in	4 -2 -1 0 -1
see itself	2 0 0 0 -1
see the	-3 -6 -4 0 13
shall	-5 16 -3 -1 -7
share_of_verbs	5 16 -88 66 1
should	53 -22 -16 -12 -2
should _	45 -19 -14 -1 -11
should _v	-1 0 -2 -3 6
should a	1 0 0 0 0
should be	-16 5 10 -4 5
should do	-1 2 0 0 0
should each	1 0 0 0 0
should happen	6 -2 0 0 -4
should i	4 -8 -4 -1 10
should it	5 -3 -1 0 -1
should not	-3 7 -2 -1 -1
should that	1 -1 0 0 0
should the	11 -3 -1 0 -6
shuffle	-27 39 -4 -2 -6
simply	-12 13 -5 -1 6
simply _	-1 8 -2 0 -5
so	-27 -27 -25 -15 94
so ?	1 0 0 0 0
so _	-18 18 -17 -21 37
so _v	-2 -5 0 11 -3
so a	-5 -6 -2 -8 20
so all	6 -6 0 -1 2
so any	-11 0 0 0 12
so are	3 0 0 0 -2
so do	-5 -1 0 -1 6
so each	-1 -1 0 -2 5
so for	-17 -2 -1 3 17
so from	-2 -1 0 -1 3
so how	1 -2 0 0 2
so i	-26 55 15 28 -71
so if	15 -20 -3 -1 8
so in	0 0 0 6 -5
so is	4 -1 0 -2 -2
so it	-20 10 -14 -4 27
so its	-2 -2 0 2 1
so leave	-4 -1 0 0 5
so no	17 -18 -1 -2 5
so on	1 0 0 -4 3
so one	-5 -2 0 -1 8
so only	-15 23 -3 -1 -4
so should	0 3 0 0 -2
so some	7 -6 -1 -6 5
so that	6 -6 2 -1 -1
so the	19 -27 -15 -5 29
so there	0 3 -1 0 -2
so they	-3 -1 0 0 5
so this	-18 -20 41 0 -4
so up	0 0 0 -1 2
so what	-9 -2 -1 3 9
so with	23 -8 -3 0 -12
so without	6 -4 0 0 -1
so yes	-4 -2 0 -3 10
so you	-2 -3 0 6 -1
some	27 -62 26 -16 24
some _	28 -63 27 -12 20
some of	1 0 0 0 -1
something	33 -30 -17 7 7
something _	5 -2 -2 -1 -1
something like	-2 -4 -2 0 8
something that	0 -2 0 3 -2
something the	1 0 0 0 0
something to	11 -1 -4 5 -11
sorry	9 -57 81 -2 -31
sorry i	-8 -9 18 0 -2
sorry my	-10 -4 21 0 -6
sort	-10 -15 0 20 5
split	23 -6 -4 -5 -7
square	8 -5 -1 2 -4
stack	-1 -5 0 7 -2
start	-10 3 2 20 -14
starting	-16 11 -10 -1 15
starting _	0 -8 -1 -1 10
starts	2 -3 -1 3 0
starts at	0 -3 0 3 0
steps	-15 -84 -11 122 -11
store	2 0 0 -1 -1
subtract	-17 21 -2 6 -7
such	-5 -12 -1 -13 31
such _	-5 -7 0 -1 13
such a	8 -4 0 -10 6
such as	-6 -1 -1 -1 9
sum	-9 -38 -14 14 47
suppose	52 -40 -10 -4 1
suppose _	5 -3 0 -1 -1
suppose the	-8 14 0 -2 -4
sure	48 -30 -8 4 -14
sure if	1 0 0 0 0
sure what	2 0 0 0 -1
surely_plans	-2 -73 -8 108 -25
take	-32 24 -13 1 20
tell	5 -13 -4 0 12
tell me	-10 -2 -2 -1 15
test	17 -8 -5 -12 7
than	-21 0 1 -5 25
than _	13 -6 14 -3 -18
than a	-1 -1 0 -1 4
than once	1 0 0 0 0
than one	-5 11 -3 0 -3
than the	-3 12 -3 1 -6
thank	-10 -6 20 0 -4
thank you	-10 -6 20 0 -4
thanks	-31 -18 65 -1 -14
thanks for	-22 -15 49 -1 -12
that	-4 45 -36 8 -13
that ?	1 0 0 0 0
that _	-15 -41 29 38 -10
that _v	-4 -6 0 15 -5
that a	4 10 -1 -5 -7
that all	0 -3 0 0 3
that are	-8 11 -2 -1 0
that as	-6 20 -1 -3 -9
that at	-1 2 0 0 -1
that be	8 -1 0 0 -7
that can	5 -6 0 -1 1
that do	13 -9 -1 0 -3
that does	1 -2 0 -1 2
that fine	4 -4 0 0 0
that happens	-2 0 0 -2 5
that has	-6 -8 0 6 7
that have	-1 -2 0 1 2
that i	2 16 -13 -2 -3
that in	1 -1 -1 4 -3
that is	-57 60 -24 -3 25
that it	-3 -5 -1 3 5
that like	1 0 0 0 -1
that mean	3 -2 0 0 -1
that never	3 -2 -1 0 0
that no	-2 4 0 0 -1
that of	0 -1 0 -3 4
that okay	1 -1 0 0 0
that on	2 -3 -1 0 1
that one	11 -7 -4 -2 2
that only	-6 5 -4 -2 7
that right	14 -13 0 -1 -1
that should	3 1 -3 0 -1
that so	15 -15 0 0 0
that the	-21 40 -5 -6 -8
that there	1 -1 0 0 1
that they	-4 0 -2 0 5
that was	-3 -3 -1 5 1
that we	33 -24 -1 -2 -6
that were	3 -7 0 -1 5
that what	10 -7 0 -3 0
that would	33 -22 -4 -1 -6
that you	-2 -2 0 -4 7
the	0 8 -99 47 43
the _	-35 -29 -73 60 77
the _v	-11 -15 12 -5 20
the code	-3 26 -6 0 -18
the expected	0 -1 0 0 2
the file	-5 4 -6 1 6
the first	-14 -25 -7 13 33
the function	8 -2 -1 -3 -2
the given	4 -5 0 -1 2
the interview	1 -1 0 0 0
the mean	24 -17 -3 7 -10
the means	12 -11 0 3 -4
the most	-6 5 -2 7 -4
the next	-1 0 0 -9 10
the number	-3 0 -2 8 -3
the one	4 -16 -5 -1 18
the other	3 -6 -2 13 -9
the problem	0 -1 0 3 -3
the question	1 0 0 0 0
the right	-5 14 -5 3 -7
the second	-19 16 -3 7 -1
the starting	-1 -8 -1 -1 10
the the	21 -3 -1 0 -17
the thing	20 -18 -1 0 -1
the very	1 -1 0 -1 1
the way	-13 -13 22 4 0
their	-6 -10 -3 16 2
their _	-9 -4 -1 10 4
their mean	0 -1 0 2 -1
their number	4 -4 0 -1 1
their own	1 1 -1 -3 3
them	-35 40 -23 5 13
them ?	1 0 0 0 0
them _	-3 -1 -5 6 3
them all	-4 7 -1 -1 0
them and	-1 -1 0 0 3
them are	-6 12 -2 0 -4
them as	2 -5 0 -1 4
them by	-1 -1 0 -2 4
them in	-3 -1 0 1 3
them may	1 -1 0 -1 2
them or	1 -1 0 0 0
them the	-3 -1 0 8 -4
them to	2 -2 0 0 0
them up	0 0 0 0 -1
then	-1 -41 -27 87 -19
then ?	1 0 0 0 0
then _	-29 12 -11 59 -31
then _v	-11 -21 -1 38 -5
then a	-1 -3 0 6 -2
then after	-1 -1 0 3 -1
then and	-2 -1 0 -1 3
then be	6 -2 0 -3 -2
then for	-3 -2 0 12 -7
then i	3 4 -2 2 -7
then if	-1 -1 0 3 -1
then in	-3 -1 0 5 0
then it	-16 -6 0 1 21
then on	0 -1 0 3 -1
then the	24 -24 -7 15 -8
then we	10 -7 0 -1 -2
then what	5 -4 0 2 -3
there	15 -35 -23 -4 47
there ?	1 0 0 0 0
there _	4 -4 -2 -2 4
there a	17 -8 -6 0 -3
there an	0 0 0 -1 2
there and	-1 6 -1 4 -8
there any	1 0 0 0 -1
there anything	4 0 -1 0 -3
there are	-6 -8 -6 5 14
there be	12 -3 -5 0 -4
there can	-6 0 5 -1 2
there in	1 0 0 0 0
there is	-23 10 3 -6 15
there just	-21 0 0 0 22
there like	2 0 -1 0 -1
there may	-4 6 0 -1 -1
there the	-3 -3 0 2 4
these	7 -15 -2 4 5
these _	11 -8 -3 0 1
they	13 -32 -14 -6 39
they _	0 12 -6 4 -10
they _v	0 -1 -3 -4 8
they are	15 -33 -2 -9 28
they can	-2 -1 0 0 4
they do	-3 -2 0 -1 6
they have	2 -1 0 -1 0
they like	1 0 0 0 -1
they mean	1 0 0 0 -1
they must	-1 -1 0 0 2
they were	-1 -2 0 -2 6
thing	40 4 -15 -1 -27
thing _	11 3 -5 -1 -9
thing is	2 -1 0 0 -1
things	13 -4 -2 -2 -5
things _	0 0 0 -1 1
things are	2 -1 0 2 -2
think	-44 -14 -23 9 71
think about	-4 0 -1 11 -6
think of	-1 0 0 0 1
thinks_aloud	-59 -121 31 4 146
this	-22 -77 71 15 13
this _	-18 -47 61 2 2
this _v	0 0 -1 0 1
this a	18 -4 -6 4 -12
this and	1 0 -1 0 0
this be	1 -1 -1 0 0
this for	0 -2 0 3 -1
this i	17 -5 -5 -1 -6
this in	-12 -8 32 -1 -10
this is	25 -43 3 2 14
this on	8 -4 -1 0 -4
this one	-13 -20 15 1 17
this the	4 -4 -1 6 -6
those	16 -25 6 7 -4
those _	1 -1 -1 5 -4
those of	9 -8 0 -3 2
those that	-2 -1 0 1 2
through	26 -48 20 7 -4
through _	18 -11 -3 4 -9
through a	-1 0 -2 -1 4
through it	10 -9 0 -1 -1
through the	-12 -17 27 4 -2
to	2 -16 -5 14 6
to _	-8 -8 34 -1 -17
to _v	23 -11 -5 17 -24
to a	-5 -11 -2 6 11
to all	0 1 0 -2 1
to and	-1 0 -1 -1 1
to assume	-1 1 0 0 0
to be	12 -10 8 -7 -3
to care	2 -1 -1 0 0
to do	-5 14 -3 -1 -6
to each	-19 15 -6 1 9
to every	2 -2 0 2 -2
to handle	1 0 0 0 0
to it	-5 -4 -5 -2 16
to its	-3 8 -1 -1 -2
to itself	-12 21 -4 -1 -4
to know	7 3 -2 -3 -4
to like	-8 13 -4 0 -1
to me	47 -28 -16 -1 -2
to one	-8 7 -2 2 0
to see	-9 -4 -3 5 10
to some	-5 0 0 -1 6
to that	-3 4 0 0 0
to the	7 -3 -13 19 -9
to think	-9 -6 -2 0 17
to treat	-4 15 -1 0 -9
to what	3 -7 -1 9 -4
to which	5 -2 -2 0 -1
to you	-5 -7 -2 -7 22
too	32 -26 -11 3 1
too _	-3 -4 0 6 0
too and	-3 2 0 -1 2
too few	0 0 0 1 0
too or	2 -1 0 0 -1
train	-24 -1 30 -4 -1
transpose	-1 1 0 7 -6
treat	-25 44 -7 10 -23
treat _	2 0 0 0 -1
treat the	-15 22 -2 11 -16
uh	-9 0 -3 0 12
um	14 -1 -1 0 -12
um so	12 0 -1 0 -11
under	-18 19 -4 3 -1
under _	3 -2 0 0 -1
under no	-1 -6 0 7 0
under the	-8 11 -1 -2 0
unless	-32 61 -13 -2 -14
unless _	-21 34 -7 0 -6
unless you	4 4 -4 -1 -3
until	0 -3 -1 10 -7
until _	-7 9 1 0 -3
until the	8 -12 -1 7 -2
up	-13 -11 -8 -5 36
up _	0 -4 -1 2 3
up a	1 1 0 -2 0
up and	0 0 0 -2 2
up in	3 -2 -1 0 0
up or	2 0 0 0 -1
up the	-3 2 -1 4 -3
up to	-17 -5 -3 -12 37
up with	4 1 -1 1 -4
update	-3 -20 -2 17 8
us	-37 19 12 5 2
us _v	-9 -9 19 0 -2
use	-1 -9 -17 -7 34
used	-10 -27 18 -2 21
used _	1 0 0 0 -1
used as	2 -2 0 0 0
used for	-3 2 -1 0 1
used in	2 -1 -1 -1 1
used to	-8 -9 21 -1 -3
using	-4 9 -3 0 -1
validate	1 -4 -1 -1 4
verbs	-36 -10 -56 135 -32
very	-11 -11 29 -3 -4
very _	-13 -8 24 -2 -1
walk	7 -9 0 5 -3
want	82 -63 -14 -1 -4
want _	0 2 -1 0 -1
want a	4 -2 0 -2 -1
want it	12 -6 -1 0 -5
want the	11 -8 -2 0 0
want to	23 -27 -6 2 7
was	-29 -31 61 1 -1
was _	-2 -13 22 5 -11
was it	-10 0 -3 -1 14
was not	1 0 0 1 -2
way	-1 -32 13 1 19
way _	0 -2 0 0 3
we	25 5 3 -4 -28
we _	6 5 -3 -1 -7
we _v	11 -3 -1 -1 -6
we are	10 -1 -1 -2 -6
we can	-19 29 -3 2 -9
we care	1 0 -1 0 -1
we do	3 -1 0 -1 -1
we have	-11 -1 -1 0 14
we need	1 0 -1 0 0
we would	-1 1 0 0 0
well	-3 -21 18 -4 11
well _	-14 -12 25 -2 4
well or	5 -3 -1 0 -1
well so	0 1 0 0 -1
were	14 -15 -1 -6 8
were _	13 -11 -1 -4 2
were and	0 -2 0 -1 3
were not	-3 0 0 -2 4
what	78 -69 -35 10 15
what _	32 3 -21 1 -15
what _v	0 0 0 -3 4
what a	0 0 0 0 1
what about	2 0 -1 0 -1
what are	2 0 0 0 -1
what do	-10 -1 -1 -1 13
what does	9 -4 -3 0 -2
what each	-2 -1 0 0 3
what happens	4 -1 -1 0 -3
what i	-12 3 -8 -6 23
what if	9 -2 -2 0 -4
what is	10 -14 -4 20 -11
what it	-4 14 -2 -1 -7
what kind	2 0 0 0 -1
what must	-1 0 0 -1 2
what should	5 -1 0 0 -3
what the	-16 -15 -3 12 21
what they	-2 0 0 -2 5
what to	4 -1 0 0 -2
what would	1 0 0 0 0
what you	-5 -12 19 0 -2
whatever	-17 25 -2 -6 0
whatever _	-14 25 -2 -3 -6
whatever the	-1 1 0 -2 2
when	78 -32 -20 0 -25
when _	34 -16 -6 -1 -11
when a	10 0 -6 -3 -1
when all	7 -6 0 -4 3
when every	0 0 0 2 -2
when i	17 -11 0 -1 -5
when is	2 -1 0 0 -1
when it	17 -15 -6 1 3
when no	-1 -2 0 -1 5
when the	-9 5 -3 5 2
when there	3 12 -2 -3 -11
when they	0 1 0 0 0
when we	1 0 0 0 -1
when you	3 -4 -1 0 2
where	34 -35 1 8 -9
where _	-9 -4 13 -4 4
where a	-3 5 0 0 -1
where do	6 -4 0 -2 -1
where does	3 -1 0 0 -2
where i	-1 -5 -2 1 6
where it	0 -2 0 1 1
where the	23 -10 -8 5 -11
where there	-1 0 0 6 -5
where they	13 -8 -1 0 -4
whether	134 -54 -30 7 -57
whether _	11 3 -6 -1 -7
whether i	21 -13 -3 -1 -5
whether it	15 -6 -3 -6 0
whether the	32 -15 -3 7 -21
which	51 -59 -33 18 23
which _	30 -31 -18 13 5
which _v	-3 0 0 7 -5
which do	1 -1 0 0 0
which is	-14 -3 -3 -2 22
which number	4 -1 0 0 -2
which of	14 -4 -2 0 -7
which one	28 -13 -7 -1 -7
which way	1 0 0 0 0
while	2 -1 -1 0 0
while _	2 -2 0 1 -1
who	14 3 -9 4 -12
who _	13 -8 -4 5 -7
who is	-8 16 -2 0 -5
whose	-9 8 -2 15 -12
whose _	-9 8 -2 15 -12
why	0 -1 -1 -1 2
why are	1 0 0 0 0
will	-84 131 -37 15 -25
will _	-11 15 10 17 -30
will _v	-38 28 -10 -2 21
will assume	13 -8 0 -2 -2
will be	-4 30 -14 0 -13
will do	-10 -9 -3 -4 26
will i	2 -1 0 0 0
will it	0 -1 0 0 0
will just	-8 12 0 -1 -2
will leave	16 -12 0 -1 -3
will not	-32 48 -5 -2 -10
will the	2 -1 0 0 -1
will there	10 -2 -5 0 -3
will treat	-6 12 -3 0 -3
will you	4 -1 -2 0 0
with	-38 15 -44 58 10
with ?	1 0 0 -1 0
with _	32 -25 -22 35 -21
with _v	-6 2 -3 13 -6
with a	-8 -4 -6 8 11
with all	1 -2 0 1 1
with an	-8 6 5 0 -4
with any	0 -1 0 -1 2
with at	-1 0 0 -1 2
with it	-15 39 -15 0 -10
with its	0 -3 0 -2 6
with me	-13 10 9 0 -5
with no	-3 8 -1 5 -9
with one	-15 -10 -1 3 22
with only	4 -3 0 0 -1
with or	5 -3 -2 -1 0
with other	2 -1 0 0 -1
with that	-28 29 8 -2 -8
with the	-5 -41 -8 26 29
with their	0 -1 -1 -2 4
with them	-1 0 0 0 2
with this	-13 17 -10 -3 9
with what	3 -2 -1 2 -1
with which	4 -2 0 0 -2
without	-9 11 -7 -3 8
without _	-7 9 -6 6 -2
without a	1 -1 -1 -1 2
without any	-4 4 0 0 0
without the	-1 0 0 -2 2
without_marks	31 -17 -51 7 29
wonder	15 -8 -1 -1 -6
wondering	21 -8 -6 -1 -6
wondering about	11 -4 -4 0 -3
would	78 -7 -53 10 -29
would _	1 41 -17 -17 -8
would _v	-15 50 -10 21 -47
would a	1 0 0 0 0
would assume	-7 8 0 0 0
would be	56 -62 -13 1 18
would do	-2 -5 -1 13 -5
would guess	4 -20 -1 -1 18
would have	-12 7 -1 -2 8
would i	1 0 0 0 0
would if	0 0 0 1 0
would it	1 0 0 0 0
would just	0 3 0 -1 -2
would leave	-11 16 -1 0 -3
would let	3 -1 0 -1 -1
would like	7 3 -2 -5 -3
would need	36 -21 -2 -7 -5
would not	1 0 0 1 -1
would that	12 -3 -1 0 -7
would the	0 -1 0 1 0
would treat	-2 2 0 0 0
would want	46 -35 -2 -4 -5
would you	2 0 -1 0 -1
wrap	-11 13 0 0 -2
write	-21 6 -5 6 14
yeah	-36 -9 -16 0 62
yes	27 -46 -3 -8 30
yes _	-5 -4 0 -1 10
yes _v	0 0 0 -4 4
yes and	7 -1 -1 0 -5
yes or	4 -3 -1 0 0
you	43 -73 69 -5 -33
you _	4 -26 24 -1 -2
you _v	1 0 -2 2 -1
you also	2 -1 -1 0 0
you are	-20 -4 25 -4 3
you can	7 -1 -3 -1 -2
you care	1 0 0 0 0
you do	7 -1 -1 -1 -4
you expect	4 -2 -1 0 0
you have	-9 10 -1 1 -1
you know	5 -1 -1 -1 -2
you like	-6 -3 -1 -8 17
you may	-13 -3 0 -1 17
you mean	-6 -9 21 -1 -5
you need	-1 -8 -3 12 1
you said	21 3 -9 0 -16
you say	6 -4 0 0 -2
you tell	0 4 -1 -1 -3
you want	16 4 -6 -1 -13
you will	3 -1 -1 0 0
you would	17 -7 -3 -1 -6
your	-25 -20 70 -13 -12
your _	-32 -19 75 -13 -11
your own	-1 -1 0 0 2
"""


def _read() -> Mapping[str, tuple[float, ...]]:
    rows = (line.split("\t") for line in _HUNDREDTHS.strip().splitlines())
    return MappingProxyType({name: tuple(int(one) / 100 for one in values.split()) for name, values in rows})


WEIGHTS: Mapping[str, tuple[float, ...]] = _read()
"""By measure, in the order of `agent.act_model.Mood`."""
