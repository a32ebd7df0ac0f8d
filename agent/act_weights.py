"""How much each measure of `agent.act_model` speaks for each mood; by `scripts/train_acts.py`."""

from collections.abc import Mapping
from types import MappingProxyType

_HUNDREDTHS = """
bias	281 164 199 -638 -6
?	31 -32 23 -3 -19
? _	-6 -1 8 0 -1
? also	1 0 0 0 0
? and	3 -1 -1 -1 -1
? i	9 -1 -7 0 -1
^ _	4 110 4 -26 -92
^ _v	7 -2 -12 18 -11
^ a	42 12 -23 -12 -19
^ after	11 -6 -1 -1 -2
^ ah	-8 -14 13 0 10
^ all	10 -7 -3 0 -1
^ always	2 -3 0 0 1
^ am	3 -1 -2 0 0
^ an	10 -7 -2 -1 -1
^ and	3 -12 -2 -1 12
^ any	-12 0 -1 0 14
^ anything	-16 17 -4 -1 3
^ are	14 -5 -1 -1 -7
^ assuming	-32 38 -2 0 -5
^ at	15 -9 -1 0 -4
^ before	-20 -3 24 0 -1
^ by	7 -5 -1 0 -1
^ can	20 -9 2 -2 -12
^ could	9 -4 -2 0 -2
^ did	6 0 -3 0 -2
^ do	35 -8 -17 9 -18
^ does	29 -6 -16 -1 -7
^ each	-1 5 -3 -3 1
^ every	-1 21 -10 -2 -7
^ first	1 -7 -1 20 -14
^ for	44 5 -19 1 -31
^ from	0 -1 0 -1 2
^ going	-44 78 -8 -1 -25
^ good	-53 -34 83 -1 5
^ has	7 0 -6 0 -1
^ hello	-42 -27 79 0 -10
^ hey	-38 -5 48 0 -5
^ hi	-32 -39 88 -1 -16
^ hm	-5 -4 -17 -1 27
^ hmm	-15 -10 -15 -2 42
^ how	4 -9 18 -1 -12
^ i	-6 102 -52 16 -60
^ if	71 -34 -21 -7 -10
^ in	48 -28 -8 -2 -9
^ is	73 -24 -23 -3 -22
^ it	16 6 -8 0 -14
^ just	2 -14 5 0 8
^ leave	-2 -5 0 0 7
^ let	0 19 -26 2 5
^ like	7 -3 -1 0 -2
^ may	23 -8 -8 0 -7
^ mean	-1 8 -2 0 -5
^ might	7 -4 -2 0 -1
^ more	6 -4 -1 0 -1
^ must	2 0 0 0 -1
^ my	-17 15 1 23 -23
^ need	5 -3 -1 0 -1
^ never	-7 2 -7 0 12
^ nice	-24 -29 60 0 -7
^ no	-35 68 -19 -2 -13
^ not	18 5 -10 -1 -12
^ number	4 -3 -1 0 -1
^ oh	-23 -11 61 0 -27
^ ok	-32 -1 49 -3 -12
^ okay	-58 -17 -8 2 80
^ on	9 -2 -9 -2 4
^ one	-4 16 -7 -6 1
^ only	-1 17 -3 -2 -10
^ or	1 0 0 0 0
^ other	2 -1 -1 0 -1
^ over	0 0 0 -1 1
^ plan	-1 -7 0 14 -6
^ please	6 -1 -1 -1 -4
^ right	-22 -9 -6 1 36
^ say	23 -14 -2 -1 -6
^ shall	1 0 -1 0 0
^ should	4 -7 -7 0 11
^ so	-8 -106 -35 8 141
^ some	8 -7 -1 -2 3
^ sorry	-5 -25 40 -1 -9
^ suppose	18 -15 -1 0 -1
^ thanks	-4 -9 18 0 -5
^ that	-19 -9 -3 -1 32
^ the	60 -24 -45 -12 21
^ then	-14 4 0 0 10
^ there	-2 18 -23 -2 9
^ they	-3 -4 0 -1 8
^ this	-20 -10 -2 0 32
^ uh	-9 0 -4 0 13
^ um	11 0 -1 0 -9
^ up	-1 -2 0 -2 5
^ was	1 0 0 0 0
^ we	-5 14 -2 2 -8
^ what	-2 -27 9 6 14
^ when	55 -12 -11 -9 -23
^ where	13 -1 -3 -3 -6
^ which	5 -3 -7 0 5
^ who	6 0 -4 0 -1
^ why	2 0 -1 0 0
^ will	-44 76 -20 -1 -11
^ with	55 -31 -8 -5 -11
^ wondering	3 -1 -1 0 -1
^ would	13 -5 -5 -1 -2
^ yes	-9 -7 0 -2 18
^ you	16 -7 -5 0 -4
_ ?	26 -14 2 -3 -11
_ _	54 63 -43 46 -121
_ _v	-47 -15 -66 108 20
_ a	-35 -2 -17 24 30
_ about	18 -9 -25 -9 26
_ above	-1 -10 -2 9 4
_ actually	-4 -5 11 0 -1
_ after	0 -3 -14 33 -16
_ again	-34 -32 53 0 13
_ all	-8 -33 17 18 6
_ allowed	19 -10 -7 0 -2
_ also	23 -20 -6 -6 9
_ always	-28 45 -14 -4 1
_ an	-17 33 -11 -2 -4
_ and	-33 59 -57 34 -3
_ any	21 -17 -3 -6 6
_ anything	-26 40 -9 -1 -4
_ are	2 16 -51 26 8
_ as	-31 45 -33 6 13
_ at	-5 -8 24 16 -27
_ be	10 28 -16 -1 -21
_ because	17 -16 -7 -1 7
_ been	-5 6 2 0 -3
_ before	-2 -15 9 13 -4
_ begin	1 0 0 0 0
_ being	6 5 -5 -1 -4
_ but	33 -36 -7 -6 15
_ by	-23 23 28 4 -32
_ can	-4 3 -18 7 12
_ code	-11 -13 25 0 -2
_ correct	23 -29 -1 6 0
_ could	42 -23 -8 -2 -9
_ did	1 -1 0 -1 1
_ do	30 -20 -25 16 -1
_ does	28 -11 -4 -1 -12
_ done	2 0 0 0 -1
_ each	-7 9 -8 -2 8
_ else	-7 1 -4 -8 18
_ ever	3 -2 0 0 0
_ every	-8 -14 22 -2 2
_ expected	5 -1 -3 0 -2
_ few	5 -3 -1 0 -1
_ file	6 -3 -3 0 -1
_ fine	68 -65 -7 -5 9
_ first	-5 32 -5 -31 9
_ for	-10 5 1 24 -20
_ from	-19 24 -3 18 -21
_ function	-8 9 -6 1 4
_ gets	0 19 -13 4 -10
_ given	1 -2 -1 0 2
_ going	-66 26 50 -2 -8
_ good	-3 -15 10 -2 11
_ got	-14 -10 28 0 -3
_ guess	10 -7 0 0 -3
_ had	-6 -18 27 -1 -3
_ handle	-5 7 -1 0 -1
_ happen	1 -1 0 -1 2
_ happens	17 -10 -2 0 -5
_ has	10 -28 -22 19 20
_ have	9 -11 7 9 -14
_ here	-7 -12 35 -4 -13
_ hmm	8 -3 -3 0 -2
_ how	35 -23 -3 -2 -7
_ i	-35 47 33 -38 -7
_ if	20 -23 6 -8 4
_ in	-37 36 -18 1 18
_ into	-2 17 -12 8 -11
_ is	5 54 -56 -21 19
_ it	-9 -34 22 13 8
_ its	-10 22 -3 -8 -1
_ itself	21 -27 -8 21 -7
_ just	-21 43 -10 -1 -10
_ leave	-12 7 -1 -1 7
_ let	-14 6 10 4 -6
_ like	0 -6 9 -7 4
_ may	0 1 -15 -8 22
_ maybe	0 5 -3 0 -2
_ me	-17 -24 55 -2 -11
_ mean	7 16 -10 0 -13
_ means	-17 8 -9 -4 21
_ might	37 -25 -5 -1 -7
_ more	11 10 -13 1 -9
_ must	24 -9 -14 -5 3
_ my	4 -65 74 -1 -11
_ need	-7 11 -3 -1 0
_ needs	-12 2 -4 14 -1
_ never	-28 44 -14 1 -2
_ next	4 -23 16 12 -9
_ no	-5 36 -26 -11 6
_ not	-1 6 -15 8 1
_ now	-25 3 1 0 22
_ number	1 17 -21 -7 11
_ of	17 -60 -25 18 50
_ off	-19 6 21 1 -9
_ ok	-3 7 -7 -1 3
_ okay	89 -97 0 -3 11
_ on	15 48 -59 17 -21
_ once	-4 -7 22 -3 -8
_ one	-28 17 -17 20 8
_ only	-62 55 -31 3 34
_ or	72 -4 -60 -24 16
_ other	-4 6 -1 -1 -1
_ out	18 -12 -12 11 -5
_ over	-20 -16 12 15 10
_ own	-1 1 0 0 0
_ please	30 -26 -2 -2 -1
_ question	-3 -8 15 0 -3
_ ready	-10 -6 9 0 7
_ really	0 6 -2 -2 -2
_ right	57 -57 -3 -2 4
_ say	9 -5 -1 -2 -1
_ second	-1 -14 -2 16 1
_ see	15 -5 -3 0 -6
_ shall	1 0 0 0 0
_ should	21 5 -4 -10 -12
_ so	13 3 40 -18 -37
_ some	41 -32 -7 -5 3
_ something	-1 -12 -10 2 21
_ sorry	-17 -22 49 0 -9
_ starting	12 -3 -1 0 -8
_ starts	-3 15 -7 -2 -3
_ such	3 -16 0 -3 16
_ sure	8 -7 -1 0 0
_ tell	-11 -4 15 0 0
_ than	-8 6 -18 -5 25
_ that	-8 15 -35 4 24
_ the	-72 -19 11 91 -10
_ their	-1 -7 0 10 -2
_ them	-11 17 -12 5 1
_ then	-10 -18 -22 89 -38
_ there	-7 -33 27 4 9
_ these	8 -2 -5 0 -2
_ they	-4 -3 10 7 -11
_ thing	-5 28 -6 -4 -13
_ things	30 11 -4 -6 -30
_ think	-3 -1 0 8 -5
_ this	-8 6 -20 -1 24
_ those	1 -6 0 0 6
_ through	-11 8 -10 4 8
_ to	-13 11 8 21 -27
_ too	39 -40 4 -4 2
_ under	-5 2 -1 6 -1
_ unless	30 -18 -4 -3 -5
_ until	-5 3 0 3 -1
_ up	10 -19 12 -3 1
_ us	2 -4 -1 0 2
_ used	-1 3 0 0 -1
_ very	-2 -10 20 0 -7
_ want	1 0 0 0 0
_ was	2 -17 19 -2 -1
_ way	-16 -4 -1 -1 23
_ we	12 1 0 0 -13
_ well	-6 10 -3 0 0
_ were	4 -2 0 -1 0
_ what	57 -37 -12 14 -22
_ whatever	-9 14 -1 -3 0
_ when	-10 -2 -9 9 12
_ where	24 -21 8 -1 -9
_ whether	40 -19 -13 15 -24
_ which	35 -47 -19 6 25
_ while	6 -2 -3 -1 0
_ who	0 7 -3 -1 -3
_ whose	-4 1 -1 11 -8
_ will	19 10 -16 -7 -6
_ with	2 -11 -23 50 -18
_ without	12 -11 -6 2 4
_ wondering	2 -1 0 0 0
_ would	102 -77 -18 -5 -2
_ yes	39 -34 3 -1 -6
_ you	-40 -17 60 -5 2
_ your	5 -3 -2 -2 1
_v ?	3 0 -2 0 -1
_v _	40 46 -78 22 -29
_v _v	-32 12 -2 32 -11
_v a	-36 41 -9 6 -2
_v after	-3 4 0 0 0
_v again	2 0 0 0 -1
_v all	-10 5 -2 4 3
_v also	2 0 0 -1 0
_v an	6 -12 -1 8 0
_v and	2 -13 -4 7 8
_v any	-2 0 0 -2 5
_v anything	-8 5 -1 0 4
_v are	2 -2 0 -4 5
_v as	1 4 -2 2 -4
_v at	-1 0 -9 5 5
_v be	2 -1 0 0 -1
_v before	2 -1 0 0 0
_v but	-1 -13 -1 -1 16
_v by	19 -39 -8 30 -2
_v can	0 0 0 -1 1
_v correct	3 -3 0 0 0
_v do	1 -1 0 0 0
_v does	2 -4 0 0 3
_v each	-19 15 -1 15 -10
_v every	-2 7 -1 1 -5
_v first	2 -1 0 0 -1
_v for	-21 30 -7 11 -13
_v from	-5 31 -8 -14 -4
_v has	-7 9 0 -3 1
_v have	2 -1 0 0 -1
_v how	2 -1 0 0 -1
_v i	-4 2 7 -1 -4
_v if	0 0 0 -1 0
_v in	-23 23 -6 9 -4
_v into	-7 5 -1 3 0
_v is	-20 4 -5 7 13
_v it	14 0 -17 20 -16
_v its	4 -6 0 2 0
_v just	11 -26 25 0 -9
_v like	5 -19 -3 17 0
_v may	-1 0 0 0 1
_v me	-9 -4 -2 -1 17
_v mean	2 -1 0 0 -1
_v more	-1 2 0 0 0
_v must	2 -1 0 0 0
_v my	6 0 -5 0 0
_v never	1 -1 0 -1 1
_v no	0 -4 0 0 4
_v of	17 -13 1 -1 -4
_v off	5 -10 0 8 -2
_v ok	1 -1 0 0 0
_v okay	4 -3 0 0 0
_v on	-7 21 -5 -2 -7
_v once	5 -5 0 0 0
_v one	-2 0 -1 5 -2
_v only	6 -9 -1 11 -7
_v or	32 -18 -2 -4 -8
_v out	-5 -5 -2 -6 19
_v over	-12 -8 -6 -2 29
_v really	4 -2 -1 0 -1
_v right	8 -6 0 0 -1
_v should	8 -5 0 0 -3
_v so	-17 30 -5 -3 -5
_v some	-3 2 0 0 1
_v something	2 -1 0 0 0
_v that	16 -4 -4 0 -8
_v the	-18 -44 -2 96 -32
_v their	0 2 0 0 -1
_v them	2 4 -4 -2 0
_v then	-5 -9 0 19 -5
_v there	-1 -4 0 0 6
_v these	0 0 0 -2 2
_v this	-13 0 -14 -1 28
_v those	1 0 0 0 0
_v through	18 -15 -2 -1 -1
_v to	9 -3 -6 0 0
_v too	1 0 0 -1 1
_v until	-2 -3 0 8 -3
_v up	1 3 -2 6 -8
_v what	1 -1 0 0 0
_v when	1 -1 0 0 0
_v where	0 0 0 -2 2
_v which	4 -2 0 0 -1
_v will	-4 8 -3 -1 0
_v with	-24 14 -16 18 9
_v without	-5 8 -1 -1 -1
_v would	11 -8 0 -2 -1
_v you	-22 -3 25 -1 2
a	-10 -36 26 20 1
a _	6 -42 39 30 -33
a _v	10 -10 -10 1 9
a a	4 -2 -1 -1 -1
a and	1 0 0 0 0
a few	-4 0 -4 -5 14
a for	-1 3 0 0 -1
a function	-1 -2 0 7 -3
a number	-18 -1 -1 0 20
a one	-2 6 -4 -1 1
a or	5 -2 -1 0 -1
a problem	10 -7 -1 0 -2
a second	-7 17 -9 -3 1
about	15 -38 0 -1 24
about _	19 -18 2 -4 1
about a	4 -5 -9 -2 11
about how	1 0 0 0 0
about it	-10 12 -2 0 0
about the	-18 -6 14 -1 12
about what	19 -33 -2 -1 17
about which	-2 -1 0 10 -7
above	-4 -8 -2 9 5
above _	-1 1 0 0 0
actually	-5 -17 29 -1 -7
actually _	-4 -6 13 0 -3
add	3 17 -8 4 -15
after	29 -5 -34 25 -14
after _	-5 -2 -6 14 -1
after _v	9 -6 -1 0 -1
after a	1 -2 0 -2 3
after each	5 -4 0 1 -2
after every	-21 27 -2 1 -5
after it	3 -2 0 0 0
after one	3 -2 0 0 -1
after that	-2 -15 0 21 -4
after the	20 -4 -7 -11 3
after this	16 -1 -12 -3 0
again	-9 -59 46 -7 29
again _	-15 -8 21 -1 2
again and	25 -21 -3 -1 0
again for	0 0 0 -2 2
again in	3 -1 -1 0 -2
ah	-8 -14 13 0 10
all	-22 -1 -17 30 10
all ?	1 0 0 0 0
all _	-22 14 -27 26 8
all _v	0 -6 0 3 4
all are	-2 -1 0 -3 6
all but	-14 10 -1 9 -4
all have	0 1 0 -1 0
all in	5 -5 -1 0 1
all its	5 -8 -1 6 -1
all of	-7 -2 -3 -6 18
all or	3 -1 -1 0 -1
all right	1 -5 4 0 0
all so	0 0 0 -1 1
all that	0 -1 0 0 1
all the	16 5 -3 0 -17
allowed	33 -23 -11 -3 4
allowed ?	1 0 -1 0 0
allowed _	2 -4 -1 0 3
allowed and	-1 0 0 -1 2
allowed or	2 -1 0 0 -1
allowed to	11 -4 -2 0 -4
also	55 -22 -17 -10 -7
also _	4 8 -9 -2 -2
also _v	10 -8 -1 0 -1
also be	3 -2 0 0 -1
also do	2 -2 0 0 0
also for	0 -1 0 -1 2
also in	2 -1 0 0 -1
also or	1 -1 0 0 0
also the	13 -9 -1 0 -3
also what	1 -1 0 0 -1
also when	4 4 -2 -3 -4
always	-40 26 -27 -9 50
always _	-9 9 -15 -4 19
always _v	2 0 0 0 -1
always a	-9 3 -5 0 11
always at	-4 5 -1 0 0
always one	3 -1 0 0 -2
always or	2 -1 0 0 -1
always the	0 -1 0 -2 3
am	-18 34 11 -4 -22
am _	-2 52 -29 -5 -17
am a	2 -22 21 0 -1
am assuming	-6 11 -2 0 -2
am given	-5 9 -1 0 -2
am going	-8 8 -2 4 -3
am i	12 -5 -5 0 -2
am not	6 14 -7 -2 -11
an	1 -12 -20 26 3
an _	0 -14 -17 22 9
an _v	-2 -1 0 5 -2
an all	3 -2 -1 0 -1
and	89 -5 -104 34 -14
and _	-36 19 -60 43 33
and _v	-22 -29 -7 39 19
and a	-27 -11 -8 21 24
and about	3 -4 0 -1 1
and after	0 -4 0 0 4
and again	26 -20 -3 -1 -2
and all	-15 18 -1 -1 -1
and also	11 -4 -5 -1 -2
and an	-2 -1 -1 9 -5
and and	4 -1 0 0 -3
and any	-1 -2 0 0 3
and are	-6 2 0 6 -2
and as	0 0 0 -1 1
and assume	2 -2 0 0 0
and at	2 2 0 -1 -3
and can	3 0 -1 0 -1
and could	1 0 0 0 1
and do	-13 8 -1 4 2
and does	13 -6 -1 -3 -4
and each	-6 9 -5 0 2
and every	-2 -4 0 -2 7
and for	3 1 -2 -2 -1
and has	-10 13 0 -1 -2
and have	2 -3 -1 1 1
and how	15 -5 -6 4 -8
and i	6 16 -6 -9 -7
and if	10 -4 -1 -1 -5
and in	-7 -8 0 19 -4
and is	30 -12 -4 -3 -11
and it	-1 -11 9 -4 7
and its	5 -9 0 -3 7
and leave	-1 2 -1 -1 1
and let	0 -1 0 3 -2
and may	-1 1 -1 -1 2
and must	1 -3 0 0 2
and never	-4 2 0 0 3
and no	-8 -7 -3 -3 20
and not	5 -9 -2 -1 7
and number	0 0 0 2 -1
and of	5 -5 0 1 -1
and on	-1 -1 0 0 3
and one	-13 -4 -1 18 0
and only	7 -9 0 8 -5
and over	-1 1 0 1 -1
and right	-14 16 0 3 -4
and should	4 -1 -1 -1 -1
and so	-1 -4 0 -6 10
and some	-1 -2 0 -4 7
and that	-5 19 -5 -5 -4
and the	2 30 -13 5 -24
and their	0 -3 0 2 2
and then	39 -25 -3 -5 -5
and there	4 -7 0 -2 6
and they	3 -1 0 -1 -1
and what	-2 -1 -3 10 -4
and when	19 -8 -1 -1 -8
and where	0 0 0 1 -1
and whether	29 -15 -1 -6 -7
and which	5 -3 0 0 -2
and why	-1 0 -1 0 3
and will	-7 10 0 -1 -2
and with	4 -3 0 0 -1
and you	0 -1 0 0 0
any	12 -29 -18 -11 46
any _	28 -43 -11 -6 32
any _v	-8 14 -1 0 -4
any more	3 -1 -1 0 -1
any number	-7 -10 0 -2 20
any of	-4 -1 0 -1 6
any other	-1 -1 0 0 2
anything	-12 25 -11 -5 3
anything ?	1 0 0 0 0
anything _	15 -11 -4 -3 3
anything about	12 -3 -1 0 -7
anything else	-5 -4 14 0 -4
anything for	-5 6 -1 0 0
anything from	1 -7 0 -1 7
anything i	1 0 0 0 0
anything in	0 7 -2 0 -4
anything like	1 -1 0 0 0
anything to	1 0 0 0 0
append	-6 9 -1 9 -10
apply	-3 6 -1 4 -5
are	-14 7 -43 23 28
are _	-18 13 -32 26 11
are _v	0 -5 4 0 1
are a	-1 -5 0 1 5
are about	0 0 0 0 1
are all	4 -5 0 6 -4
are allowed	-1 0 0 -1 2
are always	-1 2 0 0 -1
are and	1 -3 0 -1 3
are as	0 -2 0 0 3
are at	6 -4 0 0 -1
are done	0 5 -1 0 -4
are fine	3 -7 0 -1 5
are given	-15 -2 0 -3 21
are in	-9 13 -4 0 0
are its	0 0 0 -1 1
are just	0 1 0 -1 0
are like	5 -2 0 0 -3
are more	1 -1 0 0 0
are no	-14 19 -2 0 -3
are not	16 -8 -8 -4 3
are okay	6 -5 0 0 -1
are on	-6 9 -3 0 0
are one	-2 17 -3 2 -14
are only	11 -10 0 -2 2
are right	10 -8 0 0 -1
are some	-13 -5 -2 0 20
are the	24 -20 -7 0 3
are then	0 -1 0 1 0
are there	7 -4 -3 -1 1
are these	4 0 -1 0 -2
are they	10 -3 -2 0 -5
are those	0 0 0 -1 1
are up	0 -4 0 -3 7
are we	28 -4 -20 0 -5
are what	-1 0 0 -1 2
are you	-26 -1 27 0 -1
as	-23 71 -59 -8 19
as _	3 41 -21 -4 -19
as _v	0 -7 0 7 1
as a	15 -22 -6 1 12
as an	-3 10 -5 -3 0
as for	-3 1 -1 0 3
as given	-13 15 -1 -3 1
as i	-14 31 -10 0 -6
as in	-11 19 -4 -7 3
as is	0 4 -3 0 -2
as it	-24 40 -6 -9 0
as its	0 1 0 1 -1
as much	2 -2 -1 0 1
as one	-7 6 -3 1 3
as the	-5 12 -4 11 -15
as there	0 -1 0 2 -1
as they	1 -41 -1 -9 51
as well	21 -18 -2 -2 2
as with	0 0 0 0 1
as you	-3 -3 0 -2 8
assume	8 78 -24 -10 -52
assume _	15 5 -9 -2 -9
assume _v	-3 4 0 -1 0
assume a	4 1 -2 0 -3
assume all	-2 3 0 0 0
assume an	2 -1 0 0 0
assume any	6 -6 0 0 0
assume at	1 0 0 0 -1
assume each	-1 4 0 -1 -1
assume every	1 1 -1 0 -1
assume i	-14 16 -1 0 -1
assume it	5 -3 0 0 -1
assume mean	-8 8 0 0 0
assume no	19 -19 0 0 0
assume one	0 4 -1 0 -4
assume some	2 -2 0 0 0
assume that	-17 36 -2 -1 -16
assume the	1 11 -2 -1 -8
assume there	-4 8 -1 0 -2
assume we	-4 4 0 0 0
assumes	24 148 -77 -11 -84
assuming	-40 52 -4 -1 -7
assuming _	-25 30 -2 0 -2
assumption	-16 24 -3 0 -4
at	-38 1 -3 12 29
at _	-2 -16 1 -11 27
at _v	-9 15 -1 -1 -4
at a	3 4 -2 -3 -2
at all	33 -23 -5 -1 -5
at any	-2 -3 0 -1 6
at each	2 -1 -1 0 -1
at every	2 -2 0 -1 1
at first	-6 -4 -6 0 16
at its	-5 0 0 -1 6
at itself	1 0 0 0 -1
at most	-7 19 -6 -3 -2
at once	5 -12 -2 8 1
at one	-5 8 -2 -2 0
at some	1 0 1 3 -5
at that	0 0 0 1 -1
at the	-2 -4 -11 19 -1
at their	-7 6 -1 -2 4
at your	-10 -2 15 0 -2
average	3 10 -3 12 -22
be	51 6 -57 -13 13
be _	37 -8 -19 -13 2
be _v	2 -4 -1 1 2
be a	22 -6 -10 -1 -4
be all	4 -3 0 0 -1
be also	1 0 0 0 -1
be an	-6 7 0 0 0
be anything	1 -1 0 0 0
be done	-6 7 0 -1 0
be good	-4 9 -4 0 -1
be in	-5 -1 -1 -2 8
be just	5 -5 0 0 0
be like	3 -1 0 0 -1
be more	5 -7 0 0 2
be no	1 -1 -1 0 0
be off	-3 -1 0 -1 4
be one	-17 -2 -1 -2 21
be right	-4 -1 0 0 5
be some	8 -4 0 0 -3
be sure	10 -7 -1 0 -2
be that	2 2 -1 -1 -2
be the	-42 45 -6 2 2
be there	3 -1 0 0 -2
be too	8 -3 -2 0 -3
be used	2 -6 0 -1 6
be without	4 -2 0 0 -1
because	1 20 -20 -4 3
because _	-12 3 -13 -2 23
because i	9 -2 0 0 -7
because it	-5 6 -1 -1 1
because of	5 -2 -1 0 -2
because the	-9 14 -2 -1 -2
because then	3 0 0 -1 -1
been	-15 -3 23 -2 -3
been _	-7 7 4 -1 -2
before	0 -38 41 7 -11
before _	5 -4 -4 6 -3
before any	5 -2 -2 0 -2
before each	6 -2 0 1 -5
before i	-4 -5 -4 -1 13
before it	-2 2 -3 0 3
before or	7 -5 -2 -3 2
before that	0 -1 0 -1 2
before the	22 -11 -2 -4 -5
before we	-45 -1 47 0 -1
before you	0 -1 -1 10 -8
begin	-77 15 45 1 16
begin at	0 0 0 0 1
begin with	-9 -7 -2 0 17
being	-9 9 8 -2 -7
being _	-10 8 9 -1 -5
build	-15 20 -2 3 -6
but	26 -46 -10 -1 31
but _	1 -2 -4 -6 10
but i	2 -1 0 0 -1
but is	6 -3 1 -1 -3
but it	2 3 -1 -2 -3
but never	0 -1 -4 -1 6
but not	1 -5 -1 -1 7
but only	4 -3 0 0 -1
but the	-8 -3 0 15 -4
by	-44 18 19 36 -29
by _	27 -39 -7 20 0
by _v	-19 21 0 0 -1
by a	-20 -19 35 6 -2
by all	7 -6 0 0 -1
by how	-1 -1 0 -1 3
by its	-13 14 -4 6 -3
by itself	1 0 0 0 0
by me	-15 33 -13 -1 -4
by number	3 -2 0 0 -1
by one	1 0 -3 -3 6
by the	-8 -1 17 7 -16
by their	-1 2 0 -2 1
by then	-1 -1 0 1 1
by what	-8 16 -1 0 -6
by which	2 0 -1 0 0
call	-18 10 12 -12 7
can	45 -38 -11 10 -6
can _	9 -24 -10 5 20
can _v	0 9 -4 10 -14
can a	3 0 -1 0 -1
can be	-2 -8 -10 -4 23
can happen	-2 -3 0 -1 6
can have	-5 6 -1 -4 3
can i	48 -18 -22 -1 -7
can it	8 -2 -4 0 -3
can never	-5 5 -1 3 -2
can not	17 -7 -2 -1 -6
can one	1 -1 0 0 0
can see	6 -3 -1 -1 -1
can that	3 -1 -1 0 0
can the	11 -4 -3 -1 -4
can there	2 0 0 0 -2
can they	3 -1 -1 0 -1
can we	-29 -1 31 0 -1
can you	-33 -1 35 0 -1
care	-15 28 -9 6 -10
care about	-11 28 -8 -1 -8
chats	-126 -34 177 0 -17
check	-6 31 -9 15 -31
clip	-4 -11 0 10 5
code	-8 6 16 0 -15
code _	-3 -6 9 0 0
code and	1 0 -1 0 0
collect	0 -3 0 4 -1
compare	-2 -7 -2 15 -4
compute	-4 -29 -2 54 -18
concatenate	-3 3 0 0 0
convert	-10 7 -1 8 -5
cool	-23 -11 48 -1 -12
correct	28 -26 -2 6 -5
correct ?	2 -2 0 0 0
correct _	-13 18 -1 -1 -4
could	114 -66 -17 -5 -27
could _	56 -36 -9 -2 -8
could _v	10 -6 -2 0 -2
could a	1 0 0 0 0
could be	21 -11 -3 -1 -7
could i	7 -1 0 0 -5
could it	2 -1 0 0 -1
could see	2 -1 -1 0 0
could the	2 0 -1 0 -1
could there	1 0 0 0 0
could you	2 -1 0 0 -1
count	5 9 -7 4 -10
create	-7 8 -1 2 -2
cut	5 -29 -7 32 -1
deal	-3 4 0 0 0
deal with	-3 4 0 0 0
did	-9 -23 15 -1 17
did _	-5 -12 -6 0 23
did not	0 -1 0 -1 1
did you	1 0 -1 0 0
divide	27 -4 -6 -1 -17
do	30 -31 -40 30 12
do _	18 -6 -3 -4 -4
do _v	1 0 0 0 0
do a	-6 -4 0 11 -1
do all	4 -1 0 0 -2
do as	3 -1 -1 0 0
do i	43 -28 6 -5 -17
do it	-28 32 -3 6 -8
do not	-28 10 -17 1 35
do other	2 0 -1 0 -1
do the	-3 -5 -2 17 -7
do they	9 -2 -1 -1 -6
do we	-3 -3 -6 -1 12
do when	1 0 0 0 -1
do with	5 -2 -1 0 -2
do you	50 -9 -29 5 -17
does	88 -34 -29 -10 -16
does _	7 -12 10 -4 0
does a	8 -1 -2 -1 -4
does each	1 -1 0 0 0
does every	1 0 0 0 0
does it	29 -7 -3 -5 -14
does not	-5 -3 -10 2 15
does that	9 -2 -3 0 -3
does the	20 -5 -4 -2 -9
does this	13 -2 -10 0 -1
does your	8 -2 -5 0 -1
does_not_know	14 21 -12 -8 -16
doing	-21 -8 33 -1 -3
done	0 -14 11 11 -7
done _	6 -5 -1 0 0
draw	-4 -1 -3 10 -2
drop	-1 8 -1 1 -7
each	-26 17 -35 22 22
each _	-30 22 -27 30 5
each _v	6 -4 -1 -2 1
each has	-2 -1 0 -3 5
each is	7 -4 0 -1 -2
each of	-3 -6 0 1 8
each on	-5 9 -2 0 -2
each one	6 -3 -1 3 -4
each other	-5 3 -2 -1 5
else	-12 -6 9 -8 17
else _	-5 2 -1 -2 6
else is	-1 -2 -1 -1 4
encode	1 -4 -1 8 -5
ends_in_question_mark	97 -58 -8 -3 -28
ends_in_stop	-35 -7 -47 16 73
english	-1 -2 5 0 -2
ever	8 -3 -2 0 -2
ever _	4 -2 -1 0 -1
ever be	1 0 0 0 0
every	-15 3 11 8 -7
every _	-23 9 12 14 -12
every _v	8 -6 -1 -3 2
expect	6 2 -8 -1 1
expect _	-3 7 -3 0 -1
expected	3 -7 -4 -1 8
expected _	0 -2 0 0 2
explains	-58 -22 -2 27 56
few	-5 5 -9 3 7
few _	-4 9 -7 -5 8
file	17 -13 -11 6 2
fill	1 10 -1 -5 -4
find	-1 -2 0 4 0
fine	47 -79 -21 -18 71
fine ?	4 -3 0 0 0
fine _	-5 -3 0 -1 10
fine a	0 0 0 -1 1
fine and	-12 13 0 -1 1
fine as	6 -6 0 2 -3
fine but	0 0 0 0 -1
fine one	-2 -1 0 -2 4
fine right	2 -2 0 0 0
fine to	1 0 -1 0 0
fine too	-3 -1 0 0 4
first	17 -40 -2 5 21
first ?	1 0 -1 0 0
first _	-15 -33 6 12 30
first _v	1 -4 0 5 -2
first and	24 -12 -2 -5 -5
first i	2 -8 -2 9 -1
first in	8 -5 0 -1 -2
first okay	6 -6 0 0 0
first one	1 2 -1 0 -2
first or	6 -3 -1 0 -2
first so	7 -14 -1 0 7
first the	1 -1 0 1 -1
first then	-13 37 -2 -16 -6
first_requests	186 -115 -24 -25 -22
fit	7 6 -15 10 -8
for	-31 12 19 31 -31
for _	14 -39 31 15 -22
for _v	10 -7 -1 0 -1
for a	2 8 -27 8 10
for all	-6 -5 -3 10 4
for an	-1 0 0 0 2
for any	-2 2 0 0 0
for anything	1 -1 -1 0 0
for each	-2 -6 -3 -12 22
for every	-10 9 -4 4 1
for having	-18 -30 54 0 -6
for how	19 -16 -1 -1 -1
for it	-4 8 -3 -1 -1
for its	-3 1 0 2 0
for me	-15 64 -21 -3 -25
for more	1 -1 -1 0 1
for one	10 -11 -1 4 -2
for some	5 -2 -2 0 -2
for that	-1 0 0 -1 1
for the	-2 -26 5 30 -8
for this	2 6 -3 0 -4
for those	-1 -2 -1 0 4
for which	0 1 0 0 0
for you	5 -1 -2 -2 1
for your	-1 5 -1 -1 -2
from	-46 21 26 4 -5
from _	-42 -12 61 -7 1
from _v	-16 22 -3 -2 -2
from a	-4 -19 9 -2 16
from all	1 -1 0 0 0
from before	0 0 0 -3 3
from me	-15 26 -9 0 -2
from one	-6 4 -1 -6 10
from other	2 -2 0 0 0
from that	1 -1 0 0 0
from the	36 -23 -14 15 -15
from this	-8 29 -9 -1 -11
from your	0 -1 0 0 1
function	-10 16 -15 9 -1
function _	-12 20 -9 3 -3
function _v	1 0 0 0 0
function be	1 0 0 0 0
function is	9 -5 -1 -1 -1
function with	0 -1 0 2 -1
get	39 8 -19 -5 -22
gets	18 5 -16 3 -10
gets _	6 24 -13 -2 -15
gets a	0 -4 0 2 3
gets it	2 -5 0 0 3
gets no	1 -1 0 -1 1
gets the	5 -7 0 1 1
give	5 -4 -7 4 3
given	-31 19 -4 -1 16
given _	4 -7 0 -5 9
go	-17 39 -3 13 -32
going	-111 107 25 -2 -20
going through	-1 0 0 -1 2
going to	2 35 -37 1 -2
going with	-20 49 -16 -1 -13
good	-60 -46 92 -5 20
good _	-34 -17 70 -3 -16
good to	-4 9 -4 0 -1
got	-11 -18 26 -1 5
got _	-7 -16 27 0 -4
great	-14 0 19 0 -5
great _	-4 3 4 0 -3
group	11 1 -5 -1 -6
guess	49 -30 -18 -6 5
guess _	1 0 -1 0 -1
guess and	7 -3 -2 0 -2
guess or	2 -1 0 0 -1
had	-33 -62 114 -2 -18
had _	-6 -3 13 0 -4
had a	-1 -2 5 -1 0
handle	-13 -5 -7 -2 27
handle _	-9 -3 -3 -1 14
handle the	-12 1 -4 0 14
happen	15 -13 -2 -2 1
happen _	0 -1 0 0 2
happen in	6 -3 0 0 -3
happen that	3 -3 0 0 1
happen then	-1 -1 0 0 2
happen to	2 -2 0 0 0
happens	20 -14 -4 -2 0
happens _	-1 -1 0 -2 3
happens if	2 -1 0 0 -1
happens to	7 -7 0 0 0
happens with	2 0 -1 0 -1
has	-2 -6 -43 18 33
has _	22 -3 -22 -9 11
has a	-12 3 -2 19 -8
has and	-2 0 0 5 -3
has at	-8 14 -5 -4 3
has been	0 -1 2 0 0
has it	1 -2 0 0 1
has its	0 -4 0 -2 6
has just	1 0 0 0 0
has no	-31 -9 -1 -2 42
has one	-2 1 0 6 -4
has only	3 -2 0 0 0
has the	7 -5 -1 1 -2
has to	0 9 -4 1 -5
have	-5 -50 24 4 27
have _	21 -18 -13 1 9
have a	36 -27 -10 -3 3
have about	2 -2 0 0 0
have and	1 0 0 0 0
have any	-1 0 0 0 1
have been	-10 -10 20 0 0
have got	4 -2 0 0 -1
have in	-10 11 -1 0 0
have it	4 -2 0 -2 1
have like	1 0 -1 0 0
have more	2 -1 0 0 -1
have never	4 -1 -1 0 -2
have no	4 -5 -1 -2 4
have not	-13 -15 33 0 -5
have one	-4 11 -1 -1 -5
have some	0 0 0 -1 1
have the	15 -15 -5 3 2
have to	5 -10 -12 7 11
having	-8 -31 50 -1 -10
having me	-18 -30 54 0 -6
hello	-42 -27 79 0 -11
hello hello	-11 -1 14 0 -2
here	-97 -31 107 -5 26
here ?	1 0 -1 0 0
here _	-13 -4 25 -1 -8
here and	-1 3 -1 0 -1
here as	-2 6 -1 0 -2
here i	-5 -20 26 0 -1
here is	-4 -8 -3 0 15
here or	2 0 -1 0 0
here that	-2 5 0 0 -2
hey	-38 -5 48 0 -5
hi	-32 -39 88 -1 -16
hi _	-14 -19 40 0 -8
his	1 -1 0 0 0
his _	1 -1 0 0 0
hm	-5 -6 -21 -1 33
hmm	-5 -14 -18 -2 39
hmm _	-7 -1 -6 0 15
how	24 -50 62 -6 -31
how _	73 -44 -12 -2 -15
how about	1 0 0 0 0
how are	-9 0 10 0 0
how do	8 -1 -6 0 -1
how i	-4 17 -4 -2 -7
how is	-82 -5 92 -1 -4
how much	15 -8 -5 0 -2
how should	2 0 -1 0 -1
how the	4 -3 0 0 -1
how to	1 0 -1 0 -1
how will	5 -1 -4 0 0
how you	2 -1 -2 0 2
i	-34 108 40 -15 -99
i _	-29 56 20 -9 -38
i _v	-12 109 -19 -17 -61
i allowed	6 -2 -2 0 -1
i always	-12 -14 -12 -1 39
i am	-31 39 16 -4 -20
i assume	14 38 -18 -6 -29
i be	1 0 -1 0 -1
i can	47 -42 -13 -3 11
i could	42 -29 -6 -1 -6
i did	-19 -20 20 0 20
i do	-16 37 -15 -2 -4
i expect	-6 10 -6 -1 3
i for	-1 0 0 1 -1
i guess	50 -21 -15 -5 -9
i had	-12 -21 38 0 -4
i have	31 -51 13 1 5
i in	-1 0 0 2 -1
i just	4 -15 -7 -2 19
i know	-10 -11 18 -1 3
i leave	-14 38 -14 -1 -9
i like	-16 -13 29 0 0
i may	23 -9 -4 -1 -9
i mean	13 -22 16 -1 -6
i might	8 -6 0 0 -1
i must	1 -17 26 -1 -8
i need	19 -16 2 -1 -4
i never	-7 14 -1 -3 -3
i of	1 -2 0 -2 3
i only	-12 20 -7 -1 -1
i see	41 -29 -7 -1 -4
i shall	-14 25 -6 -1 -4
i should	10 -12 -4 0 7
i suppose	33 -40 -5 -1 13
i the	0 -3 0 2 1
i think	-13 -15 -11 -1 40
i treat	-9 15 -3 0 -3
i used	-12 -12 33 -1 -8
i want	1 -22 -3 5 18
i was	-1 -25 33 -2 -5
i will	-37 15 -2 19 5
i with	0 -3 0 3 0
i wonder	10 -5 -1 0 -4
i would	-3 67 -29 14 -49
idea	0 -3 0 4 -2
if	112 -82 4 -18 -15
if _	37 -3 -11 -4 -19
if _v	-6 6 0 0 0
if a	11 -2 -4 0 -4
if all	0 0 0 0 1
if an	1 0 0 0 0
if every	4 -3 -1 0 0
if i	5 -44 24 -4 19
if it	-27 22 11 -1 -5
if no	4 -1 -1 0 -3
if not	1 -3 -1 0 2
if one	16 -7 -2 -1 -6
if some	2 -1 0 0 -1
if that	14 -10 -2 0 -2
if the	34 -20 -4 -1 -9
if there	2 -18 -3 -1 20
if they	1 1 0 -1 -1
if you	10 -8 -1 -2 2
impute	-2 -5 0 10 -2
in	14 9 -21 8 -10
in _	-39 17 16 2 4
in _v	16 -16 -2 -1 3
in a	-7 -20 42 2 -17
in after	2 -2 0 -1 0
in all	-6 6 -1 3 -1
in an	-4 -1 0 7 -2
in and	-2 2 0 0 0
in any	-7 -2 0 -3 13
in as	2 -4 -1 0 3
in each	2 -16 -1 17 -2
in every	0 2 -3 -3 4
in here	13 -2 -8 -1 -2
in it	-6 6 -1 4 -2
in its	-3 -1 0 2 2
in my	-12 22 -3 -1 -6
in no	-8 14 -1 0 -4
in one	6 -10 -2 -3 9
in or	3 -2 0 0 -1
in other	0 -3 0 0 4
in some	7 -4 -1 0 -1
in that	-3 8 -3 0 -1
in the	38 -29 3 -16 4
in their	0 -3 0 8 -5
in them	2 -1 0 -1 -1
in there	-23 12 -13 0 25
in this	35 -12 -22 -1 -1
in what	-4 3 0 1 0
in which	3 -8 -1 13 -6
in your	6 -3 -2 0 -1
initialise	-6 8 0 0 -1
interview	-1 -29 32 0 -2
into	-14 16 -14 28 -16
into _	-7 -3 -3 24 -10
into a	-15 27 -6 0 -5
into one	-5 6 0 1 -1
into the	8 -9 -1 -3 5
is	-22 -4 -2 -7 35
is _	0 -39 32 22 -15
is _v	-18 -25 -3 14 32
is a	-13 8 -21 12 15
is all	-3 17 -6 -1 -7
is allowed	6 -9 -1 -2 6
is always	-11 5 -6 -1 13
is an	-10 11 -5 5 -1
is and	1 -7 -2 -1 9
is any	5 -1 -4 0 1
is as	-6 16 -1 -4 -5
is at	-13 8 -4 3 6
is before	1 -1 0 0 0
is done	6 -3 0 0 -3
is each	2 0 0 0 -1
is every	1 -1 0 0 0
is fine	-20 17 -13 -10 26
is first	-5 11 -2 0 -4
is for	5 -4 0 -2 1
is given	3 -2 0 0 -1
is going	-6 -15 -1 0 21
is good	3 -3 -1 0 1
is how	-10 22 -3 -3 -6
is in	-13 9 -2 8 -3
is it	26 -45 68 -7 -42
is its	5 -6 -1 5 -3
is just	-8 5 -4 -2 8
is like	-2 -4 6 0 0
is mean	1 0 0 0 -1
is more	-8 -8 -11 0 28
is my	-2 26 -6 -7 -12
is never	0 -11 0 0 12
is no	0 3 -5 -4 6
is not	13 -4 15 -12 -11
is off	-3 -1 -1 0 5
is ok	5 -5 2 -1 -1
is okay	4 -3 0 0 -1
is on	1 -1 0 0 0
is one	-17 16 -9 14 -4
is only	15 8 -5 -2 -16
is out	-13 28 -5 -1 -9
is right	-7 -11 -1 -4 23
is simply	-3 -7 -3 0 13
is so	0 -3 0 0 2
is some	-4 -13 19 0 -2
is something	-13 15 -1 5 -5
is that	46 -12 -16 -4 -15
is the	30 5 -26 0 -9
is then	9 -8 -1 1 -1
is there	38 -13 -13 -1 -11
is this	38 -7 -18 -1 -12
is to	2 -4 0 5 -2
is too	-19 0 16 6 -3
is up	-9 -2 -1 -2 14
is used	2 -1 -1 1 -1
is what	-39 59 -12 -16 9
is where	-3 -3 -2 3 5
is which	-10 -5 -2 -1 18
is with	2 -1 0 0 -1
is your	-32 -12 47 -1 -3
it	-44 49 -37 15 18
it ?	6 -2 -2 0 -1
it _	61 -48 -4 6 -15
it _v	13 -4 -1 0 -9
it a	15 -7 -5 -1 -1
it again	-10 -2 -3 0 15
it all	-35 52 -4 -2 -11
it always	2 -1 -1 0 -1
it and	9 -15 -3 4 4
it as	0 1 -1 -1 1
it at	8 -1 -5 0 -1
it be	6 -2 -1 0 -2
it by	0 0 -4 -1 4
it can	4 -6 -1 0 3
it does	-7 2 -4 -2 10
it fine	4 -2 -1 0 0
it first	-2 3 -1 0 0
it for	7 -3 -1 -2 -1
it from	5 -3 -1 0 -1
it gets	2 -3 -2 -1 3
it happen	1 0 0 0 0
it has	8 -6 -2 -1 2
it have	5 -5 -1 6 -5
it in	-5 -1 -1 7 -1
it into	-6 -6 0 16 -3
it is	-35 -27 55 -10 17
it just	9 -5 -2 0 -2
it like	-20 26 -7 7 -7
it may	-5 -7 0 -1 13
it mean	5 -3 -1 0 -1
it means	5 -5 0 0 0
it must	-1 -6 -1 5 4
it need	-1 0 0 0 1
it ok	1 0 -1 0 0
it okay	5 -3 -1 0 -2
it on	1 -4 -6 0 9
it once	2 -1 0 0 0
it one	25 -20 -1 0 -4
it only	-9 14 -2 0 -2
it or	6 -2 0 -1 -3
it out	-8 16 -2 -2 -5
it over	3 -1 0 0 -1
it right	-16 -1 -1 0 19
it should	-2 1 0 -2 4
it so	-12 6 -2 0 8
it that	-22 32 -2 -2 -6
it the	5 2 -1 -3 -3
it then	3 -2 -1 -1 1
it to	-9 12 -4 7 -5
it was	-6 10 13 -3 -13
it what	3 -1 -1 0 -1
it will	1 -1 0 0 0
it with	3 -17 -1 -3 18
it would	-2 -10 -2 -1 15
it you	-2 3 0 0 0
iterate	1 -1 0 0 0
its	-23 23 -22 11 10
its _	-22 14 -14 14 8
its _v	4 -4 0 -1 1
its mean	0 -2 0 -1 3
its own	8 -5 -7 -2 6
itself	16 -14 -13 22 -10
itself _	13 -14 -1 6 -5
itself and	-6 14 -7 -1 0
itself is	-5 9 -3 1 -3
itself or	1 0 0 0 0
itself with	4 -4 0 0 0
just	-37 -34 70 -7 8
just _	-45 10 29 0 6
just _v	-4 10 -5 -2 2
just a	13 -6 -2 0 -4
just an	1 0 0 0 0
just do	-2 2 0 0 0
just like	-4 -6 11 0 0
just one	-12 4 -5 -1 14
just so	10 -2 -4 0 -3
just the	12 -2 -2 -1 -7
just to	10 -5 -2 0 -3
keep	10 3 -18 20 -15
kind	3 -16 16 -6 2
kind of	3 -15 16 -2 -3
know	24 -23 7 -5 -3
know _	7 -3 -2 -1 -2
know _v	1 0 0 0 0
know about	6 -4 0 0 -1
know if	4 -2 0 -1 -1
know it	1 -3 3 0 -2
know of	-2 -4 0 -2 9
know the	3 -1 0 0 -1
know what	-5 -8 15 -1 -1
know when	2 0 -1 0 -1
know which	-8 9 -1 0 0
labels_plan	-3 -16 -3 29 -6
leave	-13 26 -20 -8 16
leave _	-24 33 -7 -3 1
leave all	1 -3 0 0 2
leave it	7 -10 0 -1 4
leave out	-3 5 0 1 -2
leave the	-13 10 -3 -3 9
leave them	7 -10 0 -1 4
length	-124 67 -10 80 -13
length_squared	-103 -65 -50 188 30
let	-9 -35 20 6 18
let _	1 -2 0 2 -2
let it	0 -1 0 2 -1
let me	-10 -2 -15 1 26
let us	-32 6 21 5 1
like	-12 -17 34 1 -6
like _	23 -27 46 -7 -35
like _v	4 -2 -1 -1 -1
like a	16 -5 -4 -2 -5
like always	2 0 0 0 -2
like do	6 0 -5 0 -1
like for	2 0 -1 0 -1
like i	-1 -1 0 -1 2
like in	12 -3 -4 0 -5
like is	4 0 0 0 -3
like it	8 -4 -9 0 6
like one	-1 -5 -2 -1 9
like that	16 -4 -8 0 -4
like the	-2 -6 -2 -2 13
like this	-31 -6 16 25 -4
like to	-13 15 0 -3 1
look	-16 1 -8 2 21
looking	-12 -7 -4 0 23
looking at	-12 -7 -6 0 25
loop	9 -29 -6 10 17
make	13 -6 -5 9 -12
map	-13 16 -4 -1 2
marks	-62 -110 37 61 75
may	38 -36 -32 -19 49
may _	19 -24 -9 -7 21
may _v	-9 11 -5 -5 8
may a	1 0 0 0 0
may be	-27 -2 -3 -7 39
may have	0 -3 -2 -4 9
may i	29 -13 -9 -1 -6
may not	3 -2 -1 0 0
may the	1 0 0 0 -1
maybe	12 -1 -5 0 -6
maybe _	1 7 -3 0 -5
me	-90 29 58 -10 14
me _	-23 18 54 2 -50
me _v	24 -21 -12 -1 9
me a	-8 -9 -2 -1 20
me about	-1 -8 16 -1 -5
me i	-10 2 14 0 -5
me if	-26 -3 34 0 -5
me is	14 -5 -6 0 -3
me know	6 -3 -1 -1 -1
me okay	-1 -2 4 0 -1
me the	4 -15 0 -1 11
me think	-5 -2 -12 0 20
me to	6 -2 -2 0 -2
me what	5 -2 0 0 -2
mean	53 -28 8 6 -38
mean ?	1 0 -1 0 0
mean _	-8 6 14 -3 -9
mean _v	4 -4 0 2 -2
mean and	-5 -4 0 8 2
mean as	6 -6 0 0 0
mean do	2 0 0 0 -1
mean for	6 -4 0 -1 0
mean here	1 0 0 0 0
mean in	-1 0 0 -1 2
mean is	4 -2 -1 0 -1
mean of	7 -2 -3 0 -2
mean or	8 -3 -1 0 -3
mean over	12 -7 -2 -3 0
mean something	1 0 0 0 0
mean would	6 -4 -1 0 0
means	-19 5 -15 1 28
means _	0 1 -3 -2 4
means _v	4 -3 0 0 -1
means and	1 -2 0 3 -1
means are	3 -1 0 0 -1
means more	-4 3 -2 0 4
means no	0 -2 0 0 3
means that	-1 -1 0 -1 3
means the	-8 5 -4 0 6
merge	-4 5 -2 6 -4
method	1 -1 0 0 0
might	58 -39 -7 -1 -10
might _	16 -10 -2 0 -3
might _v	14 -10 -2 0 -3
might be	18 -13 -2 0 -2
might i	1 -1 0 0 0
might it	1 0 0 0 0
misses_something	106 -34 -40 -19 -12
moment	-8 -24 30 -1 3
more	-18 4 -19 9 24
more _	-9 -1 -14 11 14
more like	1 0 0 0 -1
more than	25 -22 9 0 -13
most	-14 19 -8 3 0
most _	-4 -1 -4 6 2
much	-3 -15 34 -2 -14
much _	11 -8 -4 -1 1
much as	1 -1 -1 0 1
much is	1 0 0 0 0
much of	1 0 0 0 0
multiply	-3 -14 -2 10 10
must	35 -42 11 -4 1
must _	8 -9 -3 -3 7
must _v	15 -12 -2 -2 0
must be	13 -15 -2 4 1
must do	2 -1 0 0 -1
must have	-1 2 0 0 -1
must i	1 0 -1 0 0
must it	4 -1 -1 0 -2
must never	8 -8 0 -1 1
must not	0 8 -9 -1 2
must that	4 -1 -1 0 -1
must the	3 -1 0 0 -1
must to	2 -2 0 0 0
my	-89 3 164 15 -93
my _	-53 28 88 -5 -58
my _v	2 -10 11 0 -2
my assumption	-16 24 -3 0 -4
my english	-3 -3 8 0 -1
my first	23 -30 17 -6 -5
my own	-13 -23 40 0 -4
my plan	-6 -2 0 11 -3
need	38 -24 -8 8 -14
need _	20 -16 -3 5 -6
need a	7 -5 -1 0 -1
need an	-2 -1 0 6 -3
need it	1 0 0 0 -1
need not	-11 3 0 -2 10
need the	23 -19 0 -2 -2
need to	0 17 -1 -6 -10
needs	-14 -2 -5 14 8
needs _	-8 8 -4 9 -4
needs a	-3 0 0 -2 5
needs the	-1 0 0 1 0
never	-25 44 -31 -7 19
never _	1 -5 -16 0 21
never _v	-18 30 -2 -4 -6
never be	7 -9 0 2 0
never had	2 -1 -1 0 -1
never more	-3 6 -1 -1 0
never the	0 -2 0 -1 2
never used	2 -1 0 -1 0
next	-13 -33 30 0 16
next _	-13 -22 33 6 -5
next one	0 0 0 -3 3
next to	10 -4 -3 -1 -3
nice	-40 -38 94 -1 -16
nice i	-21 -14 43 0 -8
nice to	-5 -2 10 0 -3
no	-51 76 -70 -17 62
no _	-51 109 -61 -13 16
no _v	-11 -4 -2 -1 17
no idea	2 -1 0 0 -1
no second	10 -12 -2 0 4
normalise	0 13 -6 4 -11
not	3 54 -55 -7 4
not _	-37 26 2 -12 21
not _v	-12 16 -5 -8 9
not a	-1 4 -1 -3 0
not all	-5 -1 0 -1 7
not and	-4 -1 0 7 -2
not at	-2 5 0 -1 -1
not be	-8 10 -2 1 0
not given	3 -3 0 0 0
not have	4 -7 -1 1 4
not in	8 -10 -1 -1 4
not it	5 -3 -1 -1 1
not know	10 -8 -1 0 0
not leave	-1 0 0 0 1
not need	-3 6 -1 0 -2
not really	3 0 0 0 -2
not say	21 -7 -1 0 -12
not see	33 -22 -3 0 -8
not so	7 -3 -6 -1 3
not sure	21 -13 -3 -1 -4
not tell	-11 -8 0 0 19
not the	-2 1 0 5 -4
not there	4 -4 0 -1 1
not to	0 -2 0 0 3
not used	3 -2 -1 0 0
not want	3 -1 0 0 -2
now	-42 17 12 -1 14
number	-9 22 -35 -6 27
number _	-6 5 -3 -1 5
number and	-3 -1 0 -5 9
number for	2 -3 -1 -1 3
number from	-1 0 0 0 2
number i	0 -2 0 2 -1
number is	2 -5 -1 -3 6
number of	6 33 -22 2 -19
number or	3 -2 0 -1 0
number that	-1 -3 0 3 1
number the	-1 -3 0 0 4
number then	0 -2 0 -2 4
numbers	58 16 -62 -41 29
obvious	19 -9 -3 -1 -6
of	-20 18 -37 4 34
of _	30 -25 -23 9 9
of _v	-16 29 -1 -8 -4
of a	10 -33 7 14 3
of all	0 7 -4 0 -2
of an	9 -3 -1 -2 -3
of any	-20 11 -2 -2 12
of each	-11 11 -3 5 -2
of every	4 -6 0 -1 3
of first	2 0 0 0 -1
of it	12 -13 -7 1 7
of its	2 -10 -1 7 2
of my	-14 -6 28 0 -8
of one	-13 6 -2 9 0
of some	-1 0 0 -3 4
of that	-7 8 -2 -2 2
of the	16 6 -26 -16 20
of their	0 0 0 -2 3
of them	-12 14 -14 -4 16
of these	-1 -3 -1 -1 7
of this	-4 -5 16 0 -6
of those	-7 4 0 7 -3
of what	4 -1 -1 0 -2
of which	2 -1 0 0 -1
off	-18 0 15 7 -4
off _	10 -7 -2 2 -3
off and	-5 11 0 -2 -4
off by	1 -2 0 -1 1
off for	1 0 -1 0 0
oh	-18 -13 60 0 -28
oh and	3 -2 0 0 -1
ok	-20 -6 41 -5 -11
ok ?	-17 0 17 0 0
ok _	-2 -15 21 0 -4
ok if	1 0 0 0 0
ok or	3 -1 -2 0 0
ok so	-1 -1 -3 8 -2
okay	82 -172 -18 -2 110
okay ?	1 -1 1 0 0
okay _	-16 -6 -5 0 27
okay and	6 0 -4 0 -2
okay for	2 0 0 0 -1
okay so	-15 0 0 -1 17
okay to	1 0 -1 0 -1
on	2 37 -25 8 -22
on ?	1 0 0 0 0
on _	-10 25 -19 23 -20
on _v	-6 8 -1 3 -5
on a	-39 27 5 3 4
on all	-13 8 0 -3 8
on an	7 -6 -2 0 1
on and	0 0 0 1 -1
on each	1 -8 -1 -1 9
on every	2 -1 -1 0 0
on how	1 -1 0 2 -1
on it	1 2 0 -1 -3
on its	-6 11 -3 -1 0
on one	15 -14 -1 2 -3
on other	0 -1 0 0 1
on that	-12 14 0 0 -1
on the	41 -43 18 -6 -10
on this	5 20 -20 0 -5
on to	4 -5 0 -1 2
on what	6 -7 0 -1 2
on whether	4 -2 0 0 -1
on which	1 1 0 -1 -1
on your	6 -4 -1 0 -1
once	20 -47 34 2 -9
once _	9 -9 -2 -1 2
once _v	-1 -2 0 7 -5
once and	1 -3 0 -1 3
once at	-3 3 0 -1 2
once in	0 1 0 0 0
once it	-10 -3 17 -1 -3
once so	1 -1 0 -1 1
once the	5 1 -2 0 -4
once with	0 0 0 1 -1
one	-19 -39 -20 36 42
one ?	2 0 -1 0 -1
one _	30 9 -45 12 -6
one _v	1 9 -2 4 -11
one after	-10 13 -2 -2 2
one and	6 -8 -5 6 0
one as	-5 10 -2 -1 -3
one at	-13 2 16 -1 -4
one before	2 -2 0 1 -1
one by	1 -9 -6 0 14
one could	1 0 0 0 -1
one do	6 -4 0 -4 2
one for	-6 3 -3 5 1
one from	-1 -2 0 7 -3
one function	0 -5 0 6 0
one gets	6 -3 0 0 -3
one i	4 1 -1 -1 -3
one if	0 -1 -1 0 2
one in	-1 -21 13 5 4
one is	-1 -3 -1 -1 5
one it	-7 -7 -3 0 18
one more	1 -5 0 13 -9
one number	-9 8 -3 -5 8
one of	-11 14 0 6 -10
one on	1 -3 0 -1 3
one or	24 -13 -2 -1 -7
one over	-8 10 -2 3 -2
one second	-9 3 -4 -2 12
one so	13 -2 -8 -2 -1
one that	-3 -37 39 6 -4
one the	-1 -3 0 -2 6
one there	-1 -2 0 -1 4
one thing	5 3 -4 0 -5
one to	-2 -2 5 0 0
one up	-4 -3 0 -2 9
one when	-1 0 -1 -1 4
one with	-16 -1 -2 0 18
only	-7 69 -57 17 -21
only ?	1 0 -1 0 0
only _	-5 46 -29 -5 -7
only _v	-6 14 -2 -2 -4
only a	-1 15 -6 -1 -7
only after	4 -2 0 0 -2
only and	0 -2 0 2 0
only at	2 -1 0 0 0
only by	-11 14 0 0 -2
only for	-7 -12 -3 0 22
only i	0 5 -3 0 -2
only on	-4 9 -3 1 -2
only once	1 1 0 0 -1
only one	18 -5 -2 -2 -10
only or	12 -9 -1 0 -2
only over	-21 2 0 8 11
only so	0 12 -7 2 -7
only the	24 -25 -4 -3 8
only then	-1 -4 0 9 -3
only where	-2 0 0 5 -3
only with	1 -1 0 0 0
or	200 -60 -80 -31 -29
or _	-4 52 -47 -21 21
or _v	21 -17 -2 -2 0
or a	19 -13 -6 -5 6
or about	-1 0 0 0 1
or after	11 -5 -1 -3 -1
or all	9 -6 0 0 -2
or also	6 -4 0 0 -1
or always	5 -4 0 0 -1
or an	-4 2 0 -1 4
or any	1 0 0 0 -1
or anything	3 -1 0 0 -1
or are	1 -1 0 -1 0
or as	1 -5 0 0 5
or be	-2 -1 0 0 3
or by	9 -3 -4 0 -2
or can	11 -4 -3 0 -5
or could	1 0 0 0 -1
or do	7 -2 -1 -1 -3
or does	3 -1 -1 0 -1
or each	2 -1 0 0 0
or for	3 -1 0 0 -1
or from	8 -5 -3 0 1
or have	0 -1 0 0 1
or i	18 -14 -1 0 -3
or in	-1 -3 0 0 4
or is	13 -3 -5 -1 -4
or it	11 -6 -1 0 -4
or just	-8 -6 21 -1 -6
or leave	2 -1 0 0 0
or like	1 0 0 0 0
or may	2 -1 0 0 0
or mean	1 0 0 0 -1
or more	-10 12 -1 -2 2
or must	4 -1 0 0 -2
or no	17 -16 -1 0 0
or not	-13 5 0 13 -5
or of	7 -1 0 0 -6
or on	8 -4 0 0 -3
or one	11 -5 -1 0 -5
or only	28 -15 -3 -1 -9
or or	2 0 0 0 -1
or other	0 -3 0 0 3
or out	1 -3 0 -2 5
or over	1 -2 0 -1 2
or should	3 -1 0 0 -1
or so	-5 7 0 0 -2
or some	2 0 0 0 -1
or something	3 -2 0 0 -1
or that	1 0 0 0 -1
or the	-2 17 -5 -1 -10
or their	1 0 0 0 0
or there	-1 0 0 0 1
or they	2 -1 0 0 -1
or to	5 -4 -1 0 -1
or very	-1 0 0 0 2
or was	2 0 -1 0 0
or we	2 -1 0 0 -1
or what	2 0 -1 0 -1
or whatever	1 0 0 0 -1
or with	1 -2 0 0 1
or without	6 -4 -1 -1 0
or you	4 0 -1 0 -2
other	0 7 -18 8 2
other _	4 -3 -10 5 3
other than	-1 2 0 0 -1
other way	10 -3 -4 0 -2
out	-4 27 -23 2 -1
out ?	-3 0 0 4 0
out _	-19 29 -6 -5 1
out a	1 1 -1 -1 -1
out and	3 -2 -1 1 -1
out as	10 -12 0 -1 3
out at	-3 -6 0 0 10
out by	0 -1 0 -1 3
out for	-1 0 0 0 1
out i	-6 -7 15 -2 0
out is	1 -1 0 -1 0
out of	-2 28 -9 -1 -16
out or	3 -3 0 0 0
out the	-12 -9 -2 12 11
over	-10 -23 -6 15 24
over _	-4 57 -16 -5 -32
over a	-8 -5 -3 -5 21
over all	2 -9 -1 -2 10
over at	3 -2 0 -1 0
over each	-1 3 0 0 -1
over every	3 -2 -1 5 -4
over it	1 0 0 0 -1
over one	0 0 0 -1 1
over the	-10 -46 -7 21 42
over their	1 -1 0 0 0
over them	0 -2 0 8 -6
over which	4 -2 -1 0 -1
own	-17 -5 23 -6 4
own _	1 -29 32 -4 0
own and	3 -2 -1 0 0
own right	3 -3 0 0 0
pad	-11 -10 -4 10 15
perhaps	6 -3 -2 0 -1
pick	15 -6 -2 -3 -5
plan	0 -14 -9 39 -15
plan _	-2 -3 -1 11 -4
plan _v	0 0 0 2 -2
plan is	-2 -8 0 18 -7
plans	-38 45 -87 96 -16
please	38 -27 -3 -3 -6
predict	9 -18 -1 7 2
problem	-6 0 -6 2 9
project	-11 -4 8 12 -6
push	-5 -6 0 15 -3
put	3 -5 -3 14 -9
question	1 -4 14 -1 -10
question _	-11 -11 24 0 -3
question_mark	61 -65 46 -5 -37
read	13 -33 11 0 9
reading	-45 45 -17 -2 18
ready	-6 -11 9 0 9
ready _	3 -3 -1 0 1
really	-5 -13 26 -2 -6
really _	-7 -18 28 -1 -2
remember	1 -12 -2 3 10
repeat	10 -9 0 1 -1
requests	208 -125 -14 -10 -59
reshape	6 -14 0 12 -4
return	21 -2 -11 -29 21
right	43 -108 -14 -2 81
right ?	4 -4 1 0 -1
right _	-28 1 -4 0 31
right and	6 -3 0 0 -3
right by	0 0 0 1 -1
right one	1 -1 0 2 0
right or	1 0 0 0 -1
right so	-4 -1 -4 2 7
run	-2 22 -9 -7 -5
said	21 -4 -6 -1 -10
said _	11 -5 -2 0 -4
save	20 -8 -15 8 -5
say	11 -2 13 -10 -12
say _	9 6 -8 -5 -2
say a	7 -3 -1 0 -2
say all	2 -1 0 0 -1
say i	2 -1 0 0 0
say one	2 -1 0 0 -1
say the	-6 13 -1 -1 -5
say whether	3 -1 0 0 -2
scale	-15 16 -3 5 -3
second	-6 0 -21 15 13
second _	7 -6 -15 22 -8
second _v	8 -8 0 -1 1
second a	-1 -1 0 0 3
second and	-1 0 0 -2 3
second or	-4 10 0 -1 -5
second so	-8 11 -3 5 -4
see	25 -52 3 8 16
see _	26 -19 -4 -1 -1
see a	6 -5 -1 0 0
see in	2 -1 -1 0 0
see it	-15 18 -5 -1 3
see itself	1 0 0 0 0
see the	-14 7 -5 -1 13
shall	-3 20 -8 -1 -7
shall i	2 0 -1 0 0
share_of_verbs	15 35 -112 66 -4
should	61 -22 -24 -15 0
should _	22 -10 -6 -1 -4
should _v	-6 3 -3 -2 8
should a	1 -1 0 0 0
should be	-23 20 6 -7 3
should do	-3 3 0 0 0
should each	1 0 0 0 0
should happen	8 -4 0 0 -4
should i	12 -12 -10 -1 11
should it	4 -2 0 0 -1
should know	1 -1 0 0 0
should not	10 -2 -4 -1 -3
should that	4 -2 -1 0 -1
should the	16 -6 -2 -1 -7
shuffle	-18 26 -3 -2 -4
simply	-15 11 -6 -1 10
simply _	3 2 -1 0 -3
simply _v	-12 16 -2 0 -2
so	-39 -17 -44 -15 116
so ?	1 -1 0 0 0
so _	-51 50 -15 -18 35
so _v	-25 18 -1 10 -3
so a	-7 -6 -2 -7 22
so all	6 -7 0 -1 2
so any	-13 0 0 0 14
so are	8 -3 0 0 -5
so by	0 0 0 0 1
so can	4 -4 -1 0 0
so do	-3 -1 0 -1 6
so each	5 -6 0 -2 4
so for	-16 -1 -1 3 15
so from	-1 -1 0 -1 3
so how	1 -4 0 0 3
so i	1 42 10 24 -78
so if	3 -8 -4 0 10
so in	3 -1 0 6 -7
so is	5 -1 -1 -1 -2
so it	-2 0 -17 -4 24
so its	2 -3 0 2 0
so leave	-4 -2 0 0 6
so my	4 -4 -1 2 -2
so no	12 -12 -4 -2 6
so on	2 -1 0 -4 3
so one	-5 -2 0 -1 8
so only	-17 20 -1 -1 -2
so should	1 1 0 0 -2
so some	-1 -1 0 -4 6
so tell	4 -1 -3 0 0
so that	27 -14 -7 -3 -3
so the	11 -31 -12 -4 37
so there	0 5 -1 0 -4
so they	-13 9 0 -1 5
so this	-15 -19 37 0 -3
so up	0 0 0 -1 2
so what	-10 -2 -1 3 10
so with	10 -4 -1 0 -5
so without	19 -15 0 0 -3
so yes	-6 -2 0 -3 11
so you	-1 -2 0 6 -2
some	44 -67 8 -12 27
some _	39 -63 9 -8 23
some are	0 0 0 -2 3
some of	4 -2 0 0 -1
something	19 -18 -20 5 13
something _	8 -3 -2 -1 -2
something else	1 -1 0 0 0
something i	4 -3 -1 0 -1
something like	-14 12 -5 0 8
something that	1 -1 0 2 -2
something to	4 -1 -1 5 -7
something you	14 -8 -4 0 -1
sorry	-25 -59 108 -2 -22
sorry for	-1 -4 7 0 -2
sorry i	-3 -11 16 -1 -1
sorry if	2 -1 0 0 -1
sorry my	-8 -5 18 0 -5
sort	-12 -11 -2 23 2
split	28 -18 -4 0 -6
square	15 -10 -2 2 -5
stack	-1 -6 0 8 -1
start	-36 26 5 16 -12
starting	-13 5 -8 0 16
starting _	0 -5 -2 0 8
starting at	0 1 0 0 0
starts	-3 10 -7 2 -3
starts at	-2 1 0 2 0
steps	-42 -73 -13 129 -1
store	9 -7 0 -1 -1
subtract	-16 22 -3 5 -9
such	18 -33 -1 -12 27
such _	-3 -11 -1 -1 16
such a	7 -6 3 -9 4
such as	17 -16 -3 -2 4
sum	-15 -48 -12 17 57
suppose	41 -36 -8 -3 7
suppose _	8 -6 0 0 -1
suppose a	7 -6 -1 0 0
suppose the	-9 14 0 -1 -3
sure	40 -29 -5 5 -11
sure how	1 -1 0 0 0
sure if	1 0 0 0 0
sure what	8 -5 -1 0 -1
surely_plans	-14 -46 -12 108 -36
take	-44 12 3 5 25
tell	-13 -8 10 0 11
tell me	-28 4 13 -2 13
test	9 0 -7 -12 10
than	8 -18 -13 -5 28
than _	5 0 13 -2 -15
than _v	-1 2 0 0 0
than a	-1 -1 0 -1 3
than once	25 -17 -7 0 -1
than one	-4 9 -2 0 -3
than the	3 9 -4 0 -7
than this	1 0 0 0 0
thank	-12 -8 27 0 -7
thank you	-12 -8 27 0 -7
thanks	-33 -25 73 -1 -13
thanks for	-22 -21 56 -1 -11
that	-3 16 -26 13 0
that ?	1 0 0 0 0
that _	7 -55 16 40 -9
that _v	5 -14 -1 16 -6
that a	12 1 -3 -3 -7
that all	-16 14 0 0 3
that allowed	2 -2 0 0 0
that an	1 0 0 0 0
that are	-8 10 -1 -1 0
that as	-13 22 -1 -2 -7
that at	-1 2 0 0 -1
that be	8 -4 -1 0 -3
that can	2 -3 0 -1 2
that do	16 -13 0 0 -3
that does	6 -2 0 -1 -2
that every	5 -3 0 0 -1
that fine	6 -6 0 0 0
that for	1 0 -1 1 -1
that gets	5 -5 0 0 0
that happens	-2 0 0 -2 4
that has	-5 -9 0 6 8
that have	-1 -2 0 1 3
that i	5 3 -8 -2 2
that in	1 -2 0 4 -3
that is	-27 38 -27 -7 23
that it	6 -13 -2 3 6
that just	-7 13 -2 0 -4
that like	1 0 0 0 -1
that mean	3 -2 0 0 0
that never	3 -1 -1 0 0
that no	2 2 0 0 -3
that of	0 -2 0 -3 4
that okay	2 -1 0 0 0
that on	0 -18 20 -1 0
that one	8 -10 -2 -2 6
that only	-9 9 -5 -2 6
that or	2 -1 0 0 -1
that really	2 0 -1 0 0
that right	16 -15 0 -1 -1
that should	-1 4 -2 0 -1
that so	15 -9 -3 0 -2
that some	4 -3 0 0 0
that the	-10 37 -8 -8 -12
that there	1 -2 0 0 1
that they	-4 0 -2 0 7
that was	-2 -3 -1 5 1
that we	37 -26 -2 -1 -7
that were	4 -7 0 -1 5
that what	5 -4 0 -1 0
that when	0 1 0 -1 0
that would	13 -9 -2 -1 -2
that you	-1 -2 -1 -3 7
the	4 -6 -97 47 52
the _	-13 -34 -75 59 64
the _v	2 -34 11 -4 24
the code	-3 23 -8 1 -13
the expected	0 -2 0 0 2
the file	3 -4 -8 2 7
the first	-9 -31 -9 14 34
the function	7 -2 -2 -3 0
the given	4 -6 0 0 3
the i	3 -5 0 0 3
the interview	2 -1 -1 0 0
the mean	25 -22 -5 7 -4
the means	7 -8 0 5 -3
the most	-6 1 -2 7 -1
the next	0 -1 0 -9 11
the number	21 -2 -3 9 -26
the one	6 -18 -6 -1 18
the only	3 -2 0 0 0
the other	10 -4 -6 12 -11
the problem	0 1 0 3 -3
the question	-2 4 0 0 -1
the right	3 6 -4 3 -8
the second	-4 3 -3 6 -2
the starting	-12 -2 -1 0 15
the the	15 -3 -1 0 -11
the thing	7 -5 -1 0 0
the very	10 -7 -1 -1 0
the way	-22 7 16 4 -5
their	-9 -9 -4 17 4
their _	-12 -2 -3 11 6
their mean	0 -1 0 2 -1
their number	4 -4 0 0 1
their own	0 1 -1 -4 3
them	-14 28 -33 5 14
them ?	1 0 -1 0 0
them _	2 -9 -5 6 6
them all	-5 6 -1 -1 1
them and	-2 -1 0 0 4
them are	-16 20 -1 0 -3
them as	3 -6 0 -1 5
them by	-6 6 -1 -3 3
them in	-3 -1 0 1 3
them is	5 -4 0 0 -1
them may	0 -1 0 -1 2
them on	5 -5 0 -2 2
them or	2 -1 0 0 0
them the	-2 -2 0 8 -5
them to	0 4 -2 0 -2
them up	0 0 0 0 -1
then	0 -34 -33 90 -23
then ?	1 0 0 0 0
then _	-19 9 -17 61 -35
then _v	-5 -34 -1 42 -3
then a	0 -6 0 8 -2
then after	0 -3 0 4 -1
then and	-14 15 0 -4 3
then be	0 0 0 1 -1
then for	-2 -3 0 12 -7
then i	4 -1 -3 4 -4
then if	0 -1 0 3 -1
then in	-2 -3 0 5 0
then it	-14 -5 0 1 19
then on	-1 -2 0 4 -1
then one	4 -2 0 -1 0
then that	-7 9 -1 -1 -1
then the	8 -20 -2 19 -4
then we	12 -9 -1 -1 -2
then what	8 -5 -1 2 -3
then with	-8 13 -1 0 -4
there	28 -44 -16 -3 35
there ?	1 0 -1 0 0
there _	23 -19 -4 -3 2
there a	12 -3 -8 0 -1
there an	2 -1 -1 -1 0
there and	5 3 -1 4 -11
there any	1 0 0 0 -1
there anything	5 0 -1 0 -3
there are	-10 3 -6 5 9
there be	17 -3 -9 0 -4
there can	-3 0 2 -1 2
there in	1 0 -1 0 0
there is	-27 7 8 -4 16
there just	-22 0 0 0 22
there like	1 0 0 0 -1
there may	-2 3 -1 -1 1
there some	1 0 0 0 0
there the	-3 -2 0 1 4
there will	4 -1 -1 0 -2
these	16 -18 -12 8 6
these _	18 -9 -11 0 2
these are	4 -5 0 1 0
they	-3 -26 -2 -8 39
they _	-9 19 -7 4 -7
they _v	-4 -1 -3 -4 11
they are	5 -26 -4 -8 34
they be	2 -1 0 0 -1
they can	3 -6 0 0 4
they do	-2 -4 0 0 7
they have	3 2 -1 -2 -2
they like	2 0 0 0 -1
they mean	1 0 0 0 -1
they must	-1 -1 0 0 2
they were	-2 -3 0 -2 7
thing	9 26 -11 -4 -20
thing _	1 5 -3 0 -4
thing is	1 -1 0 0 -1
things	31 10 -4 -8 -29
things _	0 0 0 -2 2
things are	1 -1 0 2 -1
think	-25 -29 -27 9 71
think about	-2 -1 -2 10 -5
think of	-1 0 0 0 1
thinks_aloud	-61 -125 25 6 156
this	-43 -69 75 15 23
this _	8 -60 48 1 3
this _v	3 -4 -1 1 1
this a	6 -3 -3 3 -3
this and	1 0 -1 0 0
this be	9 -4 -3 0 -1
this code	1 0 -1 0 0
this for	2 -2 -1 3 -2
this function	7 -6 0 0 -1
this i	6 -3 -1 0 -2
this in	-8 -8 26 -1 -10
this is	19 -30 -5 4 13
this on	2 -1 0 0 -1
this one	-26 -31 44 1 12
this or	1 0 -1 0 0
this the	10 -5 -5 7 -6
this to	2 -9 10 0 -3
this with	-30 9 23 0 -2
those	14 -27 5 9 -1
those _	3 -3 -1 5 -4
those of	2 -3 0 -3 4
those that	-2 -1 0 1 2
through	25 -48 18 7 -1
through _	22 -16 -4 4 -7
through a	1 -1 -2 -1 3
through it	11 -10 0 0 -1
through the	-13 -21 30 4 1
to	-9 -7 -19 21 13
to _	-21 17 33 1 -31
to _v	42 -36 -4 18 -21
to a	-4 -18 11 6 5
to all	2 -1 0 -2 1
to and	-1 0 -1 -1 2
to assume	-1 1 0 0 0
to be	-1 -5 7 -5 4
to care	-12 20 -3 0 -5
to do	-1 9 -3 -1 -4
to each	-13 10 -5 1 8
to every	3 -2 -1 2 -2
to handle	1 -1 0 0 0
to it	-1 -8 -5 -2 16
to its	-4 7 -1 -1 -2
to itself	-10 16 -3 0 -3
to know	0 5 -2 -2 -1
to like	-6 11 -5 0 -1
to me	40 -29 -15 -1 5
to one	2 0 -2 2 -1
to say	-6 10 -3 0 -2
to see	-22 13 -5 5 9
to some	-4 -1 0 -1 6
to that	-2 2 0 0 0
to the	5 -4 -18 21 -4
to think	-8 -6 -3 0 17
to treat	-3 11 -1 0 -7
to what	2 -9 -1 10 -3
to which	2 -1 -1 0 0
to you	-5 -8 -1 -7 21
told	3 -1 0 0 -2
too	27 -52 25 2 -3
too ?	1 0 -1 0 0
too _	-16 -32 48 5 -5
too and	-5 4 0 -1 2
too few	1 0 0 0 0
too much	1 0 0 0 0
too or	3 -2 0 0 -2
train	-30 18 25 -11 -3
transpose	-9 11 -2 7 -6
treat	-19 31 -6 11 -17
treat _	0 2 -1 0 0
treat it	-1 5 -2 0 -2
treat the	-13 16 -1 12 -13
uh	-9 0 -4 0 13
um	11 -1 -1 0 -9
um so	7 0 0 0 -6
under	-15 21 -9 3 0
under _	5 -4 0 0 0
under a	-8 16 -6 0 -2
under no	0 -7 0 6 1
under the	-5 6 -1 -2 2
unless	-1 29 -10 -4 -14
unless _	-19 27 -4 0 -3
unless you	11 -1 -3 -2 -4
until	-1 -4 -1 11 -4
until _	-6 8 0 0 -2
until the	5 -12 0 7 0
up	-17 -23 19 -7 27
up _	6 -14 10 2 -4
up a	0 2 0 -2 1
up and	-1 0 0 -2 3
up by	1 -1 0 2 -1
up in	5 -2 -2 0 -1
up on	5 -5 2 0 -2
up or	2 -1 0 0 -1
up the	-1 -1 -1 5 -2
up to	-28 14 -4 -12 31
up with	11 -6 -1 0 -4
update	13 -32 -3 15 7
us	-30 2 20 5 3
us _v	-9 -11 21 0 -1
us say	-1 6 -3 0 -2
use	12 -29 -21 -4 42
used	-4 -34 24 -3 16
used _	1 0 0 0 -1
used as	3 -3 0 0 0
used for	-4 3 -1 0 2
used in	4 1 -2 -1 -2
used to	-3 -19 32 -1 -8
using	3 9 -6 -1 -5
using _	-3 8 -2 0 -3
using the	1 0 -1 0 -1
validate	4 -7 -1 -1 4
verbs	-20 -16 -71 139 -33
very	-5 -25 39 -3 -6
very _	-2 -15 18 -2 1
very first	0 -1 3 0 -3
walk	11 -13 0 6 -3
want	71 -55 -16 1 0
want _	7 -1 -4 0 -2
want a	11 -7 -1 -2 -1
want an	4 -4 0 0 0
want it	5 -1 -1 0 -4
want me	1 0 0 0 0
want that	8 -6 -1 0 -1
want the	7 -3 -4 0 0
want to	11 -24 -2 4 10
was	-14 -48 74 -2 -10
was _	-3 -28 35 4 -8
was it	-11 0 -3 -1 15
was not	3 -2 -1 1 -2
way	-18 -8 9 2 16
way ?	1 0 -1 0 0
way _	8 -4 -5 -1 1
we	-6 -1 42 -4 -30
we _	12 1 -4 -1 -8
we _v	17 -6 -3 -2 -7
we are	8 3 -4 -2 -6
we can	-17 27 -3 2 -9
we care	3 0 -2 0 -1
we do	-20 -2 24 -1 -2
we have	-6 -3 -4 -1 13
we know	1 0 -1 0 0
we like	1 0 0 0 0
we need	2 -1 -1 0 0
we will	-8 10 0 2 -3
we would	-2 3 0 0 0
well	-2 -19 13 -5 13
well _	-7 -17 21 -2 5
well or	1 -1 0 0 0
well so	0 1 0 0 -1
were	5 -12 -1 -4 12
were _	8 -7 0 -2 2
were and	0 -3 0 -1 4
were not	-3 0 0 -1 5
what	69 -76 -26 17 17
what _	11 11 -20 3 -5
what _v	0 -1 -1 -3 4
what a	-31 0 30 0 1
what about	11 -8 -2 0 -1
what are	3 0 -1 0 -1
what do	-2 -3 -3 -1 10
what does	6 -1 -2 0 -3
what each	-1 -1 0 0 2
what happens	6 -2 -1 0 -3
what i	-31 27 -10 -4 19
what if	9 -2 -3 0 -4
what is	21 -25 -7 20 -9
what it	-2 9 -2 -1 -4
what kind	3 -1 -1 0 -2
what must	-1 0 0 -1 2
what should	9 -3 -1 0 -5
what the	-12 -18 -3 11 21
what then	2 0 -1 0 -1
what they	-2 0 0 -2 4
what to	5 -2 -1 0 -3
what was	-13 1 -3 0 15
what would	1 0 0 0 0
what you	2 -14 14 0 -2
whatever	-18 33 -4 -7 -5
whatever _	-12 23 -2 -3 -6
whatever the	-4 10 -1 -3 -2
when	88 -37 -20 -3 -29
when _	35 -10 -11 1 -14
when _v	1 0 0 0 -1
when a	2 6 -3 -3 -1
when all	8 -7 -1 -4 4
when every	5 -5 0 2 -2
when i	35 -27 0 -3 -4
when is	2 -1 0 0 -1
when it	7 -9 -3 2 2
when no	2 -5 -1 -1 5
when one	0 1 0 0 -1
when the	-12 8 -4 4 3
when there	2 12 -2 -2 -11
when they	-9 12 -2 -1 -1
when we	2 -1 -1 0 -1
when you	3 -6 8 -3 -2
where	43 -38 1 10 -14
where _	-24 14 13 -4 1
where a	-4 6 -1 0 -1
where do	9 -6 0 -2 -1
where does	4 -1 0 0 -2
where i	4 -8 -2 2 4
where is	1 0 0 0 0
where it	1 -3 0 0 2
where its	5 -5 -1 1 0
where the	26 -15 -5 7 -12
where there	-1 0 0 5 -4
where they	8 -8 0 2 -2
whether	109 -53 -21 8 -43
whether _	18 -3 -6 -2 -8
whether a	9 -4 -2 0 -3
whether i	18 -10 -1 -1 -5
whether it	13 -7 -1 -5 0
whether the	34 -19 -4 8 -20
which	57 -68 -37 19 29
which _	38 -34 -21 13 5
which _v	-4 0 0 8 -3
which do	2 -1 0 0 0
which i	7 -6 0 0 0
which is	-19 7 -7 -2 21
which moment	1 0 0 0 0
which number	4 -1 0 0 -2
which of	6 -3 -1 0 -2
which one	23 -15 -3 -1 -4
which way	3 -1 -1 0 -1
while	8 -5 -4 1 -1
while _	4 -5 -1 2 -1
while we	0 1 0 0 -1
who	6 6 -8 4 -7
who _	4 -3 -3 5 -3
who gets	6 -4 0 0 -1
who is	-5 11 -2 0 -4
whose	-5 1 -1 15 -10
whose _	-5 1 -1 15 -10
why	6 -3 -3 -1 1
why _	1 0 -1 0 0
will	-64 124 -52 16 -25
will _	-11 13 4 21 -28
will _v	-43 36 -10 -6 24
will assume	10 -6 0 -2 -3
will be	-20 51 -14 1 -18
will do	-12 -8 -2 -4 27
will i	4 -2 -1 0 -1
will it	2 -2 0 0 0
will just	-5 7 0 -1 -1
will leave	12 -6 -1 -2 -4
will not	-13 29 -6 -1 -10
will the	3 -2 0 1 -1
will there	14 -2 -9 0 -2
will this	8 -4 -2 0 -1
will treat	-6 9 -2 0 -2
will you	8 -2 -6 0 -1
with	-43 -1 -37 62 18
with ?	1 0 0 0 0
with _	38 -30 -32 37 -14
with _v	-4 -6 -3 17 -4
with a	2 1 -14 6 4
with all	3 -5 0 1 1
with an	-2 -9 15 1 -5
with any	0 -1 0 -1 2
with at	-1 -1 0 -1 2
with each	-3 5 0 0 -2
with it	-14 34 -12 1 -8
with its	-10 15 -4 -2 1
with just	2 -1 0 0 0
with me	-7 -1 11 0 -3
with mean	2 -1 0 0 0
with my	-31 -1 34 0 -1
with no	-5 21 -3 5 -18
with one	-8 -13 -2 4 20
with only	6 -4 -1 0 -1
with or	4 -2 -1 -1 1
with other	3 -1 -1 0 -1
with that	-25 30 3 -1 -7
with the	3 -50 -10 24 33
with their	-1 -1 0 -2 4
with them	-1 2 -1 -1 1
with this	-5 6 -9 -3 11
with what	2 -2 -1 1 -1
with which	5 -3 -1 0 -2
with you	4 0 -1 0 -3
without	22 -8 -12 -4 2
without _	-6 8 -8 6 0
without a	7 -5 -2 -1 2
without any	18 -8 -2 -1 -8
without the	2 -1 0 -2 1
without_marks	56 -53 -53 15 35
wonder	11 -5 -1 0 -5
wondering	6 -2 -2 -1 -1
wondering about	3 -1 -1 0 -1
would	129 -45 -66 14 -31
would _	30 15 -22 -14 -8
would _v	19 25 -16 19 -47
would a	3 -2 -1 0 0
would assume	-6 8 0 -2 -1
would be	30 -49 -9 5 24
would do	-3 -3 -1 13 -5
would guess	-5 -11 -1 -1 17
would have	-12 19 -3 -3 -1
would i	1 0 0 0 0
would if	0 -1 0 1 0
would just	-1 3 0 0 -1
would leave	3 3 -1 -1 -4
would let	3 -1 0 -1 -1
would like	25 -16 -2 -4 -3
would need	31 -21 -1 -6 -3
would never	1 1 0 0 -1
would not	13 -10 -1 1 -2
would that	6 -2 -1 0 -2
would the	0 -2 0 2 0
would this	1 0 0 0 0
would treat	-2 2 0 0 0
would want	29 -23 -1 -2 -2
would you	4 -1 -2 0 -1
wrap	-23 28 -2 2 -5
write	-1 -13 -7 6 15
yeah	-34 -12 -16 0 63
yes	36 -59 -3 -7 34
yes ?	1 0 0 0 0
yes _	-5 -5 0 -1 11
yes _v	0 0 0 -4 4
yes and	14 -7 -1 0 -5
yes or	0 -1 0 0 2
you	-2 -101 133 -8 -22
you ?	2 0 -1 0 0
you _	20 -26 9 -1 -2
you _v	9 -1 -6 0 -2
you also	1 -1 2 0 -1
you are	-14 -7 22 -3 3
you be	1 0 -1 0 0
you can	-21 -1 22 -1 1
you care	6 -4 0 0 -1
you do	7 -4 0 -1 -1
you expect	7 -5 -1 0 -1
you have	-30 8 21 1 -1
you know	8 -1 -3 -1 -3
you like	-4 -5 -1 -7 18
you may	-10 -5 -1 -1 17
you mean	0 -6 12 -1 -5
you need	0 -12 -1 12 1
you only	15 -9 -5 0 -1
you said	16 -3 -5 -1 -7
you say	10 -3 -1 -2 -4
you tell	-1 6 -1 -1 -3
you to	-1 0 0 -3 4
you want	36 -7 -11 -2 -16
you will	3 0 -3 0 0
you would	12 0 -4 -1 -7
your	-29 -24 68 -9 -6
your _	-48 -13 74 -9 -5
your _v	10 -4 -4 0 -2
your own	8 -7 -2 0 1
"""


def _read() -> Mapping[str, tuple[float, ...]]:
    rows = (line.split("\t") for line in _HUNDREDTHS.strip().splitlines())
    return MappingProxyType({name: tuple(int(one) / 100 for one in values.split()) for name, values in rows})


WEIGHTS: Mapping[str, tuple[float, ...]] = _read()
"""By measure, in the order of `agent.act_model.Mood`."""
