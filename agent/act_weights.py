"""How much each measure of `agent.act_model` speaks for each mood; by `scripts/train_acts.py`."""

from collections.abc import Mapping
from types import MappingProxyType

_HUNDREDTHS = """
bias	176 -28 197 -432 87
?	44 -13 -3 -8 -21
? _	3 0 -3 0 -1
^ _	31 -38 12 -3 -2
^ _v	-1 -3 -7 19 -7
^ a	0 -1 -1 -6 8
^ all	0 0 0 0 1
^ and	6 -1 -2 -2 -1
^ any	-8 0 0 -1 10
^ are	-4 0 15 -2 -9
^ assuming	-24 34 -3 0 -7
^ by	1 0 0 0 0
^ can	19 -1 -5 -4 -9
^ could	9 0 -2 -2 -5
^ do	9 0 -4 9 -14
^ does	10 0 -2 -2 -6
^ each	-2 0 -1 -2 5
^ first	-3 -1 -1 19 -14
^ for	6 -1 -1 4 -8
^ good	-31 -1 28 0 4
^ hm	-10 -1 -8 -1 20
^ hmm	-13 -3 -6 -4 25
^ how	1 -1 12 -1 -12
^ i	19 99 -58 0 -59
^ if	24 -4 -7 -4 -9
^ in	12 -1 -3 -2 -6
^ is	28 -1 -7 -1 -19
^ it	19 -3 -3 1 -14
^ just	-9 -1 11 0 0
^ leave	-3 0 -1 0 4
^ let	-19 14 -14 3 16
^ like	8 0 -1 -1 -6
^ may	6 -2 -2 0 -2
^ mean	1 0 0 0 -1
^ my	-14 6 10 19 -21
^ no	0 -1 -1 -1 4
^ ok	-7 2 6 8 -9
^ okay	-47 -3 8 0 43
^ on	-1 0 0 -2 4
^ one	14 -3 3 -6 -9
^ over	0 0 0 -1 1
^ plan	-2 -1 0 12 -9
^ right	-14 -2 -6 1 21
^ say	5 0 -1 0 -4
^ should	-2 0 -2 0 6
^ so	-14 -19 -19 -9 61
^ some	0 0 -1 -3 3
^ the	59 -18 -23 -11 -6
^ then	-7 5 -1 -3 5
^ there	2 -3 -8 -1 10
^ they	-2 0 0 -1 4
^ up	-1 0 0 -2 3
^ we	3 1 -1 2 -6
^ what	8 -4 -11 2 4
^ when	32 -3 -4 -3 -23
^ where	3 0 -1 0 -2
^ which	2 0 -3 -1 2
^ who	3 0 -1 -1 -1
^ why	1 0 0 0 -1
^ will	3 0 -2 0 -2
^ with	3 0 -1 -4 2
^ yes	-4 -1 -1 -3 8
^ you	13 -1 -3 0 -8
_ ?	26 -3 -5 -6 -13
_ _	68 1 -80 53 -43
_ _v	-33 -19 -9 70 -9
_ a	-40 -12 32 7 13
_ about	-11 -3 -5 -6 25
_ above	-1 -1 -1 3 0
_ after	-1 -9 -2 21 -10
_ again	-3 -2 -2 0 7
_ all	-7 -5 -2 10 4
_ allowed	6 -1 -2 0 -2
_ also	7 -1 -2 -6 2
_ always	8 3 -7 -5 1
_ an	3 -3 -1 -1 2
_ and	9 -11 -38 33 7
_ any	-2 0 -1 -3 6
_ anything	0 0 0 -1 2
_ are	-5 21 -20 11 -6
_ as	-5 10 -10 -3 8
_ at	-1 -7 0 14 -6
_ be	16 -1 -5 -1 -10
_ because	-2 0 -2 -1 5
_ before	4 5 -6 12 -14
_ but	3 -2 1 -4 2
_ by	-6 -2 26 10 -28
_ can	-11 -10 12 6 2
_ correct	14 -17 0 4 -1
_ do	8 12 -9 5 -17
_ does	27 2 -5 -5 -18
_ each	5 -3 -3 -3 3
_ else	-5 1 0 -8 11
_ every	2 -2 -1 -4 5
_ fine	47 -25 -5 -11 -5
_ first	8 -7 -4 -11 14
_ for	-1 -2 -12 24 -9
_ from	5 -6 -5 13 -7
_ function	2 1 -5 1 0
_ gets	15 -5 -3 2 -9
_ going	-21 0 21 -1 0
_ good	2 -1 -1 -5 5
_ has	-21 2 -9 20 8
_ have	11 2 -4 9 -17
_ here	-6 5 -3 -4 8
_ how	23 -1 -7 -2 -13
_ i	-10 -5 4 -20 31
_ if	-7 -1 -2 0 10
_ in	-16 -12 -9 8 30
_ into	-4 4 -1 9 -7
_ is	11 17 -7 -19 -2
_ it	-20 -8 -8 13 23
_ its	0 1 -1 -4 5
_ itself	-3 -3 -1 19 -12
_ just	-1 0 9 0 -7
_ leave	-2 -2 0 -1 4
_ let	1 -1 -1 6 -5
_ like	-14 -6 6 -6 19
_ may	-7 1 -2 -9 17
_ me	-18 -1 17 0 3
_ mean	-2 0 -2 5 -2
_ means	-11 3 -3 -2 12
_ more	0 0 0 1 -1
_ must	11 2 -3 -5 -4
_ my	-10 0 11 0 -2
_ need	-1 1 -1 -1 1
_ needs	-5 -1 -1 7 -1
_ never	-6 2 -2 2 4
_ next	0 -3 -1 6 -2
_ no	2 -1 -4 -11 13
_ not	-4 -1 -1 8 -1
_ number	-5 0 -2 -5 11
_ of	-2 -8 -16 8 19
_ off	3 0 -1 3 -5
_ ok	3 -1 -3 -1 2
_ okay	73 -63 -5 -8 2
_ on	7 -5 5 17 -24
_ once	1 -3 24 -5 -17
_ one	-21 6 -11 14 12
_ only	-15 -4 -8 4 23
_ or	59 7 -29 -30 -7
_ out	-2 -4 -4 10 -1
_ over	-6 -3 3 13 -6
_ own	0 -1 0 0 0
_ please	5 0 -2 0 -2
_ ready	-1 0 0 0 3
_ right	32 -33 -3 -2 5
_ second	-3 -2 -2 11 -4
_ should	12 1 -3 -5 -5
_ so	-15 29 2 -11 -5
_ some	-1 -1 -1 -4 6
_ something	-6 -2 -4 1 12
_ starts	4 0 -1 -1 -2
_ such	-7 -1 -1 -4 13
_ than	4 -2 -8 -5 11
_ that	-9 0 -19 8 21
_ the	-54 -2 23 60 -26
_ their	0 -1 -1 8 -5
_ them	-6 0 -1 4 2
_ then	-17 -10 -4 63 -32
_ there	-13 -6 -3 3 19
_ these	-1 1 0 0 -1
_ they	-3 -1 -1 7 -3
_ thing	3 0 0 0 -2
_ things	2 0 -1 0 -1
_ think	-1 0 0 7 -5
_ this	-3 0 -6 -2 11
_ those	-1 0 0 -2 3
_ through	-4 0 -1 2 2
_ to	9 -19 -5 20 -4
_ too	5 0 -3 -2 0
_ under	-2 1 -1 4 -2
_ until	1 -2 0 2 0
_ up	-5 -6 2 -2 11
_ was	2 -1 -1 -1 1
_ way	-11 0 -2 -1 14
_ we	5 -1 8 0 -12
_ what	13 -3 -3 13 -20
_ whatever	-9 10 -1 -2 2
_ when	4 -4 -4 1 4
_ where	4 -2 -1 -1 1
_ whether	11 -4 -5 16 -18
_ which	6 -6 -9 0 10
_ while	2 0 0 -1 0
_ who	4 0 -1 -1 -3
_ whose	0 -1 0 9 -8
_ will	0 -2 -2 -6 10
_ with	-10 -9 8 35 -23
_ without	-3 -1 -1 -1 7
_ would	0 0 -2 -3 4
_ yes	21 -21 9 0 -8
_ you	-3 14 0 -5 -5
_v ?	5 0 -2 -1 -2
_v _	15 3 -27 24 -15
_v _v	-6 -2 -2 23 -14
_v a	-1 14 -6 4 -11
_v again	2 0 0 0 -1
_v all	0 -2 -1 2 1
_v an	-2 -1 0 7 -4
_v and	-14 5 -2 6 5
_v any	-2 -2 0 -2 6
_v anything	-2 0 0 0 2
_v are	-1 1 0 -3 3
_v as	1 0 0 -1 0
_v at	-2 -2 -3 5 2
_v by	-8 -7 -5 20 1
_v can	0 2 0 -1 -1
_v correct	2 -2 0 0 0
_v do	1 0 0 0 -1
_v each	-2 -1 -1 13 -10
_v every	2 0 0 1 -2
_v for	-7 14 -2 9 -13
_v from	-4 13 -1 -4 -4
_v has	0 0 0 -2 3
_v in	-3 2 -2 8 -5
_v into	-2 1 0 3 -1
_v is	-9 -3 -3 7 8
_v it	-1 3 -4 17 -15
_v its	1 2 0 0 -3
_v like	1 -2 -2 12 -8
_v me	-7 0 1 -2 7
_v must	0 1 0 0 -1
_v of	2 2 -2 0 -2
_v off	5 -3 -1 4 -6
_v okay	4 -3 0 0 -1
_v on	0 2 0 -1 0
_v one	1 -1 -1 8 -8
_v only	0 -1 -1 7 -6
_v or	13 -1 -2 -1 -9
_v out	-8 -1 -1 -5 15
_v over	-10 -6 -5 -5 26
_v right	3 -3 0 0 0
_v that	10 -1 -2 2 -9
_v the	-5 -22 -11 80 -42
_v their	2 1 0 0 -2
_v them	3 -3 -1 0 0
_v then	-4 -1 -1 13 -7
_v there	0 0 0 -1 1
_v these	1 0 0 -2 2
_v this	-10 -2 -7 -2 21
_v through	1 0 -1 -1 1
_v to	2 0 -2 1 -1
_v up	2 1 -1 6 -9
_v what	1 0 0 0 -1
_v when	1 0 0 0 0
_v where	0 0 0 -2 2
_v with	-15 -10 -4 13 15
_v you	0 0 0 -1 1
a	-14 -23 37 10 -10
a _	-8 -17 24 19 -18
a _v	13 -4 -6 0 -2
a few	-4 3 -2 -6 9
a function	-1 0 0 6 -4
a number	-14 0 -1 0 15
a one	0 0 0 -1 1
a second	-8 -2 10 -2 2
about	-16 -8 3 1 21
about _	0 -5 10 -4 -1
about a	10 -1 -3 -2 -4
about the	-20 0 -1 0 22
above	-2 -1 -1 3 1
actually	-9 -1 28 -2 -16
add	3 5 -2 8 -15
after	8 -10 -4 12 -6
after _	0 -4 -1 7 -3
after each	1 0 0 0 -1
after that	-2 -3 -1 13 -7
after the	7 -2 -1 -10 6
again	-7 -4 -3 -6 21
again _	-1 0 0 -1 2
again and	0 0 0 -1 1
again for	0 0 0 -2 2
all	-3 -10 -11 17 8
all _	-6 -10 -6 17 5
all _v	-3 -1 0 1 2
all are	-1 0 0 -3 4
all its	-3 0 0 5 -2
all of	-7 2 -1 -7 12
all right	3 -2 0 0 -1
all the	8 2 -1 -2 -7
allowed	12 -5 -4 -3 0
allowed _	1 0 -1 0 -1
allowed to	5 0 -1 0 -5
also	9 -1 -3 -7 2
also _	-2 1 0 -1 2
also for	1 0 0 -1 1
also when	-2 0 0 -2 4
always	-14 3 -12 -11 33
always _	-5 6 -3 -6 9
always a	-7 1 -1 -1 8
always one	3 0 0 0 -2
always or	2 0 0 0 -2
always the	0 0 0 -2 3
am	-39 12 27 -1 1
am going	-4 8 -1 0 -3
am i	1 0 0 0 0
an	-10 -1 -6 19 -2
an _	-9 1 -9 16 1
and	21 -14 -49 41 1
and _	-21 -1 -21 30 13
and _v	-12 -7 -4 30 -7
and a	-21 0 -3 14 10
and all	-1 0 0 -1 2
and an	0 -1 0 4 -3
and any	-1 0 0 0 2
and are	-6 2 0 6 -2
and at	0 0 0 -1 1
and can	6 -1 -1 -1 -3
and do	-6 2 0 2 2
and does	4 0 0 -1 -3
and each	-4 1 0 1 2
and every	0 -1 0 -2 3
and how	4 0 -1 3 -6
and i	0 3 0 -5 2
and if	7 0 -1 0 -6
and in	-6 -1 -1 16 -8
and is	11 0 -2 -3 -5
and it	-2 1 0 -4 5
and its	-1 0 0 -3 5
and leave	4 -3 0 -1 0
and let	0 0 0 4 -3
and may	3 -2 -1 -1 0
and must	2 -2 0 0 1
and never	-1 0 0 0 1
and no	-3 -2 -1 -3 9
and not	-1 0 -1 -1 4
and number	1 0 0 2 -2
and of	-1 1 0 1 -1
and on	1 0 0 0 0
and one	-5 0 -1 16 -9
and only	4 0 0 5 -9
and over	0 0 0 1 -1
and should	1 0 0 -1 -1
and so	3 0 0 -7 4
and some	-1 0 0 -4 5
and that	-3 1 0 -2 3
and the	1 -1 -4 9 -5
and their	0 0 0 1 0
and then	3 -1 -1 2 -3
and there	-2 0 0 -3 5
and they	1 0 0 -1 0
and what	0 -1 -1 7 -5
and when	12 -1 -1 -1 -9
and where	0 0 0 1 -1
and which	0 0 0 0 -1
and with	2 0 0 0 -2
any	-17 -2 -7 -10 36
any _	-13 1 -3 -6 20
any number	-5 -2 -1 -2 9
any of	-3 -2 0 -1 6
any other	0 0 0 0 1
anything	4 -4 -4 -5 9
anything _	-5 0 -1 -2 6
anything from	1 -2 0 -1 2
append	0 0 0 9 -8
apply	2 0 0 1 -2
are	-6 14 -6 1 -3
are _	-4 13 -17 14 -6
are _v	0 0 0 0 1
are a	-1 0 0 0 2
are all	3 0 -1 6 -9
are allowed	0 0 0 -1 1
are and	0 0 0 0 2
are as	-1 0 0 0 1
are at	5 1 0 -2 -3
are fine	2 -1 -1 -1 1
are given	-9 0 0 -3 13
are in	0 0 0 0 1
are its	0 0 0 -1 1
are no	0 0 0 0 1
are not	-1 -1 -1 -4 6
are okay	4 -2 0 0 -2
are one	0 0 0 1 -2
are right	5 -4 0 0 -1
are the	15 -3 -4 -4 -4
are then	0 0 0 1 -1
are there	7 0 -1 -2 -3
are these	4 0 0 -2 -2
are they	8 0 -1 -1 -6
are up	0 -1 0 -4 5
are we	6 0 -1 0 -4
are what	0 0 0 -1 0
are you	-27 0 28 0 0
as	-5 5 -13 -14 26
as _	-5 3 -4 -3 9
as _v	-1 0 0 5 -4
as a	0 -3 -2 1 4
as an	-1 2 0 -3 3
as in	-1 -1 -1 -3 6
as it	0 13 -2 -9 -2
as its	0 0 0 1 -1
as one	-2 0 0 -2 4
as the	-1 2 -1 10 -9
as there	0 0 0 1 -1
as they	-3 -7 -2 -13 25
as well	3 -1 -1 -2 1
as you	-2 0 0 -2 5
assume	22 95 -26 -23 -68
assume _	15 23 -10 -8 -21
assume _v	-8 11 0 -2 -1
assume a	8 -1 -2 -1 -4
assume all	-5 7 0 0 -2
assume an	2 -1 0 0 -1
assume any	2 -1 0 0 -1
assume at	1 -1 0 0 -1
assume each	-1 6 -1 -1 -3
assume every	2 -1 -1 0 -1
assume i	-3 8 -1 -1 -2
assume it	0 3 0 -1 -2
assume no	9 -7 -1 0 -1
assume one	0 1 0 0 -1
assume some	1 -1 0 0 -1
assume that	-11 22 -1 -4 -6
assume the	10 6 -2 -3 -12
assume there	2 1 -1 0 -2
assumes	-35 288 -65 -44 -143
assuming	-31 45 -5 -1 -9
assuming _	-23 29 -3 0 -3
at	-23 7 -3 9 9
at _	-11 3 -7 -8 23
at _v	0 1 0 0 -1
at a	0 0 11 -2 -9
at all	7 -1 -1 -1 -4
at any	-1 0 0 -1 2
at each	0 0 0 1 -1
at first	-5 0 -3 0 7
at its	-3 0 0 -1 4
at most	-3 16 -3 -2 -7
at once	2 -2 0 3 -2
at one	0 0 0 -1 1
at that	0 0 0 1 -1
at the	-7 -5 -12 15 9
at their	-1 0 0 -2 3
average	6 0 -1 11 -15
be	11 -10 -8 -12 19
be _	17 -10 -13 -9 15
be _v	0 0 0 0 1
be a	2 0 -1 -1 0
be any	-2 2 0 -1 1
be anything	2 -1 0 0 -1
be in	-1 0 0 -2 4
be more	1 0 0 0 0
be one	-4 -1 -1 -2 8
be right	-3 0 0 -1 3
be the	-8 -1 -1 2 8
be used	2 -2 0 -1 2
because	-1 -2 -3 -7 13
because _	-4 -3 -1 -4 12
been	0 0 0 0 1
before	11 4 -8 9 -16
before _	1 -2 -1 5 -3
before any	4 0 -1 0 -3
before each	5 0 0 2 -6
before it	-8 10 -1 -1 1
before or	2 0 0 -3 2
before that	0 0 0 -1 1
before the	8 0 -1 -2 -5
before you	-1 0 0 9 -8
begin	-10 -1 -1 -1 13
begin with	-10 -1 -1 -1 13
build	0 0 0 3 -3
but	-3 -5 -2 -1 10
but _	-5 1 -1 -6 11
but never	1 0 -1 -2 2
but not	6 -1 -3 -1 -1
but the	-5 0 -1 13 -7
by	-11 -10 15 35 -28
by _	-19 -6 8 20 -3
by _v	2 0 0 0 -1
by a	-1 0 0 5 -3
by all	1 0 0 0 -1
by its	-1 0 -1 4 -3
by number	2 0 0 0 -1
by one	1 -1 -1 -3 4
by the	1 -3 10 8 -17
by their	-1 2 0 -1 1
by then	2 0 0 0 -1
by which	1 0 0 0 -1
call	6 -2 -4 -5 5
can	14 7 -1 2 -22
can _	-2 7 -6 0 1
can _v	-6 14 -3 8 -13
can a	1 0 -1 0 -1
can be	5 -10 -3 -6 14
can happen	-1 0 0 -1 2
can have	1 0 0 -2 2
can i	11 -1 -3 -2 -5
can it	3 0 0 0 -2
can not	8 -1 -1 -1 -6
can see	3 -1 0 -1 0
can the	7 0 -2 -1 -4
can there	2 0 0 0 -1
can they	1 0 0 0 0
care	2 0 -1 5 -5
care about	3 0 -1 0 -1
chats	-119 -13 182 -1 -49
check	-4 -5 -2 10 1
clip	-4 -2 0 4 3
code	1 0 -1 0 -1
collect	-1 0 0 3 -2
compare	-5 -1 -1 15 -8
compute	-10 -4 -2 43 -27
convert	-5 3 -1 8 -5
cool	-6 -2 31 -2 -21
correct	28 -28 -1 4 -4
correct ?	2 -1 0 0 0
could	13 0 -3 -3 -7
could _	4 0 -1 -2 -2
could a	1 0 0 0 0
could i	1 0 0 0 0
could it	1 0 0 0 -1
could the	2 0 0 0 -2
could there	2 0 0 0 -1
count	5 3 -4 7 -11
create	0 0 0 1 -1
cut	-4 -5 -3 24 -12
did	-16 -1 10 -3 10
divide	5 -1 -2 4 -6
do	33 -1 -26 10 -16
do _	5 0 -1 -1 -2
do a	-5 0 0 7 -1
do all	4 0 0 0 -3
do i	35 -2 -6 -5 -22
do it	0 0 0 5 -5
do not	-12 14 -7 -5 10
do the	-1 -2 -2 10 -6
do they	5 0 -1 0 -4
do we	-7 0 -2 -2 11
do with	11 -1 -1 -1 -7
do you	14 0 -3 2 -12
does	39 0 -11 -13 -15
does _	6 -1 -2 -3 -1
does a	1 0 0 0 0
does it	21 -1 -2 -2 -16
does not	-11 3 -2 -4 14
does that	5 0 -1 0 -3
does the	12 0 -2 -2 -8
does this	1 0 0 0 -1
does_not_know	6 -1 -1 -3 -1
done	-4 -5 21 4 -17
draw	-3 -2 -1 9 -4
drop	4 -2 0 4 -6
each	-13 0 -11 11 13
each _	-12 2 -9 19 0
each _v	2 -1 -1 -1 1
each has	0 0 0 -2 3
each is	1 0 0 -1 0
each of	-4 0 0 1 4
each other	-2 0 0 -1 4
else	-5 1 -1 -9 13
else _	-1 0 0 -2 4
else is	-1 0 0 -1 2
encode	-3 0 0 6 -3
ends_in_question_mark	74 -25 -3 -10 -36
ends_in_stop	-113 92 -48 5 63
every	8 -6 -6 6 -2
every _	7 -6 -6 11 -7
every _v	0 0 0 -3 4
expect	-1 0 0 -1 2
explains	-49 -4 -21 28 46
few	-4 1 -2 1 4
few _	-5 3 -1 -6 9
file	-14 0 -3 5 12
fill	0 0 0 3 -3
find	-1 0 0 4 -2
fine	42 -44 -10 -29 41
fine ?	3 -2 0 -1 0
fine _	-3 0 0 -2 5
fine a	0 0 0 -1 2
fine and	0 1 0 -2 1
fine as	2 -2 0 1 -2
fine but	0 0 0 0 -1
fine one	-1 0 0 -2 3
fine right	1 -1 0 0 0
first	8 -18 -14 13 11
first _	-7 -9 -9 6 18
first _v	-1 0 0 4 -3
first and	4 -2 0 0 -3
first in	0 0 0 0 1
first okay	5 -3 0 0 -1
first or	2 0 -1 0 -1
first then	-3 -1 -1 0 4
first_requests	180 -116 -13 -26 -26
fit	7 0 -3 5 -9
for	-22 14 1 34 -27
for _	-16 4 15 18 -22
for _v	1 0 0 0 -1
for a	-3 -1 -5 7 2
for all	-3 -1 -1 7 -3
for an	0 0 0 -1 1
for each	2 -2 -2 -12 14
for every	0 0 0 2 -1
for it	0 1 0 -1 0
for its	-1 0 0 2 -1
for one	1 0 0 2 -3
for the	-4 -3 -5 31 -19
from	1 0 -13 8 4
from _	-3 3 -3 -7 10
from _v	1 -1 0 -1 2
from a	-5 -1 -2 -2 10
from all	3 0 0 -2 0
from one	-3 -1 0 -5 9
from the	4 -6 -5 18 -11
function	7 0 -6 5 -6
function _	2 2 0 -1 -2
function _v	1 0 0 0 -1
function is	7 -1 -1 -1 -5
get	14 4 -4 -5 -9
gets	19 -6 -4 1 -11
gets _	19 -7 -2 -2 -8
gets a	-1 1 0 1 0
gets it	2 0 0 -1 -1
gets no	1 0 0 0 0
gets the	-1 0 0 1 0
give	3 -1 0 1 -2
given	-6 -3 -1 -2 12
given _	2 -1 0 -6 6
go	-1 11 2 13 -26
going	-28 8 16 -3 8
going through	0 0 0 -1 2
going to	-6 8 -6 0 4
good	-26 -7 24 -6 16
good _	-14 -4 18 -2 2
group	10 -1 -2 0 -8
guess	-9 12 -3 -5 6
had	-17 -2 28 -1 -7
handle	-13 8 -5 -3 13
handle _	-7 9 -3 -3 4
happen	2 2 -1 -1 -2
happens	6 0 -2 -3 -1
happens _	-1 0 0 -2 3
happens when	1 0 0 0 0
happens with	2 0 -1 0 -2
has	-27 1 -9 20 16
has _	-5 -2 -4 -3 13
has a	-2 -1 -1 17 -13
has at	-1 3 0 -4 2
has it	1 0 0 0 0
has its	1 -1 0 -2 3
has no	-28 5 -2 -3 27
has one	-1 1 0 6 -6
has the	-1 0 0 1 0
has to	3 -4 0 2 -1
have	-11 7 -13 9 9
have ?	1 0 0 0 0
have _	-3 0 -5 3 5
have a	-1 0 0 -1 3
have about	2 -2 0 0 0
have never	3 0 -1 0 -2
have no	1 0 0 -2 2
have the	-1 1 -1 2 -1
have to	-1 -3 -4 7 0
here	-44 5 8 -6 37
here is	-5 -3 -1 0 9
his	1 0 0 0 -1
hm	-11 -1 -9 -1 22
hmm	-13 -3 -6 -4 25
how	19 -2 16 -3 -29
how _	32 -1 -12 -1 -17
how are	-9 0 10 0 -1
how do	2 0 -1 0 -1
how is	-21 0 22 0 -1
how much	3 0 -1 0 -2
how should	1 0 -1 0 -1
how will	1 0 0 0 0
how you	-1 0 0 -1 1
i	-24 57 2 8 -43
i _	-12 17 0 -2 -3
i _v	29 7 -13 -3 -19
i allowed	1 0 0 0 0
i always	-16 -3 -3 -2 24
i am	-40 12 27 -1 2
i assume	28 60 -20 -16 -52
i can	10 -4 -4 -1 -1
i do	4 -2 -3 -1 3
i expect	-1 0 0 -1 2
i guess	-6 14 -2 -3 -3
i have	-5 -3 -1 2 7
i in	-1 0 0 2 -1
i just	-3 -2 -3 -3 10
i know	-1 0 0 -1 2
i leave	1 0 0 0 0
i like	-4 -1 5 0 1
i may	5 6 -2 -1 -8
i mean	3 0 -1 -1 -2
i must	15 1 -3 -1 -12
i need	4 -1 7 0 -9
i of	-1 1 0 -1 1
i should	-2 0 -1 0 3
i suppose	-2 -4 -1 -1 9
i the	0 0 0 3 -2
i think	-18 -3 -4 -1 27
i want	-5 -3 -2 2 9
i will	-25 34 1 6 -15
i would	39 -21 -10 24 -33
if	49 -8 -15 -9 -18
if _	18 -2 -2 -2 -12
if a	12 0 -3 -1 -8
if all	1 0 0 0 0
if i	-14 -1 -2 -1 17
if it	1 0 0 -1 0
if no	2 0 0 0 -1
if not	-2 0 0 0 1
if one	4 0 0 0 -4
if that	5 0 0 0 -5
if the	17 -1 -2 -1 -13
if there	-2 -3 -3 -2 9
impute	-3 -1 0 6 -3
in	-7 -20 17 13 -3
in _	1 -9 -13 6 16
in _v	4 -1 -1 -1 -1
in a	-7 -3 36 1 -27
in all	1 -1 0 2 -2
in an	-4 0 0 7 -3
in and	1 0 0 0 0
in any	-1 0 -1 -4 5
in each	-4 -2 -1 13 -6
in every	4 0 -1 -2 0
in here	3 -1 -1 -1 0
in it	-1 0 0 5 -4
in its	-4 4 0 1 -1
in one	-2 -1 -1 -2 6
in other	0 0 0 -1 0
in the	5 -3 -10 -7 16
in their	0 0 0 6 -7
in there	-14 -3 -5 0 23
in this	3 -2 0 0 0
in which	0 0 -1 9 -9
initialise	1 0 0 0 0
into	-12 4 -2 23 -14
into _	-9 4 -1 18 -12
into a	0 0 0 1 -1
into one	0 0 0 2 -2
into the	0 0 0 -1 2
is	-16 9 -17 -3 28
is _	1 -6 -1 25 -19
is _v	-22 -3 -4 10 19
is a	1 0 -17 7 9
is all	3 -3 0 0 1
is allowed	5 -3 -1 -2 0
is always	-8 3 -1 -2 8
is an	0 0 -1 4 -2
is at	-5 14 -4 2 -7
is fine	-6 -5 -2 -12 25
is for	1 0 0 -2 1
is good	2 -2 0 0 0
is in	0 0 -1 6 -4
is it	33 -9 -3 -4 -18
is just	-8 3 -2 -3 10
is like	0 0 0 0 1
is more	-9 -1 -6 0 16
is never	-2 -1 0 0 3
is no	-5 9 -1 -5 2
is not	9 -5 9 -10 -3
is one	-4 -1 -1 10 -4
is only	7 0 -1 -1 -6
is right	-7 -4 -1 -3 15
is that	27 2 -6 -5 -17
is the	15 -4 -7 -1 -4
is then	0 0 0 1 -1
is there	18 -1 -3 -1 -13
is this	2 0 -1 0 -1
is to	-2 0 0 4 -2
is too	0 0 -1 5 -3
is up	-6 0 0 -2 9
is used	4 0 -1 1 -4
is what	-8 -1 -2 -4 15
is which	-9 -1 -2 -1 13
it	-1 -10 -41 13 39
it ?	2 -1 0 0 -1
it _	25 -5 -9 6 -17
it _v	7 0 -1 2 -8
it a	1 0 -1 -1 1
it again	-6 -2 -1 0 10
it all	0 0 0 -1 1
it always	1 0 0 0 0
it and	0 -1 -1 1 0
it as	-1 2 0 -1 0
it be	4 0 -1 0 -3
it can	1 0 0 0 0
it does	-16 -1 0 -2 18
it fine	2 -2 0 0 0
it for	0 0 0 -1 1
it has	-1 0 0 -1 2
it have	3 -1 -1 5 -7
it in	1 0 0 3 -4
it into	-6 0 0 11 -4
it is	8 4 -12 -10 10
it just	1 0 0 0 -1
it like	2 0 0 5 -7
it may	-2 0 0 -2 5
it must	-2 0 -1 4 -2
it need	-1 0 0 0 1
it okay	4 0 0 -1 -2
it once	1 0 0 0 -1
it or	4 0 0 -2 -2
it right	-11 -1 0 0 12
it should	-1 0 0 -1 2
it the	-1 4 0 -1 -2
it to	-2 -1 0 4 -2
it was	1 1 0 -1 0
it will	1 0 0 0 0
it with	-6 0 0 -6 12
its	-12 2 -5 9 8
its _	-13 2 -4 14 1
its _v	0 0 0 0 1
its own	-1 -1 -1 -4 7
itself	-4 -3 -2 19 -11
itself _	-1 0 0 6 -4
itself and	-1 0 0 0 2
just	-32 -3 41 -6 0
just _	-28 -1 21 0 7
just _v	6 -1 -2 -2 0
just a	1 0 0 0 -1
just one	-9 -1 -1 -2 13
just the	1 0 0 0 -1
keep	8 -6 -3 10 -9
kind	10 -1 1 -6 -4
kind of	8 0 1 -2 -6
know	10 -1 -2 -3 -3
know _	5 0 -1 -1 -3
know _v	1 0 0 0 -1
know of	-1 0 0 -3 4
labels_plan	-1 -4 -2 19 -12
leave	8 -6 -3 -6 8
leave _	2 -1 -1 -2 3
leave all	0 0 0 -1 1
leave it	0 1 0 -1 1
leave out	-1 0 0 3 -2
leave the	5 -3 -1 -3 2
leave them	2 -2 0 -2 3
length	-45 -13 -42 72 28
length_squared	-88 -39 -61 150 37
let	-30 7 9 5 9
let _	0 0 0 2 -2
let me	-27 7 5 -1 15
let us	-7 1 4 5 -3
like	14 -13 13 -4 -11
like _	1 -2 17 -5 -12
like _v	1 0 0 0 0
like a	3 0 -1 -1 -1
like is	6 0 0 0 -5
like just	1 0 0 0 -1
like one	-1 -1 -1 -2 4
like the	-1 -1 -3 -4 10
like this	-7 -4 14 18 -22
look	-7 -2 -4 1 13
loop	-2 -8 -5 5 10
make	-1 1 -1 11 -10
map	-2 0 0 -1 3
marks	-59 -24 25 40 18
may	-3 2 -7 -20 28
may _	-7 0 -1 -8 16
may _v	4 3 -2 -5 0
may a	1 0 0 0 0
may be	-8 -1 -1 -9 19
may have	-2 1 0 -4 5
may i	8 -2 -2 0 -3
me	-64 2 32 -6 35
me _	-2 -2 24 3 -24
me _v	-11 -1 -6 -1 19
me think	-3 -1 -6 -1 11
mean	24 1 -7 10 -29
mean _	8 1 -2 -3 -5
mean and	-4 0 0 8 -3
mean of	0 0 0 1 -1
mean or	3 0 -1 0 -2
mean over	6 -1 -1 -4 0
means	-14 2 -4 -1 17
means _	0 -1 -1 0 1
means and	0 0 0 2 -2
means are	1 0 0 0 -1
means that	-1 1 0 -1 1
means the	-6 -1 -1 0 8
merge	5 -1 -1 2 -4
might	-1 2 0 0 -1
misses_something	107 -27 -24 -18 -38
moment	-7 -4 33 -1 -21
more	-17 -2 -11 8 23
more _	-4 -2 -4 8 2
more than	1 0 -1 0 -1
most	-6 15 -4 2 -7
most _	-5 14 -4 5 -10
much	1 0 4 -1 -4
much _	0 0 0 -1 1
multiply	-8 -2 -1 3 8
must	29 0 -8 -6 -16
must _	5 0 -2 -4 1
must _v	5 0 -2 -1 -2
must be	7 0 -2 3 -8
must do	1 0 0 0 -1
must have	0 2 0 0 -2
must i	1 0 0 0 -1
must it	1 0 0 0 -1
must not	3 -1 -1 -2 0
my	-52 2 91 19 -60
my _	-45 -4 95 -3 -42
my plan	-4 0 0 9 -5
need	14 -6 4 7 -19
need _	5 0 -1 2 -6
need a	2 0 0 -1 -1
need not	-3 -2 0 -2 7
need the	12 -4 -1 -3 -4
need to	3 -1 7 0 -9
needs	-7 -1 -1 6 3
needs _	-4 -1 0 6 -2
needs a	-1 0 0 -2 3
never	-4 -1 -8 -4 17
never _	-4 1 -4 -1 7
never be	2 -2 0 1 -1
never the	0 0 0 -1 1
next	-5 -6 -3 -5 18
next _	-1 -3 -1 2 2
nice	-26 -3 48 -2 -18
no	-42 8 -13 -19 67
no _	-20 11 -10 -15 34
no _v	-9 -3 0 -1 14
no second	0 0 -1 0 0
normalise	1 0 0 4 -5
not	-8 19 -8 -7 4
not _	-19 13 1 -11 15
not _v	0 0 -1 -9 10
not a	1 1 0 -3 2
not all	-4 0 0 -1 5
not and	-4 0 0 7 -3
not be	-3 2 0 0 1
not have	3 0 -1 0 -2
not in	5 0 -1 -1 -3
not leave	0 0 0 0 1
not the	-1 1 0 5 -5
now	-16 14 -8 -1 11
number	-14 -2 -6 -6 28
number _	-2 -1 -1 -1 5
number and	0 0 0 -4 5
number for	-1 0 0 -1 3
number from	-1 0 0 0 2
number is	-2 0 0 -2 5
number of	1 3 -3 0 -2
number or	2 0 0 -1 -1
number that	-1 0 0 3 -2
numbers	5 9 14 -44 17
of	12 -6 -22 -3 19
of _	-3 9 -15 0 9
of _v	2 1 -1 -1 -2
of a	6 -5 -4 11 -9
of all	-1 0 -1 0 2
of an	7 3 -1 -5 -5
of any	-5 0 0 -2 8
of each	1 -1 -1 3 -2
of every	-1 0 0 0 1
of it	-3 -2 -1 -1 7
of its	1 -1 -1 4 -4
of one	-5 0 0 8 -2
of some	-1 0 0 -3 4
of that	-1 -1 0 -2 4
of the	1 -4 -11 -11 25
of their	0 0 0 -2 2
of them	0 -3 -4 -6 12
of these	-2 -1 -1 -2 6
of this	-4 -1 14 -1 -9
of those	-1 0 0 7 -5
of what	2 2 -1 -1 -3
of which	2 0 0 0 -1
off	5 -4 -3 6 -5
oh	-5 0 12 0 -8
ok	-3 2 3 7 -8
ok so	-1 0 -1 8 -6
okay	70 -102 -5 -12 49
okay ?	2 -1 0 0 0
okay _	-8 -1 -2 -1 12
okay so	-12 0 -1 -1 14
okay to	1 0 0 0 0
on	5 6 0 9 -19
on _	9 -6 -3 17 -17
on _v	1 0 0 3 -4
on a	-5 -2 -3 2 8
on all	-1 0 0 -2 3
on each	-2 0 0 -1 4
on how	0 0 0 2 -1
on its	-1 1 0 -2 3
on one	0 2 -1 3 -4
on the	3 9 -4 -4 -5
on to	0 0 0 -1 1
on what	-1 0 0 -1 2
on which	1 1 0 0 -2
once	3 -7 20 -3 -13
once _	1 -1 0 -1 1
once _v	-1 -1 0 7 -6
once and	-1 -1 0 -2 3
once with	0 0 0 2 -1
one	-30 -5 -21 27 30
one ?	1 0 0 0 0
one _	-7 10 -6 7 -3
one _v	0 -2 -1 3 -1
one after	2 0 0 -2 0
one and	-1 -2 -1 3 0
one at	0 0 0 0 1
one before	2 0 0 1 -2
one by	-2 -1 -4 -2 8
one do	7 0 0 -4 -2
one for	-1 0 0 4 -3
one function	0 0 0 2 -1
one i	3 0 0 0 -3
one in	-6 -1 -1 5 3
one is	-1 -1 -2 -1 5
one it	-6 -1 -1 0 8
one more	-3 0 0 12 -9
one number	1 -1 -1 -5 6
one of	5 -1 -1 5 -7
one or	5 1 -1 0 -4
one over	-2 -2 0 2 1
one so	-1 0 0 -1 2
one that	-1 0 0 6 -4
one the	-1 -2 0 -2 5
one up	-3 -1 0 -2 5
one with	-12 0 -1 0 13
only	17 -8 -17 17 -9
only _	21 -4 -6 -3 -8
only a	0 0 0 0 1
only and	3 0 0 2 -4
only one	10 -1 -1 -2 -7
only or	2 0 0 0 -1
only the	2 -1 -1 -3 4
only then	-1 0 0 6 -5
only where	-1 0 0 5 -4
or	106 4 -36 -32 -42
or _	10 14 -16 -18 10
or _v	5 -1 -1 -3 -1
or a	5 -1 -2 -5 3
or after	0 1 0 -3 2
or all	1 0 0 0 -1
or also	1 0 0 0 -1
or an	-2 1 0 -1 2
or anything	6 0 -1 -1 -5
or are	1 0 0 -1 0
or as	0 0 0 0 1
or by	6 -1 -1 0 -5
or can	4 0 0 0 -3
or could	2 0 0 0 -1
or do	8 0 -1 -2 -5
or does	2 -1 0 0 -1
or i	6 -1 -1 0 -4
or in	-1 0 0 0 2
or is	7 -2 -2 0 -4
or it	3 0 0 0 -3
or just	3 0 0 0 -2
or like	1 0 0 0 -1
or more	-1 0 0 -2 3
or must	3 -1 0 0 -2
or not	-5 0 0 12 -7
or of	1 0 0 0 -1
or on	2 0 0 0 -1
or one	7 0 -1 0 -6
or only	10 -1 -1 -1 -7
or other	0 0 0 0 1
or over	1 0 0 -1 0
or something	1 0 0 0 0
or the	9 1 -2 -1 -7
or they	2 0 0 0 -1
or to	1 0 0 0 -1
or with	1 0 0 0 0
or without	2 0 0 -1 0
or you	3 0 0 0 -2
other	9 -2 -4 8 -11
other _	9 -1 -4 4 -8
out	-9 -5 -5 7 13
out _	0 0 0 -3 4
out and	-1 0 0 1 -1
out of	1 0 0 0 -1
out the	-11 -1 -1 11 2
over	-5 -12 -3 9 12
over _	19 -5 -4 -1 -9
over a	-6 -1 -2 -5 14
over all	2 -1 -1 -5 5
over at	0 0 0 -1 2
over every	-1 0 0 4 -3
over one	0 0 0 -1 1
over the	-24 -3 4 13 10
over their	1 -1 0 0 0
over them	-1 0 0 7 -6
own	3 -2 -2 -8 8
own _	2 -1 -1 -4 4
own right	2 -2 0 0 0
pad	-7 -7 -3 4 13
pick	10 -3 -1 -3 -4
plan	-9 -1 -2 34 -23
plan _	-1 0 -1 10 -7
plan _v	0 0 0 2 -2
plan is	-3 -1 -1 16 -12
plans	-27 21 -40 84 -38
please	5 0 -2 0 -2
predict	0 -1 -1 0 2
problem	-6 -1 0 2 5
project	-5 -4 13 7 -12
push	-2 -1 0 10 -7
put	-1 -2 -1 12 -7
question_mark	89 -25 -5 -15 -43
read	-3 -2 -4 0 9
ready	1 -1 -1 -1 2
ready _	2 -1 -1 0 0
really	2 0 0 -1 -1
really _	2 0 0 -1 -1
remember	-5 -1 -2 3 5
repeat	0 0 0 1 -1
requests	206 -99 -8 -20 -79
reshape	-4 0 0 7 -2
return	9 14 -7 -17 1
right	36 -71 -14 -2 51
right ?	6 -4 -1 -1 -1
right _	-14 -2 -3 0 18
right by	0 0 0 1 -1
run	2 -1 -2 -4 4
said	13 13 -5 -2 -20
save	0 0 -1 7 -6
say	12 4 -4 -7 -4
say _	3 1 -1 -4 1
scale	3 -1 -2 3 -3
second	-17 4 2 12 -1
second _	3 -3 -4 18 -13
second _v	0 0 0 -1 1
second a	0 0 0 0 1
second and	0 0 0 -2 3
see	-3 -7 -8 6 12
share_of_verbs	22 -13 -52 51 -8
should	20 0 -9 -9 -1
should _	9 0 -2 -2 -5
should _v	-3 1 -1 -1 4
should be	0 0 -1 -3 5
should happen	4 0 0 0 -3
should i	-1 0 -3 -1 6
should it	1 0 0 0 0
should the	9 0 -2 0 -7
shuffle	1 0 0 -1 1
simply	-5 -1 -1 0 7
simply _	1 0 -1 0 0
so	-31 3 -32 -20 79
so _	-15 -9 -11 -21 55
so _v	-5 -1 0 10 -3
so a	-4 -2 -1 -8 15
so all	-1 0 0 -1 1
so any	-8 0 0 0 8
so are	5 0 0 0 -5
so by	1 0 0 -1 0
so do	-1 0 0 -1 3
so each	-1 0 0 -2 3
so for	-2 -1 -1 1 2
so from	-1 0 0 -1 2
so i	-6 13 -2 35 -39
so if	3 -1 -2 -1 1
so in	1 0 0 5 -6
so is	5 0 -1 -2 -2
so it	-13 -2 -3 -4 22
so its	0 0 0 1 -1
so leave	-3 0 0 0 4
so no	0 -1 -1 -2 4
so on	5 0 0 -4 0
so one	-2 0 0 -2 5
so some	-2 0 0 -5 6
so that	2 -4 11 -1 -8
so the	1 8 -7 -9 7
so there	5 0 -1 0 -4
so they	-1 0 0 -1 2
so up	0 0 0 -2 2
so what	-7 0 -1 3 5
so with	8 0 -1 -1 -6
so yes	-3 0 0 -3 7
some	-8 -7 12 -15 18
some _	-9 -6 12 -12 15
something	1 -5 5 5 -6
something _	0 0 0 -1 2
sorry	-2 -3 28 -2 -21
sort	-15 -4 -4 18 5
split	6 -1 -2 1 -4
square	2 -1 -1 2 -3
stack	-1 0 0 5 -4
start	-13 20 6 9 -22
starting	-9 -1 -4 -1 15
starts	3 0 -1 1 -3
starts at	0 0 0 2 -1
steps	-23 -20 -9 91 -39
store	1 0 0 0 -1
subtract	0 -1 0 5 -4
such	-7 -1 -1 -10 20
such _	-7 -1 0 -1 9
such a	3 0 0 -8 5
such as	-4 0 0 -1 5
sum	-23 -3 -11 13 24
suppose	5 -10 -2 -1 7
sure	2 0 -1 4 -6
surely_plans	-10 -28 -9 83 -37
take	-9 9 -9 2 8
tell	-9 -3 -1 1 12
test	0 1 -2 -8 9
than	-2 -2 -11 -5 20
than _	15 1 -2 -2 -12
than a	0 -1 0 -2 3
than one	1 0 0 0 -1
than the	7 -2 -1 0 -4
thanks	-29 -3 51 0 -18
that	-12 30 -22 16 -13
that _	4 -5 -4 30 -25
that _v	-3 -1 -1 13 -9
that a	6 1 0 -2 -4
that are	0 -1 0 -2 3
that do	10 -2 -1 0 -6
that does	1 0 0 -2 1
that fine	3 -3 0 0 0
that happens	-1 0 0 -2 3
that has	-4 -1 0 6 -1
that have	-1 0 0 1 1
that i	0 2 -1 -2 1
that is	-18 -7 -1 9 17
that it	0 -1 -1 3 -1
that mean	3 0 0 0 -2
that of	0 0 0 -3 3
that okay	2 -2 0 0 0
that on	3 -1 0 0 -1
that one	-1 -1 -1 -2 4
that right	11 -9 0 -1 -1
that so	15 -14 0 0 0
that the	-14 39 -4 -9 -12
that they	-2 -1 -1 -1 4
that was	-2 0 0 5 -2
that we	2 0 0 0 -2
that were	-1 0 0 -1 2
that you	1 0 0 -3 3
the	-14 2 -60 39 34
the _	-17 -21 -57 47 48
the _v	10 11 -12 -9 -1
the code	1 0 0 0 0
the file	-14 -1 -2 3 14
the first	-2 -8 -5 3 13
the function	4 0 -1 -2 -1
the given	2 -1 0 -1 1
the mean	8 -1 -2 7 -11
the means	3 -1 0 2 -4
the most	-2 -1 -1 6 -2
the next	0 0 0 -9 9
the number	4 0 -1 8 -11
the one	-10 -1 -1 0 13
the other	4 0 -1 12 -14
the right	7 -1 -1 4 -9
the second	-4 9 -2 5 -7
the very	0 0 0 -1 1
the way	-9 -1 13 2 -4
their	-4 0 -2 13 -7
their _	-4 0 -1 10 -4
their mean	0 0 0 2 -2
their number	1 1 0 -1 0
their own	0 0 0 -3 3
them	0 -8 -6 5 10
them ?	1 0 0 0 0
them _	-3 -3 -1 6 1
them all	-2 0 0 0 2
them and	-2 0 0 0 3
them are	2 0 0 0 -2
them as	1 -2 0 -2 3
them by	0 0 0 -2 3
them in	-1 0 0 1 0
them may	1 -1 0 -1 1
them the	-1 0 0 8 -6
then	-30 -11 -9 83 -31
then _	-18 -8 -3 60 -31
then _v	-10 -4 -2 29 -13
then a	3 0 -1 4 -6
then after	0 0 0 3 -2
then and	-1 0 0 -1 2
then for	-1 0 0 10 -9
then i	-7 9 -1 3 -4
then if	-1 0 0 2 -2
then in	-2 0 0 4 -1
then it	-7 -7 0 1 13
then the	-4 -3 -1 15 -7
then what	1 0 0 2 -3
there	-14 3 -6 -8 25
there _	6 -2 -1 -4 1
there a	8 0 -2 -1 -5
there an	1 0 0 -1 1
there and	0 1 0 3 -4
there any	1 0 0 0 -1
there are	-2 -3 -4 3 6
there be	4 0 -1 0 -3
there is	-10 2 8 -7 7
there may	-2 0 0 -1 3
there the	-1 -1 0 0 2
these	-2 0 -3 2 2
these _	0 -1 -1 1 0
they	4 -10 -7 -10 23
they _	-2 -1 -1 5 -2
they _v	-1 -1 -1 -4 7
they are	5 -7 -2 -11 15
they be	1 0 0 0 -1
they can	-1 0 0 0 2
they do	-1 0 0 -1 3
they must	0 0 0 0 1
they were	-2 0 0 -2 4
thing	17 -1 -2 -1 -13
things	7 0 -1 -2 -3
things are	3 0 -1 1 -3
think	-34 -6 -12 7 45
think about	-1 0 -1 9 -7
think of	-1 0 0 0 1
thinks_aloud	-87 -22 -8 1 115
this	-52 -12 33 11 20
this _	-15 -4 9 2 8
this _v	1 0 0 0 0
this and	4 0 -1 -1 -2
this for	0 0 0 3 -2
this in	-8 -2 34 -2 -22
this is	-8 -1 -10 5 15
this on	0 0 0 1 0
this one	-8 -1 -4 1 13
this the	0 0 0 5 -4
those	-1 -1 -1 7 -5
those _	3 0 0 4 -7
those of	0 0 0 -3 3
those that	-2 0 0 1 1
through	-9 -3 25 6 -20
through _	0 0 0 4 -4
through it	0 1 0 -1 0
through the	-7 -3 27 3 -20
to	-25 -15 6 21 13
to _	-5 0 11 9 -14
to _v	12 -8 6 15 -25
to a	-3 -1 -1 1 4
to and	0 0 0 -1 1
to assume	-3 8 -1 -2 -2
to be	-9 -2 11 -2 3
to do	9 0 -1 -1 -6
to each	-8 0 -1 1 8
to it	-3 -4 -3 -1 10
to me	10 -3 -5 -1 -1
to one	-1 2 -1 1 -1
to see	-7 -1 -2 5 5
to some	-1 0 0 -1 3
to the	4 -3 -2 18 -16
to what	0 -1 0 6 -5
to you	-6 -1 -1 -8 15
told	-2 2 0 0 0
too	4 -1 -4 3 -1
too ?	1 0 0 0 0
too _	0 -1 -1 5 -3
too and	-1 0 0 0 1
train	0 2 -3 -3 4
transpose	-2 0 -1 7 -4
treat	-4 2 0 9 -7
treat _	-1 1 0 0 0
under	-1 -1 -1 1 1
under no	-2 -1 0 4 -1
under the	0 1 0 -1 1
unless	-2 3 0 -1 0
until	0 -3 -1 8 -5
until _	2 -1 0 0 -1
until the	-2 -1 0 5 -2
up	-11 -7 0 -8 26
up _	0 -1 0 1 1
up and	-1 0 0 -2 3
up the	-1 -1 0 5 -2
up to	-11 3 -2 -14 24
up with	4 3 -1 1 -7
update	-6 -4 -2 13 -1
us	-8 1 4 4 -1
use	8 -16 -8 -6 21
used	-2 -6 3 -3 7
used as	2 -2 0 0 0
used in	3 0 -1 -1 -2
validate	1 -1 -1 -1 2
verbs	-16 -11 -32 111 -52
very	-1 -2 5 -3 1
very _	-2 0 0 -2 4
want	4 -4 -5 0 5
want _	3 0 -1 0 -2
want a	2 -2 0 0 0
want the	1 0 0 0 -1
want to	-4 -3 -2 2 7
was	-11 -1 11 2 -1
was _	1 0 -1 6 -6
was not	1 0 0 1 -2
way	-19 -2 11 0 9
way _	0 0 0 -1 1
we	-13 23 13 -2 -21
we _	11 1 -2 -2 -9
we _v	9 0 -1 -1 -7
we can	-13 22 -2 1 -8
we have	-6 0 -2 -2 9
well	-3 -2 -2 -3 10
well _	-1 0 0 -2 3
were	-3 0 0 -4 7
were _	-1 1 0 -1 2
were and	-1 0 0 -1 2
were not	-1 0 0 -1 2
what	20 -14 -28 20 2
what _	6 0 -3 -1 -2
what _v	0 0 0 -3 4
what about	2 0 -1 0 -1
what are	4 0 0 -1 -2
what do	-4 0 -2 -2 8
what does	3 0 -1 0 -2
what happens	4 0 -1 0 -3
what i	-17 -4 -5 4 22
what if	9 0 -2 -1 -6
what is	2 -2 -2 15 -13
what it	3 -1 0 0 -1
what kind	4 0 0 0 -4
what may	1 0 0 0 -1
what must	0 0 0 -1 2
what should	8 0 -1 0 -6
what the	-12 -3 -3 11 8
what they	-2 0 0 -2 4
what to	8 0 -1 0 -7
what you	-3 0 0 2 1
whatever	-11 12 -1 -4 4
whatever _	-8 10 -1 -1 -1
whatever i	-2 2 0 0 0
when	49 -9 -11 -3 -26
when _	15 -1 -2 -1 -10
when a	2 0 0 -2 1
when all	1 0 0 -4 3
when every	0 0 0 3 -2
when i	12 -2 -2 -1 -8
when it	6 -2 -1 -2 -1
when no	1 -2 0 -2 3
when the	5 -1 -3 5 -6
when there	6 0 -1 -2 -2
when you	2 0 -1 -1 0
where	8 -5 -4 10 -10
where _	-1 0 -1 -4 6
where a	1 0 0 0 0
where does	5 0 0 0 -4
where i	0 -2 -1 1 1
where it	1 0 0 1 -2
where the	2 -1 -1 6 -6
where there	0 0 0 5 -5
where they	0 0 0 2 -1
whether	12 -4 -5 16 -19
whether the	9 -3 -1 9 -14
which	18 -9 -18 9 0
which _	17 -6 -11 7 -8
which _v	-1 0 0 6 -5
which is	-12 -1 -2 -1 17
which number	2 0 0 0 -2
which of	1 0 0 0 -1
which one	13 -1 -2 -2 -9
while	1 0 0 0 0
while _	2 0 0 0 -1
who	8 -1 -2 3 -9
who _	4 0 -1 4 -6
whose	-1 -1 0 13 -11
whose _	-1 -1 0 13 -11
why	0 0 -1 -1 1
will	-19 30 -4 5 -12
will _	-5 12 13 8 -27
will _v	-11 5 -8 -1 16
will assume	3 7 -2 -4 -4
will be	1 0 0 0 0
will do	-10 -5 -2 -5 23
will leave	6 0 0 -1 -6
will the	1 0 0 1 -1
will there	1 0 0 0 0
will you	1 0 -1 0 0
with	-19 -21 -9 37 12
with _	-7 -8 -1 26 -10
with _v	-1 0 0 7 -6
with a	1 -3 -4 5 0
with all	0 0 0 1 -1
with an	-1 0 0 2 -1
with any	0 0 0 -1 1
with at	-1 0 0 -1 2
with its	1 -2 -1 -2 3
with no	1 0 0 6 -6
with one	-10 -2 -1 0 13
with or	1 0 0 -1 1
with other	2 0 0 0 -2
with the	-14 -5 -7 16 10
with their	-1 0 0 -2 4
with this	-5 1 -1 -3 7
with what	8 -1 -3 1 -5
with which	4 0 -1 0 -3
without	-2 -2 -2 -5 11
without _	-4 -1 -1 4 2
without a	2 -1 -1 -2 0
without the	0 0 0 -2 2
without_marks	83 -12 -63 -12 4
would	23 -10 -17 24 -20
would _	7 -11 -2 -3 9
would _v	24 -11 -3 22 -32
would assume	-3 5 0 -1 -1
would be	-14 3 -4 4 11
would do	-3 -1 0 11 -7
would have	-4 11 -2 -1 -4
would if	0 0 0 1 0
would leave	3 0 0 0 -3
would like	6 0 -1 -3 -2
would need	13 -3 -1 -5 -4
would you	2 0 -1 0 -1
write	-6 -2 -2 3 6
yeah	-20 -8 -10 -1 39
yes	21 -32 6 -8 13
yes ?	1 0 0 0 0
yes _	-2 0 0 -1 4
yes _v	0 0 0 -3 4
you	-6 8 27 -5 -23
you _	-8 1 5 1 1
you _v	0 1 -1 1 0
you are	0 0 0 -3 4
you know	10 -1 -2 -1 -7
you like	-4 -1 0 -7 12
you may	-4 -1 0 -2 7
you need	-4 -2 0 9 -2
you said	16 1 -4 -1 -12
you want	9 0 -2 -1 -5
your	-22 13 19 -8 -3
your _	-22 13 19 -8 -3
"""


def _read() -> Mapping[str, tuple[float, ...]]:
    rows = (line.split("\t") for line in _HUNDREDTHS.strip().splitlines())
    return MappingProxyType({name: tuple(int(one) / 100 for one in values.split()) for name, values in rows})


WEIGHTS: Mapping[str, tuple[float, ...]] = _read()
"""By measure, in the order of `agent.act_model.Mood`."""
