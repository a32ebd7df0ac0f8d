"""Writes a debrief as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.

The words are those of `markdown`, so the two never differ; bars and the timeline are drawn here. Text of candidates is
escaped by the Markdown renderer, which knows no HTML.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rubric.debrief import Debrief, DimensionResult, PhaseTime, RunPoint
from rubric.markdown import debrief_to_markdown
from rubric.pointing import clock
from runner.report import Verdict

_OPEN_SECTIONS = frozenset({"Why", "The five dimensions", "Strengths", "Missed moments", "What to practise"})
"""Shown at once; the others unfold, and are open in print."""
_WIDTH, _LEFT, _BAND_TOP, _BAND_HEIGHT, _HEIGHT = 960, 8, 30, 26, 118
_RUN_Y, _HINT_Y, _AXIS_Y = 74, 92, 108
_MOST_TICKS = 12
_TICK_MINUTES = (1, 2, 5, 10, 30, 60)
_LETTER_WIDTH = 7

_Place = Callable[[int], float]
"""Where on the timeline a millisecond lies."""

_STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#23262a, #e4e4e0); --soft: light-dark(#565b62, #b1b5b8);
  --line: light-dark(#dfdcd5, #343a40); --paper: light-dark(#fffefc, #16191c); --card: light-dark(#f0eeea, #262b30);
  --accent: light-dark(#1f5f66, #6fbcc0); --good: light-dark(#256b3a, #84c995); --part: light-dark(#875300, #e6b566);
  --bad: light-dark(#a6292f, #f09a98); }
@media print { :root { color-scheme: light; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.02rem; margin: 1.5rem 0 .4rem; } p { margin: .5rem 0; } li { margin: .2rem 0; }
li li { color: var(--soft); font-size: .93em; }
table { border-collapse: collapse; width: 100%; font-size: .92em; display: block; overflow-x: auto; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
pre { background: var(--card); padding: .8rem 1rem; overflow-x: auto; border-radius: 6px; font-size: .86rem;
  line-height: 1.45; } code { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding-left: .9rem; border-left: 3px solid var(--line); color: var(--soft); }
details { border-top: 1px solid var(--line); } details[open] { padding-bottom: .8rem; }
summary { cursor: pointer; padding: .6rem 0; font-size: 1.1rem; font-weight: 600; }
.levels { display: grid; grid-template-columns: minmax(11rem, 1fr) 12rem minmax(8rem, 1fr); gap: .35rem 1rem;
  align-items: center; margin: 1.2rem 0; } .levels span:nth-child(3n) { color: var(--soft); font-size: .92em; }
.bar { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3px; }
.bar i { height: .7rem; background: var(--card); border: 1px solid var(--line); border-radius: 2px; }
.bar i.on { background: var(--accent); border-color: var(--accent); }
figure { margin: 1.2rem 0; overflow-x: auto; } figcaption { color: var(--soft); font-size: .88em; }
svg { min-width: 40rem; width: 100%; height: auto; } svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
.add { color: var(--good); } .drop { color: var(--bad); }
@media (max-width: 40rem) { .levels { grid-template-columns: 1fr; gap: .1rem; }
  .levels span:nth-child(3n) { margin-bottom: .6rem; } }
@media print { body { padding: 0; font-size: 11pt; } pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; block-size: auto; } h2, h3, summary { break-after: avoid; } }
"""


def debrief_to_html(debrief: Debrief) -> str:
    """Write a debrief as a page that stands alone."""
    renderer = _renderer()
    tokens = renderer.parse(debrief_to_markdown(debrief))
    (head, *sections) = _split_at_headings(tokens)
    title = f"Debrief: {debrief.session.question_title}"
    pieces = [
        "<!doctype html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        # Nothing may be fetched or run, whatever a transcript holds.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style></head>",
        "<body>",
        _rendered(renderer, head),
        _level_bars(debrief.dimensions),
        _timeline(debrief),
        *(_section(renderer, section) for section in sections),
        "</body></html>",
    ]
    return "\n".join(piece for piece in pieces if piece) + "\n"


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "highlight": _coloured}).enable("table")


def _coloured(code: str, language: str, _attributes: str) -> str:
    """Colour the lines of a difference; other code is left to the renderer."""
    if language != "diff":
        return ""
    kinds = {"+": "add", "-": "drop"}
    lines = (f'<span class="{kinds.get(line[:1], "same")}">{escape(line)}</span>' for line in code.splitlines())
    return "\n".join(lines)


def _split_at_headings(tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut into the part before the first second-level heading, and one part for each."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0:
            parts.append([])
        parts[-1].append(token)
    return parts


def _rendered(renderer: MarkdownIt, tokens: Sequence[Token]) -> str:
    return str(renderer.renderer.render(tokens, renderer.options, {})).strip()


def _section(renderer: MarkdownIt, tokens: Sequence[Token]) -> str:
    title = tokens[1].content
    if title in _OPEN_SECTIONS:
        return _rendered(renderer, tokens)
    body = _rendered(renderer, tokens[3:])
    return f"<details><summary>{escape(title)}</summary>\n{body}\n</details>"


def _level_bars(dimensions: Sequence[DimensionResult]) -> str:
    rows: list[str] = []
    for result in dimensions:
        level = result.level or 0
        blocks = "".join(f"<i{' class=on' if n <= level else ''}></i>" for n in range(1, 5))
        words = f"{result.level} of 4, {result.level_name}" if result.level else "not assessed"
        rows.append(
            f'<span>{escape(result.title)}</span><span class="bar" role="img" aria-label="{escape(words)}">{blocks}'
            f"</span><span>{escape(words)}</span>"
        )
    return f'<div class="levels">{"".join(rows)}</div>'


def _timeline(debrief: Debrief) -> str:
    """Draw phases as bands, runs as dots, hints as flags, over interview time."""
    end_ms = max(1, debrief.session.duration_ms)

    def at(ms: int) -> float:
        return round(_LEFT + (_WIDTH - 2 * _LEFT) * min(ms, end_ms) / end_ms, 1)

    marks = [
        *(mark for phase in debrief.phases for mark in _band(phase, at)),
        *(_dot(run, at(run.at_ms)) for run in debrief.runs),
        *(
            f'<path d="M{at(hint.at_ms)} {_HINT_Y + 8}v-14l9 4-9 4" fill="var(--part)" stroke="var(--part)">'
            f"<title>{clock(hint.at_ms)} hint, level {hint.level}</title></path>"
            for hint in debrief.hints
        ),
        *(
            f'<text x="{at(minute * 60_000)}" y="{_AXIS_Y + 8}" text-anchor="middle">{minute}</text>'
            for minute in _ticks(end_ms)
        ),
    ]
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Timeline: phases, runs and hints">'
        f"{''.join(marks)}</svg><figcaption>Phases, runs (green: all checks passed; orange: some; red: none) and hints "
        f"(flags), in minutes.</figcaption></figure>"
    )


def _band(phase: PhaseTime, at: _Place) -> Iterator[str]:
    name = phase.phase.value.replace("_", " ")
    for start, end in phase.visits or ((phase.start_ms, phase.end_ms),):
        width = max(0.0, at(end) - at(start))
        yield (
            f'<rect x="{at(start)}" y="{_BAND_TOP}" width="{width:.1f}" height="{_BAND_HEIGHT}" fill="var(--card)" '
            f'stroke="var(--line)"><title>{name}: {clock(start)} to {clock(end)}</title></rect>'
        )
        if width > _LETTER_WIDTH * len(name):
            middle = at(start) + width / 2
            yield f'<text x="{middle:.1f}" y="{_BAND_TOP + 17}" text-anchor="middle">{name}</text>'


def _dot(run: RunPoint, x: float) -> str:
    share = run.n_passed / run.n_checks if run.n_checks else 0.0
    colour = "good" if run.verdict is Verdict.PASSED else "part" if share else "bad"
    radius = 6 if run.purpose == "submit" else 4
    words = f"{clock(run.at_ms)} {run.purpose}: {run.n_passed} of {run.n_checks} checks passed"
    return f'<circle cx="{x}" cy="{_RUN_Y}" r="{radius}" fill="var(--{colour})"><title>{words}</title></circle>'


def _ticks(end_ms: int) -> range:
    minutes = end_ms // 60_000
    step = next((step for step in _TICK_MINUTES if minutes // step <= _MOST_TICKS), max(1, minutes // _MOST_TICKS))
    return range(0, minutes + 1, step)
