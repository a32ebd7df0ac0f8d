"""Writes the page for users on how the interviewer behaves; every number in it is one that the code goes by."""

import textwrap

from agent.clock import (
    LAST_WORDS_MS,
    LONGEST_WAIT_MS,
    MAX_NUDGES,
    NUDGE_AFTER_MS,
    PAUSE_MS,
    QUIET_MS,
    SHORTEST_WITH_NOTICE_MINUTES,
    TIME_CHECK_AT,
)
from agent.coaching import MOMENTS
from agent.conduct import MAX_PROBES_IN_DISCUSSION, MAX_PROBES_WHILE_CHECKING
from agent.phases import MS_PER_MINUTE, NOTICE_MS, RETRIES
from agent.probes import MOST_GENERAL_PROBES, THIN_ANSWER_STEMS, THIN_PLAN_WORDS, TIME_FOR_A_QUESTION_MS
from agent.remarks import SIGNS_OF_CODING, STUCK_AFTER_RUNS
from agent.replies import ACKNOWLEDGE_EVERY_MS, MOST_REFUSALS
from agent.wordings import LINES, MAY_BE_SILENT
from transcripts.events import Phase

WIDTH = 120
_PERCENT = 100
_PLACES = {
    Phase.CLARIFY: "asking questions",
    Phase.PLAN: "planning",
    Phase.CODE: "coding",
    Phase.VERIFY: "checking",
    Phase.DISCUSS: "the discussion",
}
_MOMENTS = {
    "typing_early": "typing before a plan",
    "first_failure": "a run that fails",
    "open_choice": "a choice that is yours",
    "silence": "a long silence",
    "hint": "a hint",
    "asked_for_answer": "a request for the solution",
}


def behaviour_markdown() -> str:
    """Write the page."""
    silences = "\n".join(f"| {_PLACES[phase]} | {_span(ms)} |" for phase, ms in NUDGE_AFTER_MS.items())
    n_lines = sum(map(len, LINES.values()))
    moments = ", ".join(_MOMENTS[name] for name in MOMENTS)
    retried = ", ".join(phase.value for phase in RETRIES[Phase.WRAP_UP])
    return _wrapped(f"""# How the interviewer behaves

What you can expect of the interviewer, and after how long it speaks. `scripts/generate.py` writes this page: the
numbers
in it are the ones that the code goes by. Why it was built in this way is told in [the design](design/interviewer.md).

## What it does

- It asks one thing at a time, in short sentences, and then listens.
- It answers what you ask about the task, when you ask it. What nobody asks for, it does not tell. Asked a second
  time, it
  gives the same answer in other words.
- When a question could mean two things, it asks back. When the task leaves something open, it says that the choice
  is yours.
- When you assume something that is not so, or that is not what it told you before, it states what holds.
- It asks for a plan before the code. If you begin to type ({SIGNS_OF_CODING} characters) it asks once and does not
  stand in
  your way.
- It gives a hint when you ask for one, or when you accept its offer, and says what the hint costs.
- It declines, kindly, to give the solution, to judge your code before the checks do, and to take orders. In the
  discussion, whoever asks for the answer a third time gets the next question ({MOST_REFUSALS} requests are declined).
- It does not praise and does not say that an answer was right or wrong; the debrief does, with the reason.
- Asked for the next question while one is open, it says first what leads on: that you are done with this one, or the
  Move on button, which ends the whole part. Say it again, or say that you are done, and it goes on. Whoever does not
  know
  an answer says so, and the next question comes.
- After the end it answers nothing.

## When it speaks without being asked

| while | silence after which it says a word |
|---|---|
{silences}

Silence is counted from the last word, edit or run of yours, or from what the interviewer said last. In one stretch
of it
there are at most {MAX_NUDGES} such words; while coding, the second is the offer of a hint, and in the discussion it
is the
next question. Nobody is nudged while a run is going.

- Nobody is interrupted who typed less than {_span(QUIET_MS)} ago; what is due waits for that, but not longer than
  {_span(LONGEST_WAIT_MS)}.
- Your code is looked at when a run ends, when a part begins, and after {_span(PAUSE_MS)} without typing.
- **Stuck** means {STUCK_AFTER_RUNS} runs in a row that end in the same way, or saying so. Then a hint is offered.
- While you explain at length, a short sign of listening comes at most every {_span(ACKNOWLEDGE_EVERY_MS)}.
- The remaining time is said when {round(TIME_CHECK_AT * _PERCENT)} % of the time for the code is used, and
  {_span(NOTICE_MS)} before the end in sessions of {SHORTEST_WITH_NOTICE_MINUTES} minutes or more.
- The last question waits {_span(LAST_WORDS_MS)} for a reply.

## Questions about what was thin

A plan of fewer than {THIN_PLAN_WORDS} words, an answer without a point and with fewer than {THIN_ANSWER_STEMS} words of
content, or one with vague words (“somehow”, “handle the data”) is asked about once, before anything else:

| it asks | when the answer had |
|---|---|
| to clarify: what “…” means, in your own words | a vague word |
| to say more | hardly any content |
| why that matters | no reason |
| what the alternative would be, and why not that | no comparison |
| for an example on a small input | no example |

Each kind comes at most once in an interview, and {MOST_GENERAL_PROBES} of them in all; in the discussion only
while there are {_span(TIME_FOR_A_QUESTION_MS)} left for each question that is still to come. A full answer is never
asked
about
in this way. Questions about your own code come at most {MAX_PROBES_WHILE_CHECKING} times while checking and
{MAX_PROBES_IN_DISCUSSION} times in the discussion.

## Wordings

There are {n_lines} wordings for {len(LINES)} things to say. The session's seed and what was said before choose among
them, so
the same session comes out the same again, and nothing is said twice in the same words. When all wordings of one
thing are
used up, it stays unsaid where that does no harm ({len(MAY_BE_SILENT)} of the things: a nod, a transition, a nudge);
anything
else begins with “Once more”, “As before” or the like.

## Practice

Practice is chosen on the start page, with `thinkaloud interview --mode practice`, or with `"mode": "practice"` when
a session
is made through the API. It is the same interviewer, and beside it a coach:

- At the beginning of each part the coach says what an interviewer looks for there; at the end, what was seen and
  what was
  missing. Of things that you did not ask about it says how many there were and of what kind, never what the answer is.
- At {len(MOMENTS)} moments it says a word the first time: {moments}. After an answer that left something out, it
  counts the points.
- **A part can be tried again**: the button Try again, or `/retry` in the terminal. Open to that are {retried}, up to
  the
  one you are in. The part and all that follow get their whole time once more, the session becomes longer by that, your
  code stays, and what you were told still holds. Questions of the discussion start over.
- Hints cost nothing.
- The debrief says that it was practice. In a real interview there is none of this: nothing is volunteered, and there
  is no
  way back.
""")


def _wrapped(page: str) -> str:
    """Fill the lines of paragraphs and of list items; headings and tables stay as they are."""
    lines: list[str] = []
    for line in page.splitlines():
        continues = bool(lines) and lines[-1][:1] not in {"", "#", "|"} and line[:1] not in {"", "#", "|", "-"}
        if continues:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    filled = [_filled(line) for line in lines]
    return "\n".join(filled) + "\n"


def _filled(line: str) -> str:
    if line[:1] in {"", "#", "|"}:
        return line
    indent = "  " if line.startswith("- ") else ""
    return textwrap.fill(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _span(ms: int) -> str:
    if ms % MS_PER_MINUTE == 0:
        minutes = ms // MS_PER_MINUTE
        return "one minute" if minutes == 1 else f"{minutes} minutes"
    return f"{ms // 1000} seconds"
