"""What a page loads before anything is asked for, read from the built files. Must not know a browser."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).parents[1] / "server" / "static"
PAGES = ("Start", "Interview", "Replay", "Debrief", "Progress", "Grading")

_STATIC_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([\w.-]+\.js)["']""")
_STYLE_OF_PAGE = re.compile(r"""["']assets/([\w.-]+)["']""")
_NAMED_IN_HTML = re.compile(r"""(?:src|href)="/assets/([\w.-]+\.(?:js|css))\"""")


def page_files(page: str, static: Path = STATIC) -> frozenset[str]:
    """Name the scripts and styles that a page needs to be drawn.

    The entry, the page's own chunk, all that these import statically, and the styles that come with them; not what is
    imported when it is asked for. LookupError when the build has no such page.
    """
    assets = static / "assets"
    entries = set(_NAMED_IN_HTML.findall((static / "index.html").read_text(encoding="utf-8")))
    chunks = [path.name for path in assets.glob(f"{page}Page-*.js")]
    if len(chunks) != 1:
        raise LookupError(f"{assets} holds {len(chunks)} chunks of the {page} page; build the page anew: make page")
    scripts = set(_imported({*(name for name in entries if name.endswith(".js")), *chunks}, assets))
    styles = {name for name in entries if name.endswith(".css")} | _styles_with(chunks[0], entries, assets)
    return frozenset(scripts | styles)


def gzipped_bytes(files: frozenset[str], static: Path = STATIC) -> int:
    """Size of files when each is sent compressed, in bytes."""
    return sum(len(gzip.compress((static / "assets" / name).read_bytes(), 9)) for name in files)


def _imported(names: set[str], assets: Path) -> Iterator[str]:
    seen: set[str] = set()
    while names:
        name = names.pop()
        seen.add(name)
        yield name
        names |= set(_STATIC_IMPORT.findall((assets / name).read_text(encoding="utf-8"))) - seen


def _styles_with(chunk: str, entries: set[str], assets: Path) -> set[str]:
    """Styles that are loaded along with a lazily imported chunk: the loader names them in its call."""
    for entry in entries:
        text = (assets / entry).read_text(encoding="utf-8")
        listed = re.search(r"__vite__mapDeps=.*?\[(.*?)\]", text, re.DOTALL)
        call = re.search(rf"""import\([`"']\./{re.escape(chunk)}[`"']\).*?__vite__mapDeps\(\[([\d,]*)\]""", text)
        if listed and call:
            files = _STYLE_OF_PAGE.findall(listed.group(1))
            return {files[int(n)] for n in call.group(1).split(",") if n and files[int(n)].endswith(".css")}
    return set()
